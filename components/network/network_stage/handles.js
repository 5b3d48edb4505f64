// The handles: a slider on each logit, dragged by pointer or moved by keys.

import { resizeList } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { logitRange, rowGeometry } from "./columns.js";
import { columnText } from "./words.js";

/** @import { Layout, View } from "./types.d.ts" */

const STEP = 0.25; // of a key

/**
 * Lay a slider over each logit, where these can be dragged.
 * @param {View} view
 * @param {Layout} layout
 */
export function showHandles(view, layout) {
  const { data, part, shown } = view;
  const count = data.scene === "exp" ? data.classes.length : 0;
  const handles = resizeList(part("handles"), count, makeHandle);
  if (!count) return;
  const bars = barsOf(view, layout);
  const [, y, , height] = layout.logits.box;
  handles.forEach((each, at) => {
    const handle = /** @type {HTMLElement} */ (each);
    const row = height / count;
    handle.style.cssText = `left:${bars.left}px;top:${y + at * row}px;width:${bars.width}px;height:${row}px`;
    const { logits } = shown.table;
    const label = withGaps(data.words["logit slider"], { digit: data.classes[at] });
    handle.setAttribute("aria-label", label);
    handle.setAttribute("aria-valuemin", String(-bars.range));
    handle.setAttribute("aria-valuemax", String(bars.range));
    handle.setAttribute("aria-valuenow", logits[at].toFixed(2));
    handle.setAttribute("aria-valuetext", columnText(logits[at], 2));
    bindHandle(view, handle, at, bars);
  });
}

function makeHandle() {
  const handle = document.createElement("div");
  handle.className = "handle";
  handle.tabIndex = 0;
  handle.setAttribute("role", "slider");
  return handle;
}

/** @type {(view: View, layout: Layout) => { left: number, width: number, range: number }} */
function barsOf({ ctx, theme, room, shown, state }, layout) {
  const { box } = layout.logits;
  const font = Math.min(room.font, (box[3] / 10) * 0.72);
  ctx.font = `600 ${font}px ${theme.font}`;
  const numbers = ctx.measureText("−10.00").width;
  const { bar } = rowGeometry(box, { font, numbers, prefersNumbers: false });
  // The range stays while a logit is dragged, so that the knob stays under the finger.
  return { ...bar, range: logitRange(state.dragged ? shown.table.logits : shown.reading.logits) };
}

/**
 * @param {View} view
 * @param {HTMLElement} handle
 * @param {number} at
 * @param {{ left: number, width: number, range: number }} bars
 */
function bindHandle(view, handle, at, { width, range }) {
  const set = (/** @type {number} */ value) => {
    const { state, shown } = view;
    const logits = Float64Array.from(state.dragged ?? shown.reading.logits);
    logits[at] = Math.max(-range, Math.min(range, value));
    state.dragged = logits;
    view.update();
  };
  handle.onpointerdown = (event) => {
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove?.(event);
  };
  handle.onpointermove = (event) => {
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const across = event.clientX - handle.getBoundingClientRect().left;
    set(Math.round(((2 * across) / width - 1) * range * 100) / 100);
  };
  handle.onclick = takeEvent;
  handle.onkeydown = (event) => {
    /** @type {Record<string, number>} */
    const steps = { ArrowLeft: -STEP, ArrowDown: -STEP, ArrowRight: STEP, ArrowUp: STEP };
    if (hasModifier(event) || !(event.key in steps)) return;
    takeEvent(event);
    set(view.shown.table.logits[at] + steps[event.key]);
  };
}
