// Values as a picture of cells, in their true order, to be pointed at and walked through.

import { context } from "../../ui/js/canvas.js";
import { greyLevel, rgb } from "../../ui/js/color.js";
import { setData } from "../../ui/js/dom.js";
import { gridStep, hasModifier, isGridKey, takeEvent } from "../../ui/js/keyboard.js";
import { dashBelowZero } from "../../ui/js/scale.js";
import { widgetState } from "../../ui/js/state.js";

/** @import { Color } from "../../ui/js/widget.d.ts" */

/** @typedef {ReturnType<typeof cells>} Cells */

/**
 * @typedef {object} CellsOptions
 * @property {ArrayLike<number>} values
 * @property {number} perLine
 * @property {number} size pixels of a cell
 * @property {(share: number, dark: boolean) => Color} colourOf
 * @property {number} [scale] the value that has the full colour
 * @property {boolean} dark
 * @property {string} label
 * @property {(at: number, aloud: boolean) => void} pointed called for the pointer and the keys
 * @property {() => void} [left]
 * @property {(at: number) => void} [picked] called for a click and Enter
 */

/** @param {number} value */
export const inkOf = (value) => Array(3).fill(greyLevel(value));

/**
 * Shows `values` in the holder, `perLine` in a line, each cell `size` pixels wide.
 * `pointed(index, aloud)` hears of the pointer and the keys, `picked(index)` of click and Enter.
 * @param {HTMLElement} holder
 * @param {CellsOptions} given
 */
export function cells(
  holder,
  { values, perLine, size, colourOf, scale = 1, dark, label, pointed, left, picked },
) {
  const own = widgetState(holder, () => {
    const canvas = document.createElement("canvas");
    const cursor = document.createElement("span");
    holder.classList.add("cells");
    cursor.className = "cursor";
    cursor.hidden = true;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-roledescription", "picture of values");
    holder.append(canvas, cursor);
    return { canvas, cursor, at: 0, shown: [] };
  });
  const { canvas, cursor } = own;
  const count = values.length;
  const lines = Math.ceil(count / perLine);
  const ratio = window.devicePixelRatio || 1;
  const dot = Math.max(1, Math.round(size * ratio));
  const look = [count, perLine, size, dot, scale, dark, colourOf.name].join();
  const fresh = own.look !== look;
  if (fresh) {
    own.look = look;
    canvas.width = perLine * dot;
    canvas.height = lines * dot;
    canvas.style.width = `${perLine * size}px`;
  }
  const ctx = context(canvas);
  const gap = size > 5 && perLine !== 28 ? Math.round(ratio) : 0;
  for (let at = 0; at < count; at++) {
    if (!fresh && own.shown[at] === values[at]) continue;
    const x = (at % perLine) * dot;
    const y = Math.floor(at / perLine) * dot;
    const share = values[at] / (scale || 1);
    ctx.clearRect(x, y, dot, dot);
    ctx.fillStyle = rgb(colourOf(share, dark));
    ctx.fillRect(x, y, dot - gap, dot - gap);
    dashBelowZero(ctx, x, y, dot, share, dark);
  }
  setData(holder, "ink", colourOf === inkOf);
  own.shown = values;
  own.at = Math.min(own.at, count - 1);
  canvas.setAttribute("aria-label", label);
  setData(canvas, "count", count);

  /** @param {number | null} at */
  const point = (at) => {
    cursor.hidden = at === null;
    if (at === null) return;
    own.at = at;
    cursor.style.cssText = `left:${(at % perLine) * size}px;top:${Math.floor(at / perLine) * size}px;width:${size}px;height:${size}px`;
  };
  /** @param {any} event */
  const under = (/** @type {any} */ event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * perLine);
    const line = Math.floor(((event.clientY - box.top) / box.height) * lines);
    const inside = column >= 0 && column < perLine && line >= 0 && line < lines;
    return inside && line * perLine + column < count ? line * perLine + column : null;
  };
  canvas.onpointermove = (/** @type {any} */ event) => {
    const at = under(event);
    if (at !== null) pointed(at, false);
  };
  canvas.onpointerleave = (/** @type {any} */ event) => {
    if (event.pointerType !== "touch" && canvas.getRootNode().activeElement !== canvas) left?.();
  };
  canvas.onpointerdown = (/** @type {any} */ event) => {
    own.before = cursor.hidden ? null : own.at;
    if (event.pointerType === "touch") own.touch = true;
  };
  canvas.onclick = (/** @type {any} */ event) => {
    const at = under(event);
    const touched = own.touch;
    own.touch = false;
    if (at === null) return;
    pointed(at, false);
    // A finger hides what it taps: the first tap points, a second on the same cell opens.
    if (!touched || own.before === at) picked?.(at);
  };
  canvas.onfocus = () => {
    if (canvas.matches(":focus-visible")) pointed(own.at, true);
  };
  canvas.onkeydown = (/** @type {any} */ event) => {
    if (hasModifier(event)) return;
    if (event.key === "Enter" || event.key === " ") picked?.(own.at);
    else if (isGridKey(event.key)) {
      const to = gridStep(event.key, own.at, perLine, count);
      if (to !== undefined) pointed(to, true);
    } else return;
    takeEvent(event);
  };
  return { point, canvas, cursor, own };
}
