// The flight: who is in the air at a position, how far along, and how fast the position moves.
// A flight carries the values `from` … `to - 1`. At position p all before p have landed; the
// next `crowd` are in the air, fewer at the beginning, so that a flight starts with one pixel.

/** @import { Box } from "../../ui/js/widget.d.ts" */

/** @typedef {ReturnType<typeof flightOver>} Flight */
/** @typedef {[x: number, y: number]} Point */

const IN_THE_AIR = 0.8; // seconds a pixel flies
const ALONE = 1e4; // a crowd so large that a single pixel's way fills its whole step

/**
 * A small picture takes four seconds, one of 784 values eight, of 2,352 nine.
 * @param {number} count
 */
const perSecond = (count) => count / (4 + 2 * Math.log10(Math.max(count, 9) / 9));
/** @param {number} count */
const crowdOf = (count) => Math.max(1, perSecond(count) * IN_THE_AIR);

/**
 * @param {number} from
 * @param {number} to
 * @param {number} count
 */
export const flightOver = (from, to, count) => ({
  from,
  to,
  crowd: to - from === 1 ? ALONE : crowdOf(count),
});
/**
 * @param {Flight} flight
 * @param {number} at
 */
const onTheWay = (flight, at) =>
  flight.crowd * (1 - Math.exp(-(at - flight.from + 1) / flight.crowd));

/**
 * How far the value at `index` has come: 0 in the picture, 1 in the vector.
 * @param {Flight} flight
 * @param {number} index
 * @param {number} position
 */
export function progressOf(flight, index, position) {
  if (index < flight.from) return 1;
  if (index >= flight.to) return 0;
  const takes = onTheWay(flight, index);
  return Math.max(0, Math.min(1, 1 - (index + 1 - position) / takes));
}

/**
 * Where landed values end, and where those in the air do.
 * @param {number} position
 */
export const landedAt = (position) => Math.floor(position + 1e-6);
/**
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
 * Positions a second: slow while the first pixels lift off, so that every flight takes equally long.
 * @param {Flight} flight
 * @param {number} position
 */
export const paceAt = (flight, position) => onTheWay(flight, position) / IN_THE_AIR;

/**
 * A bow from one box to another, bent upwards, or sideways where it goes straight down.
 * @param {Box} box
 * @param {Box} box
 * @param {number} width
 * @param {number} height
 */
export function bowOf([x0, y0, w0, h0], [x1, y1, w1, h1], width, height) {
  /** @type {Point} */
  const start = [x0 + w0 / 2, y0 + h0 / 2];
  /** @type {Point} */
  const end = [x1 + w1 / 2, y1 + h1 / 2];
  const away = [end[0] - start[0], end[1] - start[1]];
  /**
   * @param {number} value
   * @param {number} a
   * @param {number} b
   * @param {number} limit
   */
  const inside = (value, a, b, limit) =>
    Math.max(16 - (a + b) / 2, Math.min(2 * limit - 16 - (a + b) / 2, value));
  /** @type {Point} */
  const bend = [
    inside((start[0] + end[0]) / 2 + 0.25 * away[1], start[0], end[0], width),
    inside((start[1] + end[1]) / 2 - 0.25 * away[0], start[1], end[1], height),
  ];
  return { start, bend, end };
}
/**
 * @param {{ start: Point, bend: Point, end: Point }} bow
 * @param {number} t
 */
export const along = ({ start, bend, end }, t) =>
  [0, 1].map(
    (axis) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * bend[axis] + t * t * end[axis],
  );
