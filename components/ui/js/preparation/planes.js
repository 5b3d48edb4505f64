// Planes: grids of one number a pixel, and what a pixel's surroundings make of it.

import { median } from "./statistics.js";

/** @import { NumberArray } from "../nn/arrays.js" */

/**
 * A grid of numbers, (rows, columns).
 * @typedef {NumberArray} Plane
 */

/**
 * Return a plane whose every pixel is computed from its row and column.
 * @param {number} rows
 * @param {number} columns
 * @param {(row: number, column: number) => number} valueAt
 * @returns {Plane}
 */
export function plane(rows, columns, valueAt) {
  const values = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      values[row * columns + column] = valueAt(row, column);
    }
  }
  return { shape: [rows, columns], values };
}

/**
 * Return a plane whose every pixel is computed from the same pixel's value.
 * @param {Plane} from
 * @param {(value: number, index: number) => number} compute
 * @returns {Plane}
 */
export const mapped = ({ shape, values }, compute) => ({ shape, values: values.map(compute) });

/**
 * Return rows as columns.
 * @param {Plane} from
 */
export function transposed({ shape: [rows, columns], values }) {
  return plane(columns, rows, (row, column) => values[column * columns + row]);
}

/**
 * Return the part of a plane from some rows and columns up to others.
 * @param {Plane} from
 * @param {readonly number[]} box top, bottom, left, right
 */
export function cropped({ shape, values }, [top, bottom, left, right]) {
  const at = (/** @type {number} */ row, /** @type {number} */ column) =>
    values[(top + row) * shape[1] + left + column];
  return plane(bottom - top, right - left, at);
}

/**
 * Return the largest value within reach of each pixel, in rows and columns.
 * @param {Plane} from
 * @param {number} reach
 */
export function maxFilter(from, reach) {
  const { shape, values } = alongColumns(from, reach);
  return transposed(alongColumns(transposed({ shape, values }), reach));
}

/**
 * @param {Plane} from
 * @param {number} reach
 */
function alongColumns({ shape: [rows, columns], values }, reach) {
  return plane(rows, columns, (row, column) => {
    let most = Number.NEGATIVE_INFINITY;
    const last = Math.min(row + reach, rows - 1);
    for (let near = Math.max(row - reach, 0); near <= last; near++) {
      most = Math.max(most, values[near * columns + column]);
    }
    return most;
  });
}

const negative = (/** @type {Plane} */ from) => mapped(from, (value) => -value);

/**
 * Return the smallest value within reach of each pixel, in rows and columns.
 * @param {Plane} from
 * @param {number} reach
 */
export const minFilter = (from, reach) => negative(maxFilter(negative(from), reach));

/**
 * Return the average within reach of each pixel, twice.
 * @param {Plane} from
 * @param {number} reach
 */
export function boxBlur(from, reach) {
  let values = from;
  for (let time = 0; time < 2; time++) {
    values = transposed(averaged(transposed(averaged(values, reach)), reach));
  }
  return values;
}

/**
 * Return the average of each column's values within reach; beyond the edge the edge goes on.
 * @param {Plane} from
 * @param {number} reach
 */
function averaged({ shape: [rows, columns], values }, reach) {
  const width = 2 * reach + 1;
  // Running sums down each column, so that an average is one difference of two of them.
  const sums = plane(rows + width, columns, () => 0);
  for (let row = 0; row < rows + width; row++) {
    const near = Math.min(Math.max(row - reach - 1, 0), rows - 1);
    for (let column = 0; column < columns; column++) {
      const before = row ? sums.values[(row - 1) * columns + column] : 0;
      sums.values[row * columns + column] = before + values[near * columns + column];
    }
  }
  const sum = (/** @type {number} */ row, /** @type {number} */ column) =>
    sums.values[row * columns + column];
  return plane(
    rows,
    columns,
    (row, column) => (sum(row + width, column) - sum(row, column)) / width,
  );
}

/**
 * Return the median of each pixel's 3 × 3 neighbors, so that single odd pixels vanish.
 * @param {Plane} from
 */
export function medianFilter({ shape: [rows, columns], values }) {
  return plane(rows, columns, (row, column) => {
    const around = [];
    for (let y = row - 1; y <= row + 1; y++) {
      for (let x = column - 1; x <= column + 1; x++) {
        const [nearRow, nearColumn] = [within(y, rows), within(x, columns)];
        around.push(values[nearRow * columns + nearColumn]);
      }
    }
    return median(around);
  });
}

const within = (/** @type {number} */ at, /** @type {number} */ length) =>
  Math.min(Math.max(at, 0), length - 1);
