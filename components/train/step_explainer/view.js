// One training step in five numbered parts. Every number comes from Python; the browser's own state
// is in state.js.

import { find, findAll, make, partsOf, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { showBatch } from "./batch.js";
import { showCursor, showValueImage } from "./images.js";
import { formatBrief } from "./numbers.js";
import {
  initialState,
  isShown,
  openPart,
  PARTS,
  pointAt,
  storePress,
  updateNumbers,
} from "./state.js";
import { layerName, weightName } from "./step_numbers.js";
import { showChooser, showFormula, showWeightNumbers } from "./unit.js";

/** @import { FindPart, Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload, Step } from "./payload.d.ts" */
/** @import { State } from "./state.js" */
/** @import { NumberName, StepNumbers } from "./step_numbers.js" */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, step: Step, numbers: StepNumbers, state: State, part: FindPart,
 *   root: Root, send: SetValue, dark: boolean }} View
 */

/** @type {NumberName[]} */
const UPDATE_NUMBERS = ["gradient", "before", "update", "after"];

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  /** @type {State} */
  const state = widgetState(parentElement, initialState);
  const part = partsOf(parentElement);
  const { dark } = readTheme(parentElement);
  setData(find(parentElement, ".explainer"), "dark", dark);
  fillWords(parentElement, data.words);
  showTitle(data, part);
  if (storePress(state, data)) focusTitle(part);
  const stop = () => {
    state.observer?.disconnect();
    state.observer = null;
  };
  const step = data.report;
  part("told").hidden = part("nav").hidden = !step;
  if (!step) {
    state.isPending = true;
    return stop;
  }
  scrollToTitle(state, part, parentElement);
  const numbers = updateNumbers(state, data, step);
  const view = { data, step, numbers, state, part, root: parentElement, send: setStateValue, dark };
  makePartButtons(view);
  bindPartButtons(view);
  showTexts(view);
  update(view);
  onWidth(state, part("told"), () => showValueImages(view));
  return stop;
}

/** @type {(data: Payload, part: FindPart) => void} */
function showTitle({ batch, totalBatches, words }, part) {
  const [step, steps] = [batch, totalBatches].map((count) => count.toLocaleString("en"));
  setText(part("title"), withGaps(words.title, { step, steps }));
}

/**
 * Move the focus of a learner who pressed the button to what it brought.
 * @param {FindPart} part
 */
function focusTitle(part) {
  part("title").focus({ preventScroll: true });
  part("title").scrollIntoView({ block: "start" });
}

/**
 * Scroll to the title once the page is long enough, unless the focus has moved elsewhere.
 * @param {State} state
 * @param {FindPart} part
 * @param {Root} root
 */
function scrollToTitle(state, part, root) {
  if (!state.isPending) return;
  state.isPending = false;
  if (root.activeElement !== part("title")) return;
  requestAnimationFrame(() => part("title").scrollIntoView({ block: "start" }));
}

/**
 * Make the buttons and headings of the parts, once.
 * @param {View} view
 */
function makePartButtons({ data, part }) {
  if (part("parts").children.length) return;
  PARTS.forEach((name, index) => {
    const text = ` ${data.words[`part ${name}`]}`;
    const label = make("span", { className: "label" }, text);
    const attributes = { type: "button", "aria-label": `${index + 1}${text}` };
    part("parts").append(make("button", attributes, index + 1, label));
    find(part(name, "step"), "h3").replaceChildren(make("b", {}, index + 1), text);
  });
}

/** @param {View} view */
function bindPartButtons(view) {
  const { state, part } = view;
  [...part("parts").children].forEach((button, index) => {
    button.onclick = () => open(view, index);
  });
  part("back").onclick = () => open(view, state.open - 1);
  part("next").onclick = () => open(view, state.open + 1);
  part("all").onclick = () => {
    state.all = !state.all;
    update(view);
  };
}

/** @param {View} view */
function showTexts({ root, step }) {
  for (const element of findAll(root, "[data-words]")) {
    const text = step.texts[String(element.dataset.words)] ?? "";
    setText(element, text);
    element.hidden = !text;
  }
}

/** @param {View} view */
function update(view) {
  const { data, step, numbers, state, part, root } = view;
  const focused = root.activeElement;
  for (const name of PARTS) part(name, "step").hidden = !isShown(state, name);
  [...part("parts").children].forEach((button, index) => {
    if (!state.all && index === state.open) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  part("back").disabled = state.all || state.open === 0;
  part("next").disabled = state.all || state.open === PARTS.length - 1;
  part("all").setAttribute("aria-pressed", state.all);
  // The focus leaves a button that this press has disabled.
  if (focused instanceof HTMLButtonElement && focused.disabled) {
    part("parts").children[state.open].focus({ preventScroll: true });
  }
  const choose = (/** @type {number} */ index) => {
    state.image = index;
    update(view);
  };
  showBatch(part, step, numbers, state, choose, data.words);
  showValueImages(view);
  showWeight(view);
}

/**
 * Open a part.
 * @param {View} view
 * @param {number} index
 */
function open(view, index) {
  const { data, state, part, step } = view;
  openPart(state, index);
  update(view);
  const name = PARTS[state.open];
  if (!reducedMotion()) {
    const start = { opacity: 0, transform: "translateY(6px)" };
    const end = { opacity: 1, transform: "none" };
    part(name, "step").animate([start, end], { duration: 180, easing: "ease-out" });
  }
  const gaps = { number: state.open + 1, name: data.words[`part ${name}`], text: step.texts[name] };
  setText(part("spoken"), withGaps(data.words["part spoken"], gaps));
}

/** @param {View} view */
function showValueImages(view) {
  const { step, numbers, state, root, dark } = view;
  const { words } = view.data;
  const layer = layerName(words, step.layer, step.units.length);
  for (const figure of findAll(root, "[data-picture]")) {
    if (!isShown(state, String(figure.closest("section")?.dataset.step))) continue;
    const name = /** @type {NumberName} */ (figure.dataset.picture);
    const limit = state.limits?.[name] ?? 1;
    const title = words[`title ${name}`];
    showValueImage(figure, {
      title,
      values: numbers[name],
      count: step.inputs,
      rowLength: step.rowLength,
      limit,
      limitText: formatBrief(words, Number(limit.toPrecision(3))),
      dark,
      label: withGaps(words["value image"], { title, unit: step.unit, layer }),
      kind: words["kind of value image"],
      chosen: () => state.weight,
      point: (index, isChosen, isSpoken) => point(view, index, isChosen, isSpoken),
      leave: () => leave(view),
    });
  }
}

/**
 * Point at a weight, or choose it.
 * @param {View} view
 * @param {number} index
 * @param {boolean} isChosen whether it stays chosen
 * @param {boolean} [isSpoken]
 */
function point(view, index, isChosen, isSpoken = false) {
  const { state, step, numbers, part } = view;
  const { words } = view.data;
  if (!pointAt(state, index, isChosen)) return;
  showWeight(view);
  if (!isSpoken) return;
  const [before, gradient, change, after] = [
    numbers.before,
    numbers.gradient,
    numbers.update,
    numbers.after,
  ].map((values) => formatBrief(words, values[index]));
  const gaps = { weight: weightName(words, step, index), before, gradient, change, after };
  setText(part("spoken"), withGaps(words["weight spoken"], gaps));
}

/** @param {View} view */
function leave(view) {
  if (view.state.pointed === undefined) return;
  view.state.pointed = undefined;
  showWeight(view);
}

/**
 * Show the numbers of the weight pointed at or chosen.
 * @param {View} view
 */
function showWeight(view) {
  const { step, numbers, state, part, root } = view;
  const { words } = view.data;
  const index = state.pointed ?? state.weight;
  for (const figure of findAll(root, "[data-picture]")) {
    showCursor(figure, index, step.inputs, step.rowLength);
  }
  const ledger = part("gradients", "ledger");
  showWeightNumbers(ledger, step, numbers, index, ["before", "gradient"], words);
  showWeightNumbers(part("update", "ledger"), step, numbers, index, UPDATE_NUMBERS, words);
  showFormula(part, step, numbers, index, words);
  for (const holder of findAll(root, "[data-chooser]")) {
    const send = (/** @type {number} */ layer, /** @type {number} */ unit) =>
      requestUnit(view, layer, unit);
    const choose = (/** @type {number} */ chosen) => point(view, chosen, true, true);
    showChooser(holder, step, state, send, choose, words);
  }
}

/**
 * Request another unit from Python.
 * @param {View} view
 * @param {number} layer
 * @param {number} unit
 */
function requestUnit(view, layer, unit) {
  view.state.requestedUnit = [layer, unit];
  view.send("unit", { run: view.data.run, layer, unit });
  showWeight(view);
}
