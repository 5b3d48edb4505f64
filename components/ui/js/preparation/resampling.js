// Scaling: an image made smaller or larger with the filters and the precision of Pillow.
//
// Each new pixel is a weighted mean of the old ones around its center, along one axis and then the
// other. Weights and sums are doubles; what is kept in between is rounded to float32.

import { mapped, plane, transposed } from "./planes.js";
import { rounded } from "./statistics.js";

/** @import { Plane } from "./planes.js" */

/**
 * A filter: how far it reaches from a pixel's center, and its weight at a distance.
 * @typedef {{ reach: number, weight: (distance: number) => number }} Filter
 */

/** @type {Filter} all that a pixel covers counts alike */
const BOX = { reach: 0.5, weight: (distance) => (distance > -0.5 && distance <= 0.5 ? 1 : 0) };
/** @type {Filter} what is nearer counts more */
const BILINEAR = { reach: 1, weight: (distance) => Math.max(0, 1 - Math.abs(distance)) };

/**
 * Bring the longer side to `longest` pixels, keeping the proportions.
 * @param {Plane} from
 * @param {number} longest
 */
export function resized(from, longest) {
  const scale = longest / Math.max(...from.shape);
  const [rows, columns] = from.shape.map((length) => Math.max(1, rounded(length * scale)));
  return stretched(from, rows, columns);
}

/**
 * Shrink by averaging or enlarge smoothly to exactly so many rows and columns.
 * @param {Plane} from
 * @param {number} rows
 * @param {number} columns
 */
export function stretched(from, rows, columns) {
  if (from.shape[0] === rows && from.shape[1] === columns) return from;
  const [fewer, narrower] = [from.shape[0] - rows, from.shape[1] - columns];
  const filter = fewer > 0 || narrower > 0 ? BOX : BILINEAR;
  const across = (/** @type {Plane} */ old) => alongRows(old, columns, filter);
  const down = (/** @type {Plane} */ old) => transposed(alongRows(transposed(old), rows, filter));
  // Pillow 13 takes the rows together first where that leaves less to do. The order shows in the
  // last digit of float32 only.
  const downFirst = fewer > 0 && fewer > 2 * narrower;
  const single = mapped(from, Math.fround);
  return downFirst ? across(down(single)) : down(across(single));
}

/**
 * Return a plane with so many columns.
 * @param {Plane} from
 * @param {number} columns
 * @param {Filter} filter
 * @returns {Plane}
 */
function alongRows(from, columns, filter) {
  const {
    shape: [rows, before],
    values,
  } = from;
  if (before === columns) return from;
  const shares = Array.from({ length: columns }, (_, at) => sharesOf(at, before, columns, filter));
  return plane(rows, columns, (row, column) => {
    const { first, weights } = shares[column];
    let sum = 0;
    weights.forEach((weight, nth) => {
      sum += values[row * before + first + nth] * weight;
    });
    return Math.fround(sum);
  });
}

/**
 * Return which old pixels a new one is made of, and each one's weight; together 1.
 * @param {number} at of the new pixel
 * @param {number} before how many pixels there are
 * @param {number} after how many there will be
 * @param {Filter} filter
 */
function sharesOf(at, before, after, filter) {
  const scale = before / after;
  const spread = Math.max(1, scale); // an enlarged image is read with the filter as it is
  const center = (at + 0.5) * scale;
  const first = Math.max(0, Math.trunc(center - filter.reach * spread + 0.5));
  const end = Math.min(before, Math.trunc(center + filter.reach * spread + 0.5));
  const weights = [];
  let total = 0;
  for (let near = first; near < end; near++) {
    const weight = filter.weight((near - center + 0.5) * (1 / spread));
    weights.push(weight);
    total += weight;
  }
  return { first, weights: weights.map((weight) => (total === 0 ? weight : weight / total)) };
}
