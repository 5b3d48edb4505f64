// Growth: the picture's motion as one number. From 0 to 1 the image is drawn, to 2 it becomes a
// vector, to 3 connections grow to the neurons, to 4 they grow on to the answer.

import { easeInOut } from "../../ui/js/motion.js";

/** @import { Growth } from "./types.d.ts" */

export const COMPLETE = 4;
const SECONDS = [1.2, 1.7, 1.2, 1.2]; // of each part

/** @type {(share: number) => number} */
const clamp = (share) => Math.max(0, Math.min(1, share));

/**
 * Return how far each part has grown.
 * @param {number} growth
 * @returns {Growth}
 */
export const partsOfGrowth = (growth) => ({
  image: clamp(growth),
  vector: clamp(growth - 1),
  neurons: clamp(growth - 2),
  answer: clamp(growth - 3),
});

/**
 * Return the growth so many seconds later; never beyond the target.
 * @param {number} growth
 * @param {number} target
 * @param {number} seconds
 */
export function grown(growth, target, seconds) {
  let rest = seconds;
  let at = growth;
  while (rest > 0 && at < target) {
    const part = Math.min(Math.floor(at), SECONDS.length - 1);
    const step = Math.min(rest / SECONDS[part], part + 1 - at);
    at += step;
    rest -= step * SECONDS[part];
    if (step <= 0) break;
  }
  return Math.min(at, target);
}

const FLIGHT = 0.35; // of the whole part, that one value takes

/**
 * Return how far a value has flown, when the vector has grown so far: one after the other.
 * @param {number} share of the part
 * @param {number} index of the value
 * @param {number} count of values
 */
export function flightOf(share, index, count) {
  const start = (index / count) * (1 - FLIGHT);
  return easeInOut(clamp((share - start) / FLIGHT));
}
