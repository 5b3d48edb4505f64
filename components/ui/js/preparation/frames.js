// Frames: what lies around the digit, such as frames, bars, edges of the page.

import { connectedComponents, inkPerComponent } from "./connected_components.js";
import { mapped } from "./planes.js";

/** @import { Labels } from "./connected_components.js" */
/** @import { Plane } from "./planes.js" */

/**
 * Drop what lies around the digit.
 *
 * A frame runs along half of the image's edge, or is a hollow rectangle that is larger than half
 * the image. On a screen people draw up to the edge, so that only a bar along a whole side is
 * dropped, beside other ink; on paper all that touches the edge is, but for a large digit which
 * is alone.
 * @param {Plane} ink 0 where there is none
 * @param {boolean} onPaper whether it is a photograph
 */
export function removeFrames(ink, onPaper) {
  if (!ink.values.some((value) => value !== 0)) return ink;
  const labels = connectedComponents(ink);
  const sums = inkPerComponent(ink, labels);
  sums[0] = 0;
  const { along, framing } = edgesOf(labels, sums.length);
  for (const number of rectangles(labels)) framing[number] = 1;
  const most = (/** @type {(number: number) => boolean} */ of) =>
    sums.reduce((largest, sum, number) => (of(number) ? Math.max(largest, sum) : largest), 0);
  const alone =
    most((number) => along[number] === 0 && !framing[number]) <=
    0.1 * most((number) => !framing[number]);
  const extents = extentsOf(labels, sums.length);
  const isDropped = (/** @type {number} */ number) => {
    if (framing[number]) return true;
    if (!onPaper) return along[number] > 0.95 && !alone;
    return along[number] > 0 && !(alone && along[number] < 0.15 && extents[number] > 0.4);
  };
  return mapped(ink, (value, index) => (isDropped(labels.numbers[index]) ? 0 : value));
}

/**
 * Return for each component the share of a side it covers at most, and whether it covers more than
 * half of all four.
 * @param {Labels} labels
 * @param {number} count of numbers an component can have
 */
function edgesOf({ shape: [rows, columns], numbers }, count) {
  const at = (/** @type {number} */ row, /** @type {number} */ column) =>
    numbers[row * columns + column];
  const shares = [
    share(columns, (place) => at(0, place)),
    share(columns, (place) => at(rows - 1, place)),
    share(rows, (place) => at(place, 0)),
    share(rows, (place) => at(place, columns - 1)),
  ];
  return {
    along: shares[0].map((_, number) => Math.max(...shares.map((side) => side[number]))),
    framing: shares[0].map((_, number) =>
      Number(shares.reduce((sum, side) => sum + side[number], 0) / 4 > 0.5),
    ),
  };

  /**
   * @param {number} length
   * @param {(place: number) => number} numberAt
   */
  function share(length, numberAt) {
    const counts = new Float64Array(count);
    for (let place = 0; place < length; place++) counts[numberAt(place)]++;
    return counts.map((each) => each / length);
  }
}

/**
 * Return how high or wide each component is, as a share of the image's shorter side.
 * @param {Labels} labels
 * @param {number} count of numbers an component can have
 */
function extentsOf({ shape: [rows, columns], numbers }, count) {
  const lines = Array.from({ length: count }, () => ({ rows: new Set(), columns: new Set() }));
  numbers.forEach((number, index) => {
    lines[number].rows.add(Math.floor(index / columns));
    lines[number].columns.add(index % columns);
  });
  return lines.map((each) => Math.max(each.rows.size, each.columns.size) / Math.min(rows, columns));
}

/**
 * Return the components that are hollow rectangles, with all four sides whole, and large.
 * @param {Labels} labels
 */
function rectangles({ shape: [rows, columns], numbers }) {
  /** @type {Map<number, [number, number][]>} */
  const pixels = new Map();
  numbers.forEach((number, index) => {
    if (number === 0) return;
    const held = pixels.get(number) ?? [];
    pixels.set(number, held);
    held.push([Math.floor(index / columns), index % columns]);
  });
  return [...pixels]
    .filter(([, held]) => held.length > 0.5 * (rows + columns) && isFrame(held, rows, columns))
    .map(([number]) => number);
}

const NEAR = 0.12; // of its height or width: what lies so near to its outline is a frame's side

/**
 * @param {readonly [number, number][]} pixels row and column of each
 * @param {number} rows of the image
 * @param {number} columns
 */
function isFrame(pixels, rows, columns) {
  const [down, right] = [0, 1].map((axis) => {
    const places = pixels.map((pixel) => pixel[axis]);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    const length = last - first + 1;
    return { places, length, shares: places.map((place) => (place - first) / length) };
  });
  if (down.length < rows / 2 || right.length < columns / 2) return false;
  const near = pixels.filter((_, nth) => {
    const [y, x] = [down.shares[nth], right.shares[nth]];
    return Math.min(y, 1 - y, x, 1 - x) < NEAR;
  });
  return (
    near.length / pixels.length > 0.97 &&
    isWhole(right, (nth) => down.shares[nth] < NEAR) &&
    isWhole(right, (nth) => down.shares[nth] > 1 - NEAR) &&
    isWhole(down, (nth) => right.shares[nth] < NEAR) &&
    isWhole(down, (nth) => right.shares[nth] > 1 - NEAR)
  );
}

/**
 * @param {{ places: readonly number[], length: number }} axis the side runs along
 * @param {(nth: number) => boolean} isOfSide
 */
const isWhole = ({ places, length }, isOfSide) =>
  new Set(places.filter((_, nth) => isOfSide(nth))).size > 0.9 * length;
