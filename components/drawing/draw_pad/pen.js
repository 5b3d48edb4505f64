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

/** @param {View} view */
export function bindPen(view) {
  const { data, state, paper } = view;
  const under = (/** @type {PointerEvent} */ event) => pointUnder(paper, data.side, event);
  const isOurs = (/** @type {PointerEvent} */ event) => state.stroke?.pointer === event.pointerId;
  paper.onpointerdown = (event) => {
    if (event.button !== 0 || state.stroke) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    try {
      paper.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer has gone already */
    }
    state.isKeyboardUsed = false;
    pushUndo(state);
    // A soft edge over darker ink must not lighten what is there already.
    const darkens = data.channels === 1 && !state.erasing;
    const stroke = beginStroke(state.pixels, data, inkOf(view), state.brush, darkens);
    state.stroke = { ...stroke, pointer: event.pointerId };
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
