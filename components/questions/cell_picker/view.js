// A table of numbers or a picture's pixels: one cell is chosen by mouse, finger or keyboard.

import { sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, grayLevel, rgb } from "../../ui/js/color.js";
import { find, partsOf, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { bindKeys } from "../../ui/js/keyboard.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { cellAt, cellSide, cellText, neighbor } from "./grid.js";

/** @import { Cell } from "./grid.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Ctx, Theme, Widget } from "../../ui/js/widget.d.ts" */

/**
 * @typedef {object} State
 * @property {string} [shape]
 * @property {Cell} focused by the keyboard
 * @property {Cell | null} chosen
 * @property {string} announcement for screen readers
 * @property {number} side of a cell, in pixels
 * @property {ResizeObserver} [observer]
 */

const MIN_SIDE_WITH_NUMBER = 34; // pixels a cell needs for its number

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement, setStateValue } = widget;
  /** @type {State} */
  const state = widgetState(parentElement, () => ({ announcement: "" }));
  const table = partsOf(parentElement)("table");
  const shape = `${data.rows}×${data.columns}`;
  if (state.shape !== shape)
    Object.assign(state, { shape, focused: data.chosen ?? [0, 0], chosen: data.chosen });
  const show = () => paint(widget, state);

  /** @type {(cell: Cell) => void} */
  const focus = (cell) => {
    state.focused = cell;
    state.announcement = cellText(cell, data);
    show();
  };
  /** @type {(cell: Cell) => void} */
  const choose = (cell) => {
    state.chosen = cell;
    focus(cell);
    setStateValue("chosen", cell);
  };
  table.onclick = (/** @type {MouseEvent} */ event) => {
    const box = table.getBoundingClientRect();
    const cell = cellAt(event.clientX - box.left, event.clientY - box.top, state.side, data);
    if (cell) choose(cell);
  };
  bindKeys(table, (key) => {
    if (key === "Enter" || key === " ") return () => choose(state.focused);
    const cell = neighbor(key, state.focused, data);
    return cell && (() => cell !== state.focused && focus(cell));
  });
  table.onfocus = table.onblur = show;

  show();
  onWidth(state, find(parentElement, ".widget"), show);
  return () => {
    state.observer?.disconnect();
    state.observer = undefined;
  };
}

/**
 * @param {Widget<Payload>} widget
 * @param {State} state
 */
function paint({ data, parentElement }, state) {
  const theme = readTheme(parentElement);
  const part = partsOf(parentElement);
  const table = part("table");
  const side = cellSide(find(parentElement, ".widget").clientWidth, data.columns);
  state.side = side;
  table.style.width = `${side * data.columns}px`;
  const ctx = sizedContext(table, side * data.columns, side * data.rows);
  data.values.forEach((_, index) => {
    paintCell(ctx, data, index, side, theme);
  });
  if (parentElement.activeElement === table) paintFrame(ctx, state.focused, side, theme.primary, 2);
  if (state.chosen) paintFrame(ctx, state.chosen, side, theme.primary, 4);
  setText(part("chosen"), state.chosen ? cellText(state.chosen, data) : "");
  const { label, rows, columns, words } = data;
  const name = withGaps(words.name, { label, rows, columns });
  table.setAttribute("aria-label", `${name} ${state.announcement}`.trim());
  Object.assign(table.dataset, { side, chosen: state.chosen?.join(",") ?? "" });
}

/**
 * @param {Ctx} ctx
 * @param {Payload} data
 * @param {number} index
 * @param {number} side
 * @param {Theme} theme
 */
function paintCell(ctx, { values, columns, brightest, digits }, index, side, theme) {
  const x = (index % columns) * side;
  const y = Math.floor(index / columns) * side;
  const level = brightest === null ? undefined : grayLevel(values[index] / brightest);
  const color = level === undefined ? undefined : [level, level, level];
  ctx.fillStyle = color ? rgb(color) : theme.panel;
  ctx.fillRect(x, y, side, side);
  ctx.strokeStyle = theme.dark ? "rgba(250,250,250,0.25)" : "rgba(110,120,135,0.55)";
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
  if (side < MIN_SIDE_WITH_NUMBER) return;
  ctx.fillStyle = color ? contrastColor(color) : theme.text;
  ctx.font = `650 ${Math.round(side * 0.36)}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(formatNumber(values[index], digits), x + side / 2, y + side / 2 + 1);
}

/**
 * @param {Ctx} ctx
 * @param {Cell} cell
 * @param {number} side
 * @param {string} color
 * @param {number} width of the line
 */
function paintFrame(ctx, [row, column], side, color, width) {
  const inset = width / 2;
  ctx.strokeStyle = color;
  ctx.lineWidth = width;
  ctx.strokeRect(column * side + inset, row * side + inset, side - width, side - width);
}
