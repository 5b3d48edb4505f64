// The workbench: a chain of layers, built by hand; what flows through it was computed by Python and
// Keras. The browser has a draft of the chain, so that typing never waits; numbers are shown as they
// come.

import { find, findAll, partsOf } from "../../ui/js/dom.js";
import { widgetState } from "../../ui/js/state.js";
import { chainOf, firstValues, kindOf, layersOf, rowsOf, sameRows } from "./chain.js";
import { outcomeWords, showCost, showLoss, showProblem, showTensor } from "./results.js";
import { makeAddRow, makeInputRow, makeLayerRow, makeLossRow } from "./rows.js";

/** @import { FindPart, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./chain.js" */
/** @import { Built, Payload } from "./payload.d.ts" */
/** @import { Acts } from "./rows.js" */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, state: any, part: FindPart, list: HTMLElement, send: SetValue }} View
 */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ nth: 0 }));
  if (state.stamp !== data.stamp) {
    Object.assign(state, { stamp: data.stamp, draft: data.chain, drawn: null });
  }
  const part = partsOf(parentElement);
  state.view = { data, state, part, list: part("rows"), send: setStateValue };
  show(state.view);
  return () => {};
}

/** @type {(view: View) => string} */
const shapeOf = ({ state }) => rowsOf(state.draft)[0];
/** @type {(view: View) => Layer[]} */
const layersIn = ({ state, data }) => layersOf(state.draft, data.kinds);

/**
 * Change the draft, and send it to Python.
 * @param {View} view
 * @param {string} shape
 * @param {Layer[]} layers
 * @param {string} [words] for a screen reader
 */
function change(view, shape, layers, words) {
  const { state, part } = view;
  state.draft = chainOf(shape, layers);
  if (words) part("said").textContent = words;
  state.nth += 1;
  view.send("chain", { text: state.draft, nth: state.nth });
  show(view);
}

/**
 * Return what can be done to a chain, always with the newest data: rows outlive them.
 * @param {{ view: View, adding?: string }} state
 * @returns {Acts}
 */
const actsOn = (state) => ({
  setShape: (shape) => change(state.view, shape, layersIn(state.view)),
  set: (nth, setting, value) => {
    const layers = layersIn(state.view);
    layers[nth].values[setting] = value;
    change(state.view, shapeOf(state.view), layers);
  },
  move: (nth, to, focus) => move(state.view, nth, to, focus),
  remove: (nth) => remove(state.view, nth),
  add: (kind) => add(state.view, kind),
  choose: (kind) => {
    state.adding = kind;
  },
});

/**
 * @param {View} view
 * @param {number} nth
 * @param {number} to
 * @param {string} focus the button that keeps the focus
 */
function move(view, nth, to, focus) {
  const layers = layersIn(view);
  const [moved] = layers.splice(nth, 1);
  layers.splice(to, 0, moved);
  const words = `${moved.kind} is now layer ${to + 1} of ${layers.length}`;
  change(view, shapeOf(view), layers, words);
  const row = view.list.children[to + 1];
  const button = /** @type {HTMLButtonElement} */ (find(row, `[data-do=${focus}]`));
  (button.disabled ? find(row, "[data-do]:not(:disabled)") : button).focus();
}

/**
 * @param {View} view
 * @param {number} nth
 */
function remove(view, nth) {
  const layers = layersIn(view);
  const [gone] = layers.splice(nth, 1);
  change(view, shapeOf(view), layers, `${gone.kind} is gone`);
  const buttons = findAll(view.list, "[data-do=remove]");
  (buttons[Math.min(nth, layers.length - 1)] ?? view.part("kind")).focus();
}

/**
 * @param {View} view
 * @param {string} kind
 */
function add(view, kind) {
  const { data, list } = view;
  const before = data.built?.joints.at(-1)?.shape ?? data.built?.input.shape;
  const layers = [...layersIn(view), { kind, values: firstValues(kind, data.kinds[kind], before) }];
  change(view, shapeOf(view), layers, `${kind} added`);
  const row = list.children[layers.length];
  const [field] = findAll(row, ".settings input, .settings select");
  (field ?? find(row, "[data-do]:not(:disabled)")).focus();
}

/**
 * Make the rows anew, but only when layers come, go or change places; else a field would lose its
 * focus.
 * @param {View} view
 */
function arrange(view) {
  const { data, state, list } = view;
  const layers = layersIn(view);
  const drawn = layers.map(({ kind }) => kind).join();
  if (state.drawn === drawn && list.children.length) return;
  state.drawn = drawn;
  const acts = actsOn(state);
  const last = layers.length - 1;
  list.replaceChildren(
    makeInputRow(data.inputs, shapeOf(view), acts),
    ...layers.map((layer, nth) => makeLayerRow(layer, nth, last, data.kinds, acts)),
    makeAddRow(data, state.adding ?? "Dense", layers.length >= data.most, acts),
    makeLossRow(),
  );
}

/**
 * Show the draft. Numbers of a chain that is no longer the draft stay as far as the two are the
 * same; then they fade.
 * @param {View} view
 */
function show(view) {
  const { data, state, part, list } = view;
  const { built } = data;
  arrange(view);
  part("scale").textContent = data.words.scale;
  part("status").textContent = data.status;
  const now = rowsOf(state.draft);
  const then = built ? rowsOf(built.chain) : [];
  const same = sameRows(now, then);
  now.forEach((text, nth) => {
    const row = /** @type {HTMLElement} */ (list.children[nth]);
    row.classList.toggle("old", nth >= same && Boolean(built));
    const isKnown = nth < same || nth === 0 || kindOf(text) === kindOf(then[nth]);
    showRow(view, row, nth, isKnown);
  });
  const isWhole = same === now.length && same === then.length;
  const loss = /** @type {HTMLElement} */ (list.children[now.length + 1]);
  loss.dataset.state = built?.loss.message ? "error" : "";
  loss.classList.toggle("old", !isWhole);
  if (!built) return;
  showLoss(loss, built, data.words);
  if (isWhole) speakOutcome(view, built);
}

/**
 * Show what is known of a row: the input, or a layer.
 * @param {View} view
 * @param {HTMLElement} row
 * @param {number} nth 0 is the input
 * @param {boolean} isKnown
 */
function showRow({ data }, row, nth, isKnown) {
  const { built, words } = data;
  const joint = nth ? built?.joints[nth - 1] : undefined;
  const tensor = nth ? joint : built?.input;
  if (!isKnown || !built || !tensor) {
    row.dataset.state = "asked";
    for (const name of [".cost", ".tensor"]) find(row, name).replaceChildren();
    showProblem(row, "", null);
    return;
  }
  const state = joint?.state ?? "input";
  row.dataset.state = state;
  showTensor(row, tensor, state);
  if (joint) showCost(row, joint, built, words.free);
  showProblem(row, words.stop, joint?.message ? joint : null);
}

/**
 * Speak what became of a chain, once.
 * @param {View} view
 * @param {Built} built
 */
function speakOutcome({ state, part }, built) {
  if (state.told === built.chain) return;
  state.told = built.chain;
  part("said").textContent = outcomeWords(built);
}
