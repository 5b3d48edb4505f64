// One training step told in five numbered parts. Every number comes from Python; which part is
// open, which image is followed and which weight is pointed at is kept here.

import { find, findAll, make, partsOf, setData, setText } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { showBatch } from "./batch.js";
import { brief } from "./numbers.js";
import { markCell, picture } from "./pictures.js";
import { scalesOf, stepNumbers, unitName, weightName } from "./step_numbers.js";
import { showChooser, showLedger, showRule } from "./unit.js";

/** @import { FindPart, Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload, Step } from "./payload.d.ts" */
/** @import { Name, StepNumbers } from "./step_numbers.js" */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, step: Step, numbers: StepNumbers, state: any, part: FindPart,
 *   root: Root, send: SetValue, dark: boolean }} View
 */

/** @type {Record<string, string>} */
const STORY = {
  batch: "Batch",
  forward: "Forward",
  loss: "Loss",
  gradients: "Gradients",
  update: "Update",
};
const NAMES = Object.keys(STORY);
/** @type {Record<Name, string>} */
const TITLES = {
  before: "weights before",
  gradient: "gradient",
  update: "change",
  after: "weights after",
};
/** @type {Name[]} */
const IN_THE_UPDATE = ["gradient", "before", "update", "after"];

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ open: 0, all: false, image: 0, when: null }));
  const part = partsOf(parentElement);
  const { dark } = readTheme(parentElement);
  setData(find(parentElement, ".story"), "dark", dark);
  showTitle(data, part);
  turnToTitle(data, state, part);
  const stop = () => {
    state.observer?.disconnect();
    state.observer = null;
  };
  const step = data.told;
  part("told").hidden = part("nav").hidden = !step;
  if (!step) {
    state.comes = true;
    return stop;
  }
  scrollToTitle(state, part, parentElement);
  const numbers = renewNumbers(state, data, step);
  const view = { data, step, numbers, state, part, root: parentElement, send: setStateValue, dark };
  makeParts(view);
  bindParts(view);
  showWords(view);
  draw(view);
  onWidth(state, part("told"), () => showPictures(view));
  return stop;
}

/** @type {(data: Payload, part: FindPart) => void} */
function showTitle({ batch, total }, part) {
  const [nth, all] = [batch, total].map((count) => count.toLocaleString("en"));
  setText(part("title"), `One training step: batch ${nth} of ${all}`);
}

/**
 * Take a learner who pressed the button to what it brought, once.
 * @param {Payload} data
 * @param {any} state
 * @param {FindPart} part
 */
function turnToTitle({ when, batch, run }, state, part) {
  if (state.when === when) return;
  const isOther = state.batch !== batch || state.run !== run;
  Object.assign(state, { when, batch, run });
  if (isOther) Object.assign(state, { open: 0, image: 0, weight: undefined });
  part("title").focus({ preventScroll: true });
  part("title").scrollIntoView({ block: "start" });
}

/**
 * Scroll once the page is long enough; a learner who has gone elsewhere stays there.
 * @param {any} state
 * @param {FindPart} part
 * @param {Root} root
 */
function scrollToTitle(state, part, root) {
  if (!state.comes) return;
  state.comes = false;
  if (root.activeElement !== part("title")) return;
  requestAnimationFrame(() => part("title").scrollIntoView({ block: "start" }));
}

/**
 * Return the step's numbers; of another unit of the layer the same weight stays chosen.
 * @param {any} state
 * @param {Payload} data
 * @param {Step} step
 * @returns {StepNumbers}
 */
function renewNumbers(state, { run }, step) {
  const { inputs, layer, unit } = step;
  const mark = `${run} ${step.step} ${layer} ${unit}`;
  if (state.mark !== mark) {
    const stays = state.numbers && state.inputs === inputs && state.layer === layer;
    Object.assign(state, { mark, inputs, layer, pointed: undefined });
    if (!stays || state.weight === undefined) state.weight = step.strongest;
    state.numbers = stepNumbers(step);
    state.scales = scalesOf(state.numbers);
  }
  if (state.wanted?.[0] === layer && state.wanted[1] === unit) state.wanted = null;
  return state.numbers;
}

/**
 * Write the parts' numbers and names, once.
 * @param {View} view
 */
function makeParts({ part }) {
  if (part("parts").children.length) return;
  NAMES.forEach((name, at) => {
    const label = make("span", { className: "label" }, ` ${STORY[name]}`);
    const marks = { type: "button", "aria-label": `${at + 1} ${STORY[name]}` };
    part("parts").append(make("button", marks, at + 1, label));
    find(part(name, "step"), "h3").replaceChildren(make("b", {}, at + 1), ` ${STORY[name]}`);
  });
}

/** @param {View} view */
function bindParts(view) {
  const { state, part } = view;
  [...part("parts").children].forEach((button, at) => {
    button.onclick = () => open(view, at);
  });
  part("back").onclick = () => open(view, state.open - 1);
  part("next").onclick = () => open(view, state.open + 1);
  part("all").onclick = () => {
    state.all = !state.all;
    draw(view);
  };
}

/** @param {View} view */
function showWords({ root, step }) {
  for (const element of findAll(root, "[data-words]")) {
    const text = step.words[String(element.dataset.words)] ?? "";
    setText(element, text);
    element.hidden = !text;
  }
}

/** @type {(state: { all: boolean, open: number }, name: string) => boolean} */
const isShown = (state, name) => state.all || NAMES[state.open] === name;

/** @param {View} view */
function draw(view) {
  const { step, numbers, state, part, root } = view;
  const focused = root.activeElement;
  for (const name of NAMES) part(name, "step").hidden = !isShown(state, name);
  [...part("parts").children].forEach((button, at) => {
    if (!state.all && at === state.open) button.setAttribute("aria-current", "step");
    else button.removeAttribute("aria-current");
  });
  part("back").disabled = state.all || state.open === 0;
  part("next").disabled = state.all || state.open === NAMES.length - 1;
  part("all").setAttribute("aria-pressed", state.all);
  // A button that has done its work for now hands the keyboard on.
  if (focused instanceof HTMLButtonElement && focused.disabled) {
    part("parts").children[state.open].focus({ preventScroll: true });
  }
  showBatch(part, step, numbers, state, (at) => {
    state.image = at;
    draw(view);
  });
  showPictures(view);
  weigh(view);
}

/**
 * Open a part.
 * @param {View} view
 * @param {number} at
 */
function open(view, at) {
  const { state, part, step } = view;
  Object.assign(state, { open: Math.max(0, Math.min(NAMES.length - 1, at)), all: false });
  draw(view);
  const name = NAMES[state.open];
  if (!reducedMotion()) {
    const start = { opacity: 0, transform: "translateY(6px)" };
    const end = { opacity: 1, transform: "none" };
    part(name, "step").animate([start, end], { duration: 180, easing: "ease-out" });
  }
  setText(part("spoken"), `Part ${state.open + 1}, ${STORY[name]}. ${step.words[name]}`);
}

/** @param {View} view */
function showPictures(view) {
  const { step, numbers, state, root, dark } = view;
  for (const figure of findAll(root, "[data-picture]")) {
    if (!isShown(state, String(figure.closest("section")?.dataset.step))) continue;
    const name = /** @type {Name} */ (figure.dataset.picture);
    const most = state.scales[name];
    const what = `${TITLES[name]}, ${unitName(step)}`;
    picture(figure, {
      title: TITLES[name],
      values: numbers[name],
      count: step.inputs,
      wide: step.wide,
      most,
      scale: brief(Number(most.toPrecision(3))),
      dark,
      label: `${what}, as a picture; arrow keys walk through its weights`,
      chosen: () => state.weight,
      point: (at, kept, aloud) => point(view, at, kept, aloud),
      leave: () => leave(view),
    });
  }
}

/**
 * Point at a weight, or choose it.
 * @param {View} view
 * @param {number} at
 * @param {boolean} kept whether it stays chosen
 * @param {boolean} [aloud]
 */
function point(view, at, kept, aloud = false) {
  const { state, step, numbers, part } = view;
  if (!kept && state.pointed === at) return;
  Object.assign(state, kept ? { weight: at, pointed: undefined } : { pointed: at });
  weigh(view);
  if (!aloud) return;
  const [before, gradient, change, after] = [
    numbers.before,
    numbers.gradient,
    numbers.update,
    numbers.after,
  ].map((values) => brief(values[at]));
  const told = `before ${before}, gradient ${gradient}, change ${change}, after ${after}`;
  setText(part("spoken"), `${weightName(step, at)}: ${told}`);
}

/** @param {View} view */
function leave(view) {
  if (view.state.pointed === undefined) return;
  view.state.pointed = undefined;
  weigh(view);
}

/**
 * Show the numbers of the weight pointed at or chosen.
 * @param {View} view
 */
function weigh(view) {
  const { step, numbers, state, part, root } = view;
  const at = state.pointed ?? state.weight;
  for (const figure of findAll(root, "[data-picture]")) {
    markCell(figure, at, step.inputs, step.wide);
  }
  showLedger(part("gradients", "ledger"), step, numbers, at, ["before", "gradient"]);
  showLedger(part("update", "ledger"), step, numbers, at, IN_THE_UPDATE);
  showRule(part, step, numbers, at);
  for (const holder of findAll(root, "[data-chooser]")) {
    const send = (/** @type {number} */ layer, /** @type {number} */ unit) =>
      askForUnit(view, layer, unit);
    showChooser(holder, step, state, send, (chosen) => point(view, chosen, true, true));
  }
}

/**
 * Ask Python for another unit.
 * @param {View} view
 * @param {number} layer
 * @param {number} unit
 */
function askForUnit(view, layer, unit) {
  view.state.wanted = [layer, unit];
  view.send("unit", { run: view.data.run, layer, unit });
  weigh(view);
}
