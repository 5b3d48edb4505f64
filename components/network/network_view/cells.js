// Values as a picture of cells, in their true order, to be pointed at and walked through.

import { context } from "../../ui/js/canvas.js";
import { grayLevel, rgb } from "../../ui/js/color.js";
import { setData } from "../../ui/js/dom.js";
import { gridStep, hasModifier, isGridKey, takeEvent } from "../../ui/js/keyboard.js";
import { dashBelowZero } from "../../ui/js/scale.js";
import { widgetState } from "../../ui/js/state.js";

/** @import { Color } from "../../ui/js/widget.d.ts" */

/**
 * @typedef {object} CellsOptions
 * @property {ArrayLike<number>} values
 * @property {number} perLine
 * @property {number} size pixels of a cell
 * @property {(share: number, dark: boolean) => Color} colorOf
 * @property {number} [scale] the value that has the full color
 * @property {boolean} dark
 * @property {string} label
 * @property {string} kind what it is, for a screen reader
 * @property {(at: number, aloud: boolean) => void} onPoint called for the pointer and the keys
 * @property {() => void} [onLeave]
 * @property {(at: number) => void} [onPick] called for a click and Enter
 */

/**
 * A picture of cells: `point` marks a cell, null marks none.
 * @typedef {{ point: (at: number | null) => void, canvas: HTMLCanvasElement, cursor: HTMLElement, state: CellsState }} Cells
 */

/**
 * What stays while the values change.
 * @typedef {object} CellsState
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} cursor
 * @property {number} at the cell that was pointed at last
 * @property {ArrayLike<number>} shown values
 * @property {string} format of the picture
 * @property {number | null} marked cell as the pointer went down
 * @property {boolean} isTouched whether a finger did so
 */

/** @param {number} value */
export const inkColor = (value) => Array(3).fill(grayLevel(value));

/**
 * Show values in a holder, so many in a line.
 * @param {HTMLElement} holder
 * @param {CellsOptions} options
 * @returns {Cells}
 */
export function showCells(holder, options) {
  /** @type {CellsState} */
  const state = widgetState(holder, () => createCells(holder, options));
  const { canvas, cursor } = state;
  paintCells(state, options);
  setData(holder, "ink", options.colorOf === inkColor);
  state.at = Math.min(state.at, options.values.length - 1);
  canvas.setAttribute("aria-label", options.label);
  setData(canvas, "count", options.values.length);
  bindCells(state, options);
  const point = (/** @type {number | null} */ at) => markCell(state, options, at);
  return { point, canvas, cursor, state };
}

/** @type {(holder: HTMLElement, options: CellsOptions) => CellsState} */
function createCells(holder, options) {
  const canvas = document.createElement("canvas");
  const cursor = document.createElement("span");
  holder.classList.add("cells");
  cursor.className = "cursor";
  cursor.hidden = true;
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-roledescription", options.kind);
  holder.append(canvas, cursor);
  return { canvas, cursor, at: 0, shown: [], format: "", marked: null, isTouched: false };
}

/**
 * Paint the cells whose values have changed, or all of a picture of another format.
 * @param {CellsState} state
 * @param {CellsOptions} options
 */
function paintCells(state, { values, perLine, size, colorOf, scale = 1, dark }) {
  const { canvas } = state;
  const ratio = window.devicePixelRatio || 1;
  const dot = Math.max(1, Math.round(size * ratio));
  const format = [values.length, perLine, size, dot, scale, dark, colorOf.name].join();
  const isFresh = state.format !== format;
  if (isFresh) {
    state.format = format;
    canvas.width = perLine * dot;
    canvas.height = Math.ceil(values.length / perLine) * dot;
    canvas.style.width = `${perLine * size}px`;
  }
  const ctx = context(canvas);
  const gap = size > 5 && perLine !== 28 ? Math.round(ratio) : 0;
  for (let at = 0; at < values.length; at++) {
    if (!isFresh && state.shown[at] === values[at]) continue;
    const x = (at % perLine) * dot;
    const y = Math.floor(at / perLine) * dot;
    const share = values[at] / (scale || 1);
    ctx.clearRect(x, y, dot, dot);
    ctx.fillStyle = rgb(colorOf(share, dark));
    ctx.fillRect(x, y, dot - gap, dot - gap);
    dashBelowZero(ctx, x, y, dot, share, dark);
  }
  state.shown = values;
}

/**
 * @param {CellsState} state
 * @param {CellsOptions} options
 * @param {number | null} at
 */
function markCell(state, { perLine, size }, at) {
  const { cursor } = state;
  cursor.hidden = at === null;
  if (at === null) return;
  state.at = at;
  const [left, top] = [(at % perLine) * size, Math.floor(at / perLine) * size];
  cursor.style.cssText = `left:${left}px;top:${top}px;width:${size}px;height:${size}px`;
}

/**
 * Return the cell under the pointer, or null.
 * @param {HTMLCanvasElement} canvas
 * @param {CellsOptions} options
 * @param {MouseEvent} event
 */
function cellUnder(canvas, { values: { length: count }, perLine }, event) {
  const lines = Math.ceil(count / perLine);
  const box = canvas.getBoundingClientRect();
  const column = Math.floor(((event.clientX - box.left) / box.width) * perLine);
  const line = Math.floor(((event.clientY - box.top) / box.height) * lines);
  const isInside = column >= 0 && column < perLine && line >= 0 && line < lines;
  return isInside && line * perLine + column < count ? line * perLine + column : null;
}

/**
 * @param {CellsState} state
 * @param {CellsOptions} options
 */
function bindCells(state, options) {
  const { canvas } = state;
  const { onPoint, onLeave, onPick } = options;
  const isFocused = () => /** @type {ShadowRoot} */ (canvas.getRootNode()).activeElement === canvas;
  canvas.onpointermove = (event) => {
    const at = cellUnder(canvas, options, event);
    if (at !== null) onPoint(at, false);
  };
  canvas.onpointerleave = (event) => {
    if (event.pointerType !== "touch" && !isFocused()) onLeave?.();
  };
  canvas.onpointerdown = (event) => {
    state.marked = state.cursor.hidden ? null : state.at;
    if (event.pointerType === "touch") state.isTouched = true;
  };
  canvas.onclick = (event) => {
    const at = cellUnder(canvas, options, event);
    const { isTouched } = state;
    state.isTouched = false;
    if (at === null) return;
    onPoint(at, false);
    // A finger hides what it taps: the first tap points, a second on the same cell opens.
    if (!isTouched || state.marked === at) onPick?.(at);
  };
  canvas.onfocus = () => {
    if (canvas.matches(":focus-visible")) onPoint(state.at, true);
  };
  canvas.onkeydown = (event) => onCellKey(event, state, options);
}

/**
 * @param {KeyboardEvent} event
 * @param {CellsState} state
 * @param {CellsOptions} options
 */
function onCellKey(event, state, { values, perLine, onPoint, onPick }) {
  if (hasModifier(event)) return;
  if (event.key === "Enter" || event.key === " ") onPick?.(state.at);
  else if (isGridKey(event.key)) {
    const to = gridStep(event.key, state.at, perLine, values.length);
    if (to !== undefined) onPoint(to, true);
  } else return;
  takeEvent(event);
}
