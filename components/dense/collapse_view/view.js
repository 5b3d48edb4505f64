// Two layers, with ReLU between them or without: without it they are one straight line.

import { fillingContext, leastLetter } from "../../ui/js/canvas.js";
import { findAll, make, partsOf, setText } from "../../ui/js/dom.js";
import { easeInOut, reducedMotion } from "../../ui/js/motion.js";
import { onSize } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { layoutOf } from "./layout.js";
import { paint } from "./paint.js";
import { initialState } from "./state.js";
import { formulaOf, write } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const LONG = 700; // milliseconds that the switch takes
const LAYERS = /** @type {const} */ (["hidden", "output"]);

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => initialState(data));
  const view = { data, state, part: partsOf(parentElement), root: parentElement };
  parentElement.host.toggleAttribute("data-fills", true);
  showNames(view);
  bindSwitch(view);
  bindSliders(view);
  onSize(state, view.part("stage"), () => show(view), { withHeight: true });
  show(view);
  return () => {
    if (state.frame !== undefined) cancelAnimationFrame(state.frame);
    state.observer?.disconnect();
    state.observer = null;
  };
}

/** @param {View} view */
function showNames({ data: { words }, part }) {
  setText(part("legend"), words.activation);
  setText(part("linearName"), words.none);
  setText(part("reluName"), words.relu);
  setText(part("hiddenName"), words.hidden);
  setText(part("outputName"), words.output);
  part("plot").setAttribute("aria-label", words.plot);
}

/** @param {View} view */
function bindSwitch(view) {
  const { state, root } = view;
  for (const each of findAll(root, 'input[name="activation"]')) {
    const radio = /** @type {HTMLInputElement} */ (each);
    radio.checked = radio.value === state.activation;
    radio.onchange = () => {
      state.activation = /** @type {State["activation"]} */ (radio.value);
      bend(view);
    };
  }
}

/**
 * Move from the line to the corners, or back.
 * @param {View} view
 */
function bend(view) {
  const { state } = view;
  if (state.frame !== undefined) cancelAnimationFrame(state.frame);
  const goal = Number(state.activation === "relu");
  const from = state.bend;
  const began = performance.now();
  const step = (/** @type {number} */ now) => {
    const share = reducedMotion() ? 1 : Math.min(1, Math.max(0, now - began) / LONG);
    state.bend = from + (goal - from) * easeInOut(share);
    show(view);
    state.frame = share < 1 ? requestAnimationFrame(step) : undefined;
  };
  step(began);
}

/** @param {View} view */
function bindSliders(view) {
  const { state, part } = view;
  for (const layer of LAYERS) {
    const slider = part(layer);
    slider.oninput = () => {
      state[layer].kernel[state[layer].kernel.length - 1] = Number(slider.value);
      show(view);
    };
  }
}

/** @param {View} view */
function show({ data, state, part, root }) {
  const stage = part("stage");
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const ctx = fillingContext(part("plot"), width, height);
  const layout = layoutOf(width, height, leastLetter());
  paint({ ctx, theme: readTheme(root), layout, state, words: data.words });
  for (const layer of LAYERS) {
    const weight = state[layer].kernel[state[layer].kernel.length - 1];
    part(layer).value = weight;
    setText(part(`${layer}Text`), write(weight));
  }
  const { both, one } = formulaOf(state, data.words.relu);
  part("equation").replaceChildren(both, make("b", {}, one));
}
