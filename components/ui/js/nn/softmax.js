// Softmax: logits become probabilities, in three steps.

import { sumOf } from "./sums.js";

/**
 * Every step from the logits to their probabilities.
 * @typedef {object} SoftmaxTrace
 * @property {Float64Array} logits (classes,)
 * @property {number} largest
 * @property {Float64Array} shifted (classes,): each logit minus the largest, so 0 or below
 * @property {Float64Array} powers (classes,): e to the power of each, so 0 to 1
 * @property {number} total of the powers
 * @property {Float64Array} probabilities (classes,): each power divided by the total; together 1
 */

/**
 * Take the largest logit away, raise e to the rest, divide by the sum.
 *
 * Taking the largest away changes no probability, but keeps exp from overflowing.
 * @param {Float64Array} logits (classes,)
 * @returns {SoftmaxTrace}
 */
export function traceSoftmax(logits) {
  const largest = logits.reduce((most, logit) => Math.max(most, logit));
  const shifted = logits.map((logit) => logit - largest);
  const powers = shifted.map(Math.exp);
  const total = sumOf(powers);
  return {
    logits,
    largest,
    shifted,
    powers,
    total,
    probabilities: powers.map((power) => power / total),
  };
}
