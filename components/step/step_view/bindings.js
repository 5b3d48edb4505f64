// What the slider does, and dragging on the curve or a wheel.

import { setText } from "../../ui/js/dom.js";
import { between, FULL, firstTurn, wheelAt } from "./gears.js";
import { isStrip, moveTo, stepOf } from "./state.js";
import { wheelsOf } from "./wheels.js";
import { lineTexts } from "./words.js";

/** @import { View } from "./types.d.ts" */

/**
 * @param {View} view
 * @param {() => void} show
 */
export function bindSlider(view, show) {
  const { data, state, part } = view;
  const isRate = data.scene === "rate";
  part("turn").hidden = !isRate && !(isStrip(data.scene) && data.open);
  setText(part("turnName"), data.words[isRate ? "rate slider" : "weight slider"]);
  const slider = part("slider");
  const values = isRate ? (data.trials?.rates ?? []) : data.weight.steps;
  Object.assign(slider, { min: 0, max: values.length - 1, step: 1 });
  slider.value = String(isRate ? state.rate : state.at);
  slider.oninput = () => {
    state[isRate ? "rate" : "at"] = Number(slider.value);
    show();
  };
  slider.onchange = () => speak(view);
}

/** @param {View} view */
function speak({ data, state, part }) {
  setText(part("spoken"), lineTexts(data, state).join(" "));
}

/**
 * Let the pointer move the weight along the curve's axis.
 * @param {View} view
 * @param {() => void} show
 */
export function bindCurve(view, show) {
  const { data, state, part } = view;
  const plot = part("plot");
  const follow = (/** @type {PointerEvent} */ { offsetX }) => {
    if (!state.plane || !data.open) return;
    moveTo(state, data.weight.steps, state.plane.valueAt(offsetX));
    show();
  };
  plot.onpointerdown = (/** @type {PointerEvent} */ event) => {
    plot.setPointerCapture(event.pointerId);
    plot.onpointermove = follow;
    follow(event);
  };
  plot.onpointerup = plot.onpointercancel = () => {
    plot.onpointermove = null;
    speak(view);
  };
}

/**
 * Let the pointer turn any wheel, and the others with it.
 * @param {View} view
 * @param {() => void} show
 */
export function bindWheels(view, show) {
  const { data, state, part } = view;
  const svg = part("wheels");
  svg.onpointerdown = (/** @type {PointerEvent} */ event) => {
    const wheels = wheelsOf(view);
    const nth = wheelAt(wheels, event.offsetX, event.offsetY);
    if (!data.open || data.weight.ratios.slice(0, nth).includes(0)) return; // the first stays
    let last = angleAt(wheels[nth], event);
    let value = stepOf(data, state);
    svg.setPointerCapture(event.pointerId);
    svg.onpointermove = (/** @type {PointerEvent} */ moved) => {
      const now = angleAt(wheels[nth], moved);
      value += firstTurn(wheels, nth, between(last, now)) / FULL;
      last = now;
      moveTo(state, data.weight.steps, value);
      show();
    };
  };
  svg.onpointerup = svg.onpointercancel = () => {
    svg.onpointermove = null;
    speak(view);
  };
}

/** @type {(wheel: { x: number, y: number }, event: PointerEvent) => number} */
const angleAt = ({ x, y }, { offsetX, offsetY }) => Math.atan2(offsetY - y, offsetX - x);
