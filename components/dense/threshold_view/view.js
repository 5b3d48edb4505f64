// The output of a neuron over its weighted sum: the bias moves the corner.

import { fillingContext, leastLetter } from "../../ui/js/canvas.js";
import { make, partsOf, setText } from "../../ui/js/dom.js";
import { bracketed } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { planeIn } from "../../ui/js/plane.js";
import { onSize } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { paint } from "./paint.js";
import { grabbed, LIMITS, move, outcomeOf, RANGE, STEP } from "./state.js";
import { write } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const NAMES = /** @type {const} */ (["bias", "weighted"]);

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => ({ weighted: data.weighted, bias: data.bias }));
  const view = { data, state, part: partsOf(parentElement), root: parentElement };
  parentElement.host.toggleAttribute("data-fills", true);
  bindSliders(view);
  bindDrag(view);
  onSize(state, view.part("stage"), () => show(view), { withHeight: true });
  show(view);
  return () => {
    state.observer?.disconnect();
    state.observer = null;
  };
}

/** @param {View} view */
function bindSliders(view) {
  const { data, state, part } = view;
  for (const name of NAMES) {
    setText(part(`${name}Name`), data.words[name]);
    const slider = part(name);
    Object.assign(slider, { min: -LIMITS[name], max: LIMITS[name], step: STEP });
    slider.oninput = () => {
      move(state, name, Number(slider.value));
      show(view);
    };
    slider.onchange = () => speak(view);
  }
}

/**
 * Move what is nearer to the pointer, the corner or the weighted sum.
 * @param {View} view
 */
function bindDrag(view) {
  const { state, part } = view;
  const plot = part("plot");
  plot.onpointerdown = (/** @type {PointerEvent} */ { pointerId, offsetX }) => {
    const plane = state.plane;
    if (!plane) return;
    const name = grabbed(state, plane.valueAt(offsetX));
    const follow = (/** @type {{ offsetX: number }} */ event) => {
      const value = plane.valueAt(event.offsetX);
      move(state, name, name === "bias" ? -value : value);
      show(view);
    };
    plot.setPointerCapture(pointerId);
    plot.onpointermove = follow;
    follow({ offsetX });
  };
  plot.onpointerup = plot.onpointercancel = () => {
    plot.onpointermove = null;
    speak(view);
  };
}

/** @param {View} view */
function speak({ data, state, part }) {
  const { threshold, output } = outcomeOf(state, data.activation);
  const gaps = { threshold: write(threshold), output: write(output) };
  setText(part("spoken"), withGaps(data.words.spoken, gaps));
}

/** @param {View} view */
function show(view) {
  const { data, state, part, root } = view;
  const stage = part("stage");
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const font = Math.round(
    Math.max(13, leastLetter(), Math.min(26, Math.min(width, 1.3 * height) / 36)),
  );
  const box = /** @type {[number, number, number, number]} */ ([
    font,
    font,
    width - 2 * font,
    height - 2 * font,
  ]);
  state.plane = planeIn(box, RANGE, font);
  paint(fillingContext(part("plot"), width, height), state.plane, readTheme(root), state, data);
  part("plot").setAttribute("aria-label", data.words.plot);
  for (const name of NAMES) {
    part(name).value = state[name];
    setText(part(`${name}Text`), write(state[name]));
  }
  showEquation(view);
}

/** @param {View} view */
function showEquation({ data, state, part }) {
  const { sum, output } = outcomeOf(state, data.activation);
  part("equation").replaceChildren(
    write(state.weighted),
    " + ",
    make("span", { className: "bias" }, bracketed(write(state.bias))),
    ` = ${write(sum)}`,
    make("span", { className: "arrow" }, "→"),
    withGaps(data.words.output, { sum: write(sum) }),
    " = ",
    make("b", {}, write(output)),
  );
}
