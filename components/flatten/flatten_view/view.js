// Flatten played: the image's pixels fly into the vector's cells. What the pen draws and which order
// is chosen are shown here at once; Python's answer takes their place.

import { partsOf } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { currentPicture, followPicture } from "../../ui/js/pad_picture.js";
import { onSize } from "../../ui/js/resize.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { fillWords } from "../../ui/js/words.js";
import { bindControls, bindStage } from "./bindings.js";
import { disagreementOf, withOrder, withPicture } from "./live.js";
import { followOrder } from "./order_control.js";
import { fly, jump, start } from "./pilot.js";
import { rebuild, render, settle, showValues } from "./render.js";
import { initialState, isFlying, startPicture, takeOrder } from "./state.js";

/** @import { PadPicture } from "../../ui/js/pad_picture.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { State, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const view = viewOf(widget);
  const { state } = view;
  showParts(view);
  show(view);
  onSize(state, view.stage, () => rebuild(view), { withHeight: view.data.fills });
  moveToTarget(view);
  const stop = startAnew(widget.parentElement.host, () => listen(view));
  return () => {
    stop();
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
  /** @type {State} */
  const state = widgetState(parentElement, initialState);
  if (state.pendingOrder === data.order) state.pendingOrder = undefined;
  const picture = currentPicture();
  const disagreement = disagreementOf(data, picture);
  if (disagreement) console.error(`flatten: Python's ${disagreement} are not the browser's`);
  const view = /** @type {View} */ ({
    sent: data,
    data: liveData(data, state, picture),
    state,
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
 * Follow the pen, the order that is chosen, and who wants a motion ended.
 * @param {View} view
 */
function listen(view) {
  const { state, root } = view;
  const stopFinish = onFinish(
    () => isFlying(state),
    () => finish(view),
  );
  const stopPicture = followPicture(root.host, (picture) => {
    view.data = liveData(view.sent, state, picture);
    showValues(view);
  });
  const stopOrder = followOrder((name) => {
    state.pendingOrder = name;
    view.data = liveData(view.sent, state, currentPicture());
    show(view);
  });
  return () => {
    stopFinish();
    stopPicture();
    stopOrder();
  };
}

/** @param {View} view */
function showParts({ data, part, root }) {
  fillWords(root, data.words);
  root.host.toggleAttribute("data-fills", data.fills);
  part("widget").classList.toggle("fills", data.fills);
  for (const name of ["player", "scrubber"]) part(name).hidden = !data.player;
}

/**
 * Move to where a scene wants the view, once for each of its targets.
 * @param {View} view
 */
function moveToTarget(view) {
  const { data, state } = view;
  const { target, lit } = data;
  if (state.target !== target) {
    state.target = target;
    if (target !== null && target !== state.position) flyTo(view, target);
  }
  if (state.lit === lit) return;
  state.lit = lit;
  light(view);
}

/** @type {(view: View, target: number) => void} */
function flyTo(view, target) {
  const { position } = view.state;
  fly(view, target, Math.floor(Math.min(position, target)), Math.ceil(Math.max(position, target)));
}

/**
 * Light the value that a scene tells of.
 * @param {View} view
 */
function light(view) {
  view.state.chosen = view.data.lit ?? undefined;
  view.render();
}

/**
 * End a motion at once.
 * @param {View} view
 */
function finish(view) {
  jump(view, view.state.goal ?? view.state.position);
  light(view);
}

/**
 * Return what Python sent, with the order and the picture that it has not answered yet.
 * @param {Payload} sent
 * @param {State} state
 * @param {PadPicture | null} picture
 */
const liveData = (sent, { pendingOrder }, picture) =>
  withPicture(withOrder(sent, pendingOrder), picture);

/**
 * Show the view's data, whether Python sent them or the browser computed them.
 * @param {View} view
 */
function show(view) {
  const { state } = view;
  const reordered = takeData(view);
  bindControls(view);
  bindStage(view);
  rebuild(view);
  if (reordered && state.chosen !== undefined) settle(view); // its index is another one
  if (isFlying(state)) start(view);
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
