// The confusion matrix: rows are true digits, columns what the network says; the diagonal is right.

import { contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { make, setData } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";

/** @import { Frame } from "./payload.d.ts" */

/** @typedef {((row: number, column: number) => void) | null} Choose */

const CLEAR = 6; // by so much a wrong cell's colour is stronger than its share
const CALM = 0.75; // and a right one's weaker

/**
 * Show a matrix; where there is nothing to choose, its cells can still be read.
 * @param {HTMLTableElement} table
 * @param {Frame} frame
 * @param {boolean} dark
 * @param {Choose} choose
 */
export function showConfusion(table, { confusion }, dark, choose) {
  const classes = Math.sqrt(confusion.length);
  if (table.rows.length !== classes + 1) buildTable(table, classes);
  for (let row = 0; row < classes; row++) {
    const counts = confusion.slice(row * classes, (row + 1) * classes);
    counts.forEach((_, column) => {
      showCell(table.rows[row + 1].cells[column + 1], counts, row, column, dark);
    });
  }
  table.setAttribute("aria-disabled", String(!choose));
  table.onclick = (event) => {
    const at = cellOf(event);
    if (at) choose?.(at.row - 1, at.column - 1);
  };
  table.onkeydown = (event) => onKey(event, table, classes, choose);
}

/** @type {(table: HTMLTableElement, classes: number) => void} */
function buildTable(table, classes) {
  table.replaceChildren();
  const digits = Array.from({ length: classes }, (_, digit) => digit);
  const head = table.insertRow();
  head.append(...["true", ...digits].map((name) => make("th", { scope: "col" }, name)));
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
 * @param {boolean} dark
 */
function showCell(cell, counts, row, column, dark) {
  const count = counts[column];
  if (cell.dataset.count === String(count) && cell.dataset.dark === String(dark)) return;
  const all = counts.reduce((sum, each) => sum + each, 0);
  setData(cell, "count", count);
  setData(cell, "dark", dark);
  setData(cell, "right", row === column);
  cell.textContent = String(count);
  const colour = diverging(shareOf(count, all, row === column), dark);
  cell.style.background = rgb(colour);
  cell.style.color = contrastColor(colour);
  cell.setAttribute("aria-label", `${count} of ${all} ${row}s read as ${column}`);
}

/**
 * Return a cell's share of the colour scale: right ones are blue, wrong ones orange.
 * @param {number} count
 * @param {number} all of the row
 * @param {boolean} isRight
 */
export function shareOf(count, all, isRight) {
  if (!count) return 0;
  return isRight ? (-CALM * count) / all : Math.min(1, (CLEAR * count) / all);
}

/**
 * Return the cell an event is at.
 * @param {Event} event
 */
function cellOf(event) {
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
  const at = cellOf(event);
  if (!at || hasModifier(event)) return;
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
    const next = table.rows[inside(at.row + step[0])].cells[inside(at.column + step[1])];
    at.cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  } else if (event.key === "Enter" || event.key === " ") choose?.(at.row - 1, at.column - 1);
  else return;
  takeEvent(event);
}
