// A table of numbers or a picture's pixels: one cell is chosen by mouse, finger or keyboard.

import { sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, greyLevel, rgb } from "../../ui/js/color.js";
import { find, partsOf, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { bindKeys } from "../../ui/js/keyboard.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Ctx, Widget } from "../../ui/js/widget.d.ts" */

const SMALLEST_WITH_NUMBER = 34; // pixels a cell needs to hold its number

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({}));
  const part = partsOf(parentElement);
  const table = part("table");
  const { rows, columns } = data;
  /**
   * @param {number} row
   * @param {number} column
   */
  const inside = (row, column) => row >= 0 && row < rows && column >= 0 && column < columns;
  if (state.shape !== `${rows}×${columns}`) {
    Object.assign(state, {
      shape: `${rows}×${columns}`,
      at: data.chosen ?? [0, 0],
      chosen: data.chosen,
    });
  }

  function paint() {
    const theme = readTheme(parentElement);
    const room = Math.min(find(parentElement, ".widget").clientWidth || 320, 460);
    const side = (state.side = Math.max(6, Math.min(56, Math.floor(room / columns))));
    table.style.width = `${side * columns}px`;
    const ctx = sizedContext(table, side * columns, side * rows);
    data.values.forEach((value, index) => {
      const x = (index % columns) * side;
      const y = Math.floor(index / columns) * side;
      const level = data.brightest === null ? undefined : greyLevel(value / data.brightest);
      const colour = level === undefined ? undefined : [level, level, level];
      ctx.fillStyle = colour ? rgb(colour) : theme.panel;
      ctx.fillRect(x, y, side, side);
      ctx.strokeStyle = theme.dark ? "rgba(250,250,250,0.25)" : "rgba(110,120,135,0.55)";
      ctx.lineWidth = 1;
      ctx.strokeRect(x + 0.5, y + 0.5, side - 1, side - 1);
      if (side < SMALLEST_WITH_NUMBER) return;
      ctx.fillStyle = colour ? contrastColor(colour) : theme.text;
      ctx.font = `650 ${Math.round(side * 0.36)}px ${theme.font}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(formatNumber(value, data.digits), x + side / 2, y + side / 2 + 1);
    });
    if (parentElement.activeElement === table) frame(ctx, state.at, theme.primary, 2);
    if (state.chosen) frame(ctx, state.chosen, theme.dark ? "#ffb347" : "#b35600", 4);
    const words = state.chosen ? wordsOf(state.chosen) : "";
    setText(part("chosen"), words);
    table.setAttribute(
      "aria-label",
      `${data.label} ${rows} by ${columns} cells. ${state.spoken ?? ""}`.trim(),
    );
    Object.assign(table.dataset, { side, chosen: state.chosen?.join(",") ?? "" });
  }

  /**
   * @param {Ctx} ctx
   * @param {number[]} pair
   * @param {string} colour
   * @param {number} width
   */
  function frame(ctx, [row, column], colour, width) {
    const side = state.side;
    const rim = width / 2;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width;
    ctx.strokeRect(column * side + rim, row * side + rim, side - width, side - width);
  }

  /** @param {number[]} pair */
  const wordsOf = ([row, column]) =>
    `Row ${row}, column ${column}: ${formatNumber(data.values[row * columns + column], data.digits)}`;

  /**
   * @param {number} row
   * @param {number} column
   */
  const choose = (row, column) => {
    if (!inside(row, column)) return;
    state.at = state.chosen = [row, column];
    state.spoken = wordsOf(state.at);
    paint();
    setStateValue("chosen", [row, column]);
  };
  table.onclick = (/** @type {any} */ event) => {
    const box = table.getBoundingClientRect();
    choose(
      Math.floor((event.clientY - box.top) / state.side),
      Math.floor((event.clientX - box.left) / state.side),
    );
  };
  bindKeys(table, (key) => {
    const [row, column] = state.at;
    /**
     * @param {number} down
     * @param {number} across
     */
    const walk = (down, across) => {
      if (!inside(row + down, column + across)) return;
      state.at = [row + down, column + across];
      state.spoken = wordsOf(state.at);
      paint();
    };
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => walk(0, -1),
      ArrowRight: () => walk(0, 1),
      ArrowUp: () => walk(-1, 0),
      ArrowDown: () => walk(1, 0),
      Enter: () => choose(row, column),
      " ": () => choose(row, column),
    };
    return acts[key];
  });
  table.onfocus = table.onblur = paint;

  paint();
  onWidth(state, find(parentElement, ".widget"), paint);
  return () => {
    state.observer?.disconnect();
    state.observer = undefined;
  };
}
