// The flight: which values are in the air at a position, how far along, and how fast it moves.
// A flight carries the values `from` … `to - 1`. At position p all before p have landed; the
// next `crowd` are in the air, fewer at the beginning, so that a flight starts with one pixel.

/** @import { Box } from "../../ui/js/widget.d.ts" */

/** @typedef {ReturnType<typeof flightOver>} Flight */
/** @typedef {[x: number, y: number]} Point */

const IN_THE_AIR = 0.8; // seconds a pixel flies
const SINGLE_CROWD = 1e4; // so large that a single pixel's way fills its whole step

/**
 * Return how many values fly in a second: a small picture takes four seconds, one of 784 values
 * eight, of 2,352 nine.
 * @param {number} count
 */
const valuesPerSecond = (count) => count / (4 + 2 * Math.log10(Math.max(count, 9) / 9));
/** @type {(count: number) => number} how many values are in the air at once */
const crowdOf = (count) => Math.max(1, valuesPerSecond(count) * IN_THE_AIR);

/**
 * Return the flight of the values `from` … `to - 1` of so many.
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
export const flightOver = (from, to, count) => ({
  from,
  to,
  crowd: to - from === 1 ? SINGLE_CROWD : crowdOf(count),
});

/**
 * Return how many positions the way of one value takes: fewer for the first ones.
 * @param {Flight} flight
 * @param {number} index
 */
const positionsInAir = (flight, index) =>
  flight.crowd * (1 - Math.exp(-(index - flight.from + 1) / flight.crowd));

/**
 * Return how far the value at `index` has come: 0 in the picture, 1 in the vector.
 * @param {Flight} flight
 * @param {number} index
 * @param {number} position
 */
export function progressOf(flight, index, position) {
  if (index < flight.from) return 1;
  if (index >= flight.to) return 0;
  const way = positionsInAir(flight, index);
  return Math.max(0, Math.min(1, 1 - (index + 1 - position) / way));
}

/** @type {(position: number) => number} how many values have landed */
export const landedAt = (position) => Math.floor(position + 1e-6);

/**
 * Return how many values have left the image: those that landed and those in the air.
 * @param {Flight} flight
 * @param {number} position
 */
export function airborneAt(flight, position) {
  let end = landedAt(position);
  if (position - end < 1e-6 && end === flight.from) return end;
  while (end < flight.to && progressOf(flight, end, position) > 0) end++;
  return end;
}

/**
 * Return how many positions pass in a second: slow while the first pixels lift off, so
 * that every flight takes equally long.
 * @param {Flight} flight
 * @param {number} position
 */
export const paceAt = (flight, position) => positionsInAir(flight, position) / IN_THE_AIR;

/**
 * Return a bow from one box to another, bent upwards, or sideways where it goes straight down.
 * @param {Box} from
 * @param {Box} to
 * @param {{ width: number, height: number }} picture in which it stays
 */
export function bowOf([x0, y0, w0, h0], [x1, y1, w1, h1], { width, height }) {
  /** @type {Point} */
  const start = [x0 + w0 / 2, y0 + h0 / 2];
  /** @type {Point} */
  const end = [x1 + w1 / 2, y1 + h1 / 2];
  const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  const away = [end[0] - start[0], end[1] - start[1]];
  // A curve's middle lies half way between its bend and the middle of its ends.
  const inside = (
    /** @type {number} */ bend,
    /** @type {number} */ half,
    /** @type {number} */ limit,
  ) => Math.max(16 - half, Math.min(2 * limit - 16 - half, bend));
  /** @type {Point} */
  const bend = [
    inside(middle[0] + 0.25 * away[1], middle[0], width),
    inside(middle[1] - 0.25 * away[0], middle[1], height),
  ];
  return { start, bend, end };
}

/**
 * Return the point of a bow at a share of its way.
 * @param {{ start: Point, bend: Point, end: Point }} bow
 * @param {number} share
 */
export const pointOn = ({ start, bend, end }, share) =>
  [0, 1].map(
    (axis) =>
      (1 - share) ** 2 * start[axis] +
      2 * share * (1 - share) * bend[axis] +
      share * share * end[axis],
  );
