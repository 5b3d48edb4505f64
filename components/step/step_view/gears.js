// Three wheels in a row: the weight, the weighted sum, the loss. Where two meet, a ratio: as many
// times as far does the second one turn.

/** @import { Wheel } from "./types.d.ts" */

export const FULL = 2 * Math.PI;
const LEAST_TEETH = 11; // of the smallest wheel
const LIMITS = [0.34, 3]; // of the ratio of two wheels, so that all can be seen
const DEPTH = 0.28; // of a tooth to either side of the radius, in distances of two teeth
const APART = 1.2; // distances of two teeth between wheels that do not meet

/** @type {(ratio: number) => number} the size of a ratio that can be drawn */
const drawn = (ratio) => Math.max(LIMITS[0], Math.min(LIMITS[1], Math.abs(ratio)));

/** @type {(ratio: number) => boolean} whether the wheels have other sizes than the ratio asks for */
export const isBounded = (ratio) => ratio !== 0 && drawn(ratio) !== Math.abs(ratio);

/**
 * Return the wheels in a box, turned by an angle of the first one.
 * @param {number} width
 * @param {number} height
 * @param {number[]} ratios of each pair; with 0 the two do not meet
 * @param {number} turn radians of the first wheel, as the hands of a clock go
 * @returns {Wheel[]}
 */
export function wheelsIn(width, height, ratios, turn) {
  const sizes = [1];
  for (const ratio of ratios) sizes.push(sizes[sizes.length - 1] / (ratio ? drawn(ratio) : 1));
  const least = Math.min(...sizes);
  const teeth = sizes.map((size) => Math.round((LEAST_TEETH * size) / least));
  const pitch = pitchIn(width, height, teeth, ratios);
  const wheels = /** @type {Wheel[]} */ ([]);
  let left = (width - widthOf(teeth, ratios) * pitch) / 2 + DEPTH * pitch;
  teeth.forEach((count, nth) => {
    const radius = (count * pitch) / FULL;
    const before = wheels[nth - 1];
    const meets = nth > 0 && ratios[nth - 1] !== 0;
    if (nth > 0 && !meets) left += APART * pitch;
    const phase = nth === 0 ? turn : phaseBeside(before, count, meets);
    const turned = nth === 0 ? turn : turnBeside(before, count, meets);
    wheels.push({ x: left + radius, y: height / 2, radius, teeth: count, phase, turned });
    left += 2 * radius;
  });
  return wheels;
}

/** @type {(teeth: number[], ratios: number[]) => number} in distances of two teeth */
const widthOf = (teeth, ratios) =>
  teeth.reduce((sum, count) => sum + (2 * count) / FULL, 2 * DEPTH) +
  APART * ratios.filter((ratio) => ratio === 0).length;

/**
 * Return the distance of two teeth with which all wheels have room.
 * @type {(width: number, height: number, teeth: number[], ratios: number[]) => number}
 */
const pitchIn = (width, height, teeth, ratios) =>
  Math.min(width / widthOf(teeth, ratios), height / ((2 * Math.max(...teeth)) / FULL + 2 * DEPTH));

/**
 * Return the phase of a wheel whose gap meets the tooth of the wheel at its left; of one that meets
 * none, as it stands still.
 * @type {(before: Wheel, teeth: number, meets: boolean) => number}
 */
const phaseBeside = (before, teeth, meets) =>
  meets ? Math.PI - (before.phase * before.teeth) / teeth + Math.PI / teeth : 0;

/** @type {(before: Wheel, teeth: number, meets: boolean) => number} */
const turnBeside = (before, teeth, meets) => (meets ? (-before.turned * before.teeth) / teeth : 0);

/**
 * Return the outline of a wheel around (0, 0), one tooth to the right.
 * @param {Pick<Wheel, "radius" | "teeth">} wheel
 */
export function outlineOf({ radius, teeth }) {
  const depth = (DEPTH * FULL * radius) / teeth;
  const points = [];
  for (let tooth = 0; tooth < teeth; tooth++) {
    for (const [at, out] of /** @type {[number, number][]} */ ([
      [-0.29, -1],
      [-0.14, 1],
      [0.14, 1],
      [0.29, -1],
    ])) {
      const angle = ((tooth + at) * FULL) / teeth;
      const far = radius + out * depth;
      points.push(`${(far * Math.cos(angle)).toFixed(2)} ${(far * Math.sin(angle)).toFixed(2)}`);
    }
  }
  return `M${points.join("L")}Z`;
}

/**
 * Return the wheel under a pointer, or the nearest one.
 * @type {(wheels: Wheel[], x: number, y: number) => number}
 */
export function wheelAt(wheels, x, y) {
  const far = wheels.map((wheel) => Math.hypot(x - wheel.x, y - wheel.y) - wheel.radius);
  return far.indexOf(Math.min(...far));
}

/**
 * Return by how much the first wheel turns where another one is turned.
 * @type {(wheels: Wheel[], nth: number, turn: number) => number}
 */
export const firstTurn = (wheels, nth, turn) =>
  ((nth % 2 ? -1 : 1) * turn * wheels[nth].teeth) / wheels[0].teeth;

/** @type {(from: number, to: number) => number} the shorter way from one angle to another */
export const between = (from, to) => {
  const turn = (to - from) % FULL;
  return turn - FULL * Math.round(turn / FULL);
};
