// The grid of a cell picker: sizes, neighbors and words; touches no page.

import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {number[]} Cell row, column */
/** @typedef {Pick<Payload, "rows" | "columns">} Shape */

const MIN_SIDE = 6; // pixels of a cell
const MAX_SIDE = 56;
const MAX_WIDTH = 460;
const DEFAULT_WIDTH = 320;

/**
 * Return the side of a cell in pixels.
 * @param {number} width of the widget; 0 while it is not laid out
 * @param {number} columns
 */
export function cellSide(width, columns) {
  const side = Math.floor(Math.min(width || DEFAULT_WIDTH, MAX_WIDTH) / columns);
  return Math.max(MIN_SIDE, Math.min(MAX_SIDE, side));
}

/** @type {(cell: Cell, shape: Shape) => boolean} */
const isInside = ([row, column], { rows, columns }) =>
  row >= 0 && row < rows && column >= 0 && column < columns;

/** @type {Record<string, Cell>} */
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * Return the cell to which an arrow key leads; undefined for other keys, and the same cell at the
 * grid's edge.
 * @param {string} key
 * @param {Cell} cell
 * @param {Shape} shape
 * @returns {Cell | undefined}
 */
export function neighbor(key, cell, shape) {
  if (!STEPS[key]) return undefined;
  const [down, across] = STEPS[key];
  const to = [cell[0] + down, cell[1] + across];
  return isInside(to, shape) ? to : cell;
}

/**
 * Return the cell at a point in pixels; undefined outside the grid.
 * @param {number} x
 * @param {number} y
 * @param {number} side of a cell
 * @param {Shape} shape
 * @returns {Cell | undefined}
 */
export function cellAt(x, y, side, shape) {
  const cell = [Math.floor(y / side), Math.floor(x / side)];
  return isInside(cell, shape) ? cell : undefined;
}

/** @type {(cell: Cell, data: Pick<Payload, "columns" | "values" | "digits" | "words">) => string} */
export const cellText = ([row, column], { columns, values, digits, words }) =>
  withGaps(words.cell, {
    row,
    column,
    value: formatNumber(values[row * columns + column], digits),
  });
