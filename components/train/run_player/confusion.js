// The confusion matrix: rows are true digits, columns predicted ones; the diagonal is correct.

import { contrastColor, rgb } from "../../ui/js/color.js";
import { make, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";

/** @import { Frame } from "./payload.d.ts" */

/** @import { Words } from "./words.js" */

/** @typedef {((row: number, column: number) => void) | null} Choose */

// Correct ones in the color of outputs, the others in that of what is wrong.
/** @type {(dark: boolean, isRight: boolean) => number[]} */
const colorOf = (dark, isRight) => {
  if (isRight) return dark ? [77, 208, 189] : [0, 121, 107];
  return dark ? [224, 107, 96] : [209, 69, 59];
};

const WRONG_GAIN = 6; // of a wrong cell's color: even few should show
const RIGHT_GAIN = 0.75; // of a right cell's

/**
 * Show a matrix; without `choose`, its cells can still be read.
 * @param {HTMLTableElement} table
 * @param {Frame} frame
 * @param {{ words: Words, dark: boolean, chosen: string }} look with the chosen cell, "row column"
 * @param {Choose} choose
 */
export function showConfusion(table, { confusion }, { words, dark, chosen }, choose) {
  const classes = Math.sqrt(confusion.length);
  if (table.rows.length !== classes + 1) buildTable(table, classes);
  table.setAttribute("aria-label", words["confusion table"]);
  setText(table.rows[0].cells[0], words.true);
  for (let row = 0; row < classes; row++) {
    const counts = confusion.slice(row * classes, (row + 1) * classes);
    counts.forEach((_, column) => {
      const cell = table.rows[row + 1].cells[column + 1];
      showCell(cell, counts, row, column, { words, dark });
      setData(cell, "chosen", chosen === `${row} ${column}`);
    });
  }
  table.setAttribute("aria-disabled", String(!choose));
  table.onclick = (event) => {
    const target = cellAt(event);
    if (target) choose?.(target.row - 1, target.column - 1);
  };
  table.onkeydown = (event) => onKey(event, table, classes, choose);
}

/** @type {(table: HTMLTableElement, classes: number) => void} */
function buildTable(table, classes) {
  table.replaceChildren();
  const digits = Array.from({ length: classes }, (_, digit) => digit);
  const head = table.insertRow();
  head.append(...["", ...digits].map((name) => make("th", { scope: "col" }, name)));
  for (const row of digits) {
    const line = table.insertRow();
    line.append(make("th", { scope: "row" }, row));
    for (const column of digits) {
      const cell = line.insertCell();
      cell.tabIndex = row || column ? -1 : 0;
      cell.setAttribute("role", "gridcell");
    }
  }
}

/**
 * @param {HTMLTableCellElement} cell
 * @param {number[]} counts of the row
 * @param {number} row
 * @param {number} column
 * @param {{ words: Words, dark: boolean }} look
 */
function showCell(cell, counts, row, column, { words, dark }) {
  const count = counts[column];
  if (cell.dataset.count === String(count) && cell.dataset.dark === String(dark)) return;
  const total = counts.reduce((sum, each) => sum + each, 0);
  setData(cell, "count", count);
  setData(cell, "dark", dark);
  setData(cell, "right", row === column);
  cell.textContent = String(count);
  const color = shade(colorShare(count, total, row === column), dark, row === column);
  cell.style.background = rgb(color);
  cell.style.color = contrastColor(color);
  const gaps = { count, total, true: row, predicted: column };
  cell.setAttribute("aria-label", withGaps(words["confusion cell"], gaps));
}

/** @type {(share: number, dark: boolean, isRight: boolean) => number[]} */
function shade(share, dark, isRight) {
  const blank = dark ? [27, 37, 48] : [242, 245, 249];
  const full = colorOf(dark, isRight);
  return blank.map((from, at) => Math.round(from + (full[at] - from) * share));
}

/**
 * Return a cell's share of its color, from 0 to 1.
 * @param {number} count
 * @param {number} total of the row
 * @param {boolean} isRight
 */
export const colorShare = (count, total, isRight) =>
  count ? Math.min(1, ((isRight ? RIGHT_GAIN : WRONG_GAIN) * count) / total) : 0;

/**
 * Return the cell an event is at.
 * @param {Event} event
 */
function cellAt(event) {
  const target = /** @type {Element} */ (event.target);
  const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("td"));
  const line = /** @type {HTMLTableRowElement | null} */ (cell?.parentElement ?? null);
  return cell && line ? { cell, row: line.rowIndex, column: cell.cellIndex } : null;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLTableElement} table
 * @param {number} classes
 * @param {Choose} choose
 */
function onKey(event, table, classes, choose) {
  const target = cellAt(event);
  if (!target || hasModifier(event)) return;
  /** @type {Record<string, [down: number, across: number]>} */
  const steps = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  const step = steps[event.key];
  if (step) {
    const inside = (/** @type {number} */ to) => Math.max(1, Math.min(classes, to));
    const next = table.rows[inside(target.row + step[0])].cells[inside(target.column + step[1])];
    target.cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (event.key === "Enter" || event.key === " ")
    choose?.(target.row - 1, target.column - 1);
  else return;
  takeEvent(event);
}
