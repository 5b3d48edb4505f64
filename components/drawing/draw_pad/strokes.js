// Strokes: what a brush leaves in a picture of whole ink levels. A stroke covers pixels by a share
// 0…1; every pixel shows its old ink and the new by that share.

/** @type {Record<number, number[]>} radii of the small, middle and large brush, by side */
const RADII = { 3: [0.3, 0.3, 0.3], 8: [0.3, 0.8, 1.3], 28: [0.7, 1.2, 1.9] };
const SINGLE = 0.5; // a smaller radius paints one pixel, and all of it
const STEP = 0.25; // pixels between two touches

/**
 * What is painted on.
 * @typedef {{ side: number, channels: number }} Paper
 */

/**
 * A stroke under way.
 * @typedef {object} Stroke
 * @property {Uint8Array} before the picture
 * @property {Float32Array} cover of each pixel, a share
 * @property {number[]} ink of each channel
 * @property {number} radius
 * @property {boolean} darkens whether a soft edge may not lighten what is there already
 */

/**
 * @param {Uint8Array} pixels
 * @param {Paper} paper
 * @param {number[]} ink
 * @param {number} brush 0 to 2
 * @param {boolean} darkens
 * @returns {Stroke}
 */
export const beginStroke = (pixels, { side }, ink, brush, darkens) => ({
  before: pixels.slice(),
  cover: new Float32Array(side * side),
  ink,
  radius: RADII[side][brush],
  darkens,
});

/**
 * Touch a picture at a point.
 * @param {Uint8Array} pixels are changed
 * @param {Paper} paper
 * @param {Stroke} stroke
 * @param {number} row may lie between two
 * @param {number} column
 */
export function touch(
  pixels,
  { side, channels },
  { before, cover, ink, radius, darkens },
  row,
  column,
) {
  const reach = Math.ceil(radius + 1);
  for (let y = Math.floor(row) - reach; y <= row + reach; y++) {
    for (let x = Math.floor(column) - reach; x <= column + reach; x++) {
      if (y < 0 || x < 0 || y >= side || x >= side) continue;
      const share = coverage(radius, y, x, row, column);
      const at = y * side + x;
      if (share <= cover[at]) continue;
      cover[at] = share;
      for (let channel = 0; channel < channels; channel++) {
        const old = before[at * channels + channel];
        const mixed = Math.round(old + (ink[channel] - old) * share);
        pixels[at * channels + channel] = darkens && share < 1 ? Math.max(old, mixed) : mixed;
      }
    }
  }
}

/** @type {(radius: number, y: number, x: number, row: number, column: number) => number} */
function coverage(radius, y, x, row, column) {
  if (radius < SINGLE) return Number(y === Math.floor(row) && x === Math.floor(column));
  const apart = Math.hypot(y + 0.5 - row, x + 0.5 - column);
  return Math.max(0, Math.min(1, radius + 0.5 - apart));
}

/**
 * Return the points to touch on the way between two, the first left out.
 * @param {number[]} from row and column
 * @param {number[]} to
 */
export function pointsBetween(from, to) {
  const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP));
  return Array.from({ length: steps }, (_, at) =>
    from.map((start, axis) => start + ((to[axis] - start) * (at + 1)) / steps),
  );
}

/** @type {(hex: string, levels: number) => number[]} the levels of a color like "#ff8000" */
export const levelsOfColor = (hex, levels) =>
  [1, 3, 5].map((at) => Math.round((parseInt(hex.slice(at, at + 2), 16) / 255) * levels));

/**
 * Return an ink level as it is shown.
 * @param {number} level
 * @param {number} full what full ink is shown as
 * @param {number} levels of full ink
 */
export function shownLevel(level, full, levels) {
  const value = (level * full) / levels;
  return Number.isInteger(full / levels) ? String(value) : value.toFixed(2);
}

/** @type {Record<string, [down: number, across: number]>} */
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * Return where a key leads from a row and column; undefined where it leads nowhere.
 * @param {string} key
 * @param {number[]} at
 * @param {number} side
 */
export function cursorAfterKey(key, at, side) {
  if (!(key in MOVES)) return undefined;
  return at.map((from, axis) => Math.max(0, Math.min(side - 1, from + MOVES[key][axis])));
}
