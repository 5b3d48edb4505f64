// Flatten played: the image's pixels fly into the vector's cells, in the order Python gives.

import { partsOf } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { bindControls, bindStage } from "./bindings.js";
import { start } from "./pilot.js";
import { rebuild, render, settle } from "./render.js";
import { initialState, isFlying, startPicture, takeOrder } from "./state.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const view = viewOf(widget);
  const { state } = view;
  const reordered = takeData(view);
  bindControls(view);
  bindStage(view);
  rebuild(view);
  if (reordered && state.chosen !== undefined) settle(view); // its index is another one
  onWidth(state, view.stage, () => rebuild(view));
  if (isFlying(state)) start(view);
  return () => {
    if (state.frame !== undefined) cancelAnimationFrame(state.frame);
    clearTimeout(state.reporting);
    state.observer?.disconnect();
    state.frame = state.observer = undefined;
  };
}

/**
 * Return what the parts of the widget share.
 * @param {Widget<Payload>} widget
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }) {
  const part = partsOf(parentElement);
  const view = /** @type {View} */ ({
    data,
    state: widgetState(parentElement, initialState),
    part,
    root: parentElement,
    stage: part("stage"),
    send: setStateValue,
  });
  view.render = () => render(view);
  view.settle = () => settle(view);
  return view;
}

/**
 * Take over another picture or another order.
 * @param {View} view
 * @returns {boolean} whether the order of the same picture is another one
 */
function takeData({ data, state }) {
  state.count = data.values.length;
  if (state.revision !== data.revision) {
    if (state.frame !== undefined) cancelAnimationFrame(state.frame);
    state.frame = undefined;
    startPicture(state, data);
  }
  const reordered = takeOrder(state, data, reducedMotion());
  state.reported.position = data.position;
  return reordered;
}
