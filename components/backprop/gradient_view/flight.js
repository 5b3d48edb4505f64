// The flight of a gradient from its cell of the vector to its pixel of the image.

import { easeInOut } from "../../ui/js/motion.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */

const FLIGHT = 0.35; // the share of the time that one gradient flies

/**
 * Return how far one gradient has flown, from 0 to 1; they leave one after another.
 * @param {number} index
 * @param {number} count
 * @param {number} progress of all, from 0 to 1
 */
export function flightProgress(index, count, progress) {
  const start = ((1 - FLIGHT) * index) / Math.max(1, count - 1);
  return Math.max(0, Math.min(1, (progress - start) / FLIGHT));
}

/**
 * Return the box of a gradient in flight.
 * @param {Box} cell
 * @param {Box} pixel
 * @param {number} flown from 0 to 1
 * @returns {Box}
 */
export function flightBox(cell, pixel, flown) {
  const eased = easeInOut(flown);
  const between = (/** @type {number} */ axis) => cell[axis] + (pixel[axis] - cell[axis]) * eased;
  return [between(0), between(1), between(2), between(3)];
}
