// The workbench's model editor: a layer stack, and the tensors that flow through it, computed by
// Python and Keras. The browser has a draft of the stack, so that typing never waits; numbers are
// shown as they arrive.

import { find, findAll, partsOf } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { widgetState } from "../../ui/js/state.js";
import { fillWords } from "../../ui/js/words.js";
import { outcomeText, showBudget, showCost, showLoss, showProblem, showTensor } from "./report.js";
import { makeAdditionRow, makeInputRow, makeLayerRow, makeLossRow } from "./rows.js";
import {
  commonRows,
  initialValues,
  layerTypeOf,
  parseLayers,
  splitStack,
  stackText,
} from "./stack.js";

/** @import { FindPart, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./stack.js" */
/** @import { ModelReport, Payload } from "./payload.d.ts" */
/** @import { Actions } from "./rows.js" */

/**
 * The browser's own state.
 * @typedef {object} State
 * @property {View} view with the newest data, as rows outlive a call
 * @property {number} revision of the stack that Python set
 * @property {string} draft the stack as text
 * @property {number} serial of the last draft that was sent
 * @property {string | null} drawn the types of the layers whose rows are made
 * @property {string} [adding] the type chosen for another layer
 * @property {string} [announced] the stack whose outcome was announced
 */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, state: State, part: FindPart, list: HTMLElement, send: SetValue }} View
 */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => ({ serial: 0 }));
  if (state.revision !== data.revision) {
    Object.assign(state, { revision: data.revision, draft: data.stack, drawn: null });
  }
  const part = partsOf(parentElement);
  fillWords(parentElement, data.words);
  parentElement.host.toggleAttribute("data-fills", data.fills);
  find(parentElement, ".model").classList.toggle("compact", data.fills);
  state.view = { data, state, part, list: part("rows"), send: setStateValue };
  show(state.view);
  return () => {};
}

/** @type {(view: View) => string} */
const shapeOf = ({ state }) => splitStack(state.draft)[0];
/** @type {(view: View) => Layer[]} */
const layersOf = ({ state, data }) => parseLayers(state.draft, data.layerTypes);

/**
 * Change the draft, and send it to Python.
 * @param {View} view
 * @param {string} shape
 * @param {Layer[]} layers
 * @param {string} [words] for a screen reader
 */
function change(view, shape, layers, words) {
  const { state, part } = view;
  state.draft = stackText(shape, layers);
  if (words) part("said").textContent = words;
  state.serial += 1;
  view.send("stack", { text: state.draft, serial: state.serial });
  show(view);
}

/**
 * Return what can be done to a stack, always with the newest data, as rows outlive a call.
 * @param {State} state
 * @returns {Actions}
 */
const actionsOn = (state) => ({
  setShape: (shape) => change(state.view, shape, layersOf(state.view)),
  set: (index, option, value) => {
    const layers = layersOf(state.view);
    layers[index].values[option] = value;
    change(state.view, shapeOf(state.view), layers);
  },
  move: (index, to, focus) => move(state.view, index, to, focus),
  remove: (index) => remove(state.view, index),
  add: (layerType) => add(state.view, layerType),
  choose: (layerType) => {
    state.adding = layerType;
  },
});

/**
 * @param {View} view
 * @param {number} index
 * @param {number} to
 * @param {string} focus the button that keeps the focus
 */
function move(view, index, to, focus) {
  const layers = layersOf(view);
  const [moved] = layers.splice(index, 1);
  layers.splice(to, 0, moved);
  const words = withGaps(view.data.words.moved, {
    layer: moved.type,
    number: to + 1,
    count: layers.length,
  });
  change(view, shapeOf(view), layers, words);
  const row = view.list.children[to + 1];
  const button = /** @type {HTMLButtonElement} */ (find(row, `[data-action=${focus}]`));
  (button.disabled ? find(row, "[data-action]:not(:disabled)") : button).focus();
}

/**
 * @param {View} view
 * @param {number} index
 */
function remove(view, index) {
  const layers = layersOf(view);
  const [removed] = layers.splice(index, 1);
  const words = withGaps(view.data.words.removed, { layer: removed.type });
  change(view, shapeOf(view), layers, words);
  const buttons = findAll(view.list, "[data-action=remove]");
  (buttons[Math.min(index, layers.length - 1)] ?? view.part("kind")).focus();
}

/**
 * @param {View} view
 * @param {string} type
 */
function add(view, type) {
  const { data, list } = view;
  const inputShape = data.report?.layers.at(-1)?.shape ?? data.report?.input.shape;
  const values = initialValues(type, data.layerTypes[type], inputShape);
  const layers = [...layersOf(view), { type, values }];
  change(view, shapeOf(view), layers, withGaps(data.words.added, { layer: type }));
  const row = list.children[layers.length];
  const [field] = findAll(row, ".settings input, .settings select");
  (field ?? find(row, "[data-action]:not(:disabled)")).focus();
}

/**
 * Make the rows again, but only when layers are added, removed or moved; else a field would lose
 * its focus.
 * @param {View} view
 */
function arrange(view) {
  const { data, state, list } = view;
  const layers = layersOf(view);
  const drawn = layers.map(({ type }) => type).join();
  if (state.drawn === drawn && list.children.length) return;
  state.drawn = drawn;
  const actions = actionsOn(state);
  const last = layers.length - 1;
  list.replaceChildren(
    makeInputRow(data, shapeOf(view), actions),
    ...layers.map((layer, index) => makeLayerRow(layer, index, last, data, actions)),
    makeAdditionRow(data, state.adding ?? "Dense", layers.length >= data.maxLayers, actions),
    makeLossRow(),
  );
}

/**
 * Show the draft. Numbers of a stack that is no longer the draft stay as far as the two are the
 * same; the others fade.
 * @param {View} view
 */
function show(view) {
  const { data, state, part, list } = view;
  const { report } = data;
  arrange(view);
  part("scale").textContent = data.words.scale;
  part("status").textContent = data.status;
  const drafted = splitStack(state.draft);
  const reported = report ? splitStack(report.stack) : [];
  const same = commonRows(drafted, reported);
  drafted.forEach((text, index) => {
    const row = /** @type {HTMLElement} */ (list.children[index]);
    row.classList.toggle("stale", index >= same && Boolean(report));
    const isKnown =
      index < same || index === 0 || layerTypeOf(text) === layerTypeOf(reported[index]);
    showRow(view, row, index, isKnown);
  });
  const isCurrent = same === drafted.length && same === reported.length;
  const loss = /** @type {HTMLElement} */ (list.children[drafted.length + 1]);
  loss.dataset.state = report?.loss.message ? "error" : "";
  loss.classList.toggle("stale", !isCurrent);
  showBudget(part("budget"), data.budget, isCurrent ? report : null, data.words);
  if (!report) return;
  showLoss(loss, report, data.words);
  if (isCurrent) announceOutcome(view, report);
}

/**
 * Show what is known of a row: the input, or a layer.
 * @param {View} view
 * @param {HTMLElement} row
 * @param {number} index 0 is the input
 * @param {boolean} isKnown
 */
function showRow({ data }, row, index, isKnown) {
  const { report, words } = data;
  const layer = index ? report?.layers[index - 1] : undefined;
  const tensor = index ? layer : report?.input;
  if (!isKnown || !report || !tensor) {
    row.dataset.state = "pending";
    for (const name of [".cost", ".tensor"]) find(row, name).replaceChildren();
    showProblem(row, "", null);
    return;
  }
  const state = layer?.state ?? "input";
  row.dataset.state = state;
  showTensor(row, tensor, state, words);
  if (layer) showCost(row, layer, report, words);
  showProblem(row, words.stop, layer?.message ? layer : null);
}

/**
 * Announce the outcome of a stack, once.
 * @param {View} view
 * @param {ModelReport} report
 */
function announceOutcome({ data, state, part }, report) {
  if (state.announced === report.stack) return;
  state.announced = report.stack;
  part("said").textContent = outcomeText(report, data.words);
}
