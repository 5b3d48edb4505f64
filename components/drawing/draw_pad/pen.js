// The pen: strokes by mouse, finger or stylus.

import { inkOf, paint, pushUndo, report } from "./picture.js";
import { beginStroke, pointsBetween, touch } from "./strokes.js";

/** @import { View } from "./picture.js" */

/**
 * Return the row and column under the pointer; they may lie between two.
 * @param {HTMLCanvasElement} paper
 * @param {number} side
 * @param {PointerEvent} event
 */
function pointUnder(paper, side, event) {
  const box = paper.getBoundingClientRect();
  const row = ((event.clientY - box.top) / box.height) * side;
  return [row, ((event.clientX - box.left) / box.width) * side];
}

const TIP = 0;
const ERASER = 5; // the button of a stylus's other end

/**
 * Return whether a pointer may begin a stroke: a stylus also where a palm has begun one.
 * @param {View["state"]} state
 * @param {PointerEvent} event
 */
function mayBegin({ stroke }, { button, pointerType }) {
  if (button !== TIP && button !== ERASER) return false;
  return !stroke || (stroke.kind === "touch" && pointerType === "pen");
}

/**
 * Begin a stroke; what a palm has painted meanwhile goes.
 * @param {View} view
 * @param {PointerEvent} event
 */
function begin(view, event) {
  const { data, state } = view;
  if (state.stroke) state.pixels = state.stroke.before;
  else pushUndo(state);
  const isErasing = state.erasing || event.button === ERASER;
  const ink = isErasing ? Array(data.channels).fill(0) : inkOf(view);
  // A soft edge over darker ink must not lighten what is there already.
  const darkens = data.channels === 1 && !isErasing;
  const stroke = beginStroke(state.pixels, data, ink, state.brush, darkens);
  state.stroke = { ...stroke, pointer: event.pointerId, kind: event.pointerType };
}

/** @param {View} view */
export function bindPen(view) {
  const { data, state, paper } = view;
  const under = (/** @type {PointerEvent} */ event) => pointUnder(paper, data.side, event);
  const isOurs = (/** @type {PointerEvent} */ event) => state.stroke?.pointer === event.pointerId;
  paper.onpointerdown = (event) => {
    if (!mayBegin(state, event)) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    try {
      paper.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer has gone already */
    }
    state.isKeyboardUsed = false;
    begin(view, event);
    drawTo(view, [under(event)]);
  };
  paper.onpointermove = (event) => {
    if (!isOurs(event)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) {
      drawTo(view, pointsBetween(state.penAt, under(each)));
    }
  };
  const lift = (/** @type {PointerEvent} */ event) => {
    if (!isOurs(event)) return;
    state.stroke = null;
    report(view);
  };
  paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = lift;
}

/**
 * Draw through points, and leave the pen at the last.
 * @param {View} view
 * @param {number[][]} points
 */
function drawTo(view, points) {
  const { data, state } = view;
  for (const [row, column] of points) touch(state.pixels, data, state.stroke, row, column);
  state.penAt = points[points.length - 1];
  paint(view);
  report(view);
}
