// The strokes that edges are drawn with: their color, width and order.

import { diverging, rgb } from "../../ui/js/color.js";

/** @import { Layer } from "./layer.js" */
/** @import { Signs, Target } from "./types.d.ts" */

/** @typedef {[weight: number, edges: number[]]} Stroke */

export const LEVELS = 32; // strengths told apart when there are too many edges for a stroke each
const TOGETHER = 200; // edges of one strength and sign in one stroke

// For eyes that don't tell the colors apart, one sign can be shown after the other.
/** @type {Record<Signs, (weight: number) => boolean>} */
export const SIGNS = {
  all: () => true,
  above: (weight) => weight > 0,
  below: (weight) => weight < 0,
};

/**
 * Return an edge's color; the weakest keeps a trace of its sign's, so that none is invisible.
 * @param {number} share of the strongest, -1 to 1
 * @param {boolean} dark
 */
export const edgeColor = (share, dark) =>
  rgb(diverging((share < 0 ? -1 : 1) * (0.14 + 0.86 * Math.min(1, Math.abs(share))), dark));

/**
 * @param {number} weight
 * @param {Pick<Layer, "small" | "largest">} layer
 */
export const edgeWidth = (weight, { small, largest }) =>
  (small ? 0.8 : 0.3) + ((small ? 4.2 : 1.7) * Math.abs(weight)) / (largest || 1);

/**
 * Return how opaque an edge is: many weak ones over each other would be one solid color.
 * @param {number} weight
 * @param {Pick<Layer, "small" | "largest">} layer
 */
export const edgeOpacity = (weight, { small, largest }) =>
  small ? 1 : 0.06 + 0.94 * (Math.abs(weight) / (largest || 1)) ** 1.5;

/** @type {(layer: { small: boolean }) => number} how much thicker a lit edge is */
export const litThickness = ({ small }) => (small ? 1 : 1.6);

/**
 * Return those edges whose weights have a sign that is shown.
 * @param {Pick<Layer, "kernel" | "signs">} layer
 * @param {Iterable<number>} edges
 */
export const shownEdges = ({ kernel, signs }, edges) =>
  [...edges].filter((edge) => SIGNS[signs](kernel[edge]));

/**
 * Return the edges of one unit, of one input, or the one between both.
 * @param {{ count: number, units: number }} layer
 * @param {Target} lit
 */
export function litEdges({ count, units }, { input, unit }) {
  if (input !== undefined && unit !== undefined) return [input * units + unit];
  if (unit !== undefined) return Array.from({ length: count }, (_, each) => each * units + unit);
  return Array.from({ length: units }, (_, each) => Number(input) * units + each);
}

/**
 * Return the strokes to make, the weakest first, so that the strong ones lie on top. Too many for
 * a stroke each share one with others of their strength, both signs in turn.
 * @param {Pick<Layer, "kernel" | "largest" | "small">} layer
 * @param {number[]} edges
 * @returns {Stroke[]}
 */
export function strokesOf({ kernel, largest, small }, edges) {
  if (!small) return levelsOf(kernel, largest || 1, edges).flatMap(strokesOfLevel);
  const strokes = edges.map((edge) => /** @type {Stroke} */ ([kernel[edge], [edge]]));
  return strokes.sort((one, other) => Math.abs(one[0]) - Math.abs(other[0]));
}

/**
 * Sort edges by their strength, and at each by their sign.
 * @param {ArrayLike<number>} kernel
 * @param {number} largest
 * @param {number[]} edges
 */
function levelsOf(kernel, largest, edges) {
  const levels = Array.from({ length: LEVELS }, (_, level) => ({
    weight: ((level + 0.5) / LEVELS) * largest,
    below: /** @type {number[]} */ ([]),
    above: /** @type {number[]} */ ([]),
  }));
  for (const edge of edges) {
    const level = Math.floor((Math.abs(kernel[edge]) / largest) * LEVELS);
    levels[Math.min(LEVELS - 1, level)][kernel[edge] < 0 ? "below" : "above"].push(edge);
  }
  return levels;
}

/**
 * @param {ReturnType<typeof levelsOf>[number]} level
 * @returns {Stroke[]}
 */
function strokesOfLevel({ weight, below, above }) {
  /** @type {Stroke[]} */
  const strokes = [];
  for (let from = 0; from < Math.max(below.length, above.length); from += TOGETHER) {
    strokes.push([-weight, below.slice(from, from + TOGETHER)]);
    strokes.push([weight, above.slice(from, from + TOGETHER)]);
  }
  return strokes;
}
