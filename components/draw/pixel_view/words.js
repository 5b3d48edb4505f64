// What is written of pixels.

import { formatNumber } from "../../ui/js/format.js";

const WHITE = 255;
export const CELL_DIGITS = 2;
const DIGITS = 4;

/** @type {(level: number) => number} */
export const shareOf = (level) => level / WHITE;

/** @type {(level: number) => string} a value as it is written into its cell */
export const cellText = (level) => formatNumber(shareOf(level), CELL_DIGITS);

/**
 * Return what is read of a pixel, such as `image[3, 4] = 0.5020`.
 * @param {Uint8Array} levels
 * @param {number} side
 * @param {number} channels
 * @param {[row: number, column: number]} pixel
 */
export function pixelText(levels, side, channels, [row, column]) {
  const at = (row * side + column) * channels;
  const values = Array.from(levels.subarray(at, at + channels), (level) =>
    formatNumber(shareOf(level), DIGITS),
  );
  return `image[${row}, ${column}] = ${channels === 1 ? values[0] : `[${values.join(", ")}]`}`;
}

/**
 * Return the pixel that a key leads to, or null where it leads nowhere.
 * @param {string} key
 * @param {[row: number, column: number]} pixel
 * @param {number} side
 * @returns {[row: number, column: number] | null}
 */
export function pixelOfKey(key, [row, column], side) {
  const [down, right] =
    { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key] ?? [];
  if (down === undefined || right === undefined) return null;
  const limit = (/** @type {number} */ at) => Math.max(0, Math.min(side - 1, at));
  return [limit(row + down), limit(column + right)];
}
