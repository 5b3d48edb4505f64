// The prediction in one sentence, as `prediction_text` of drawing/network_input.py writes it.

import { largestAt } from "./nn/arrays.js";
import { writeFixed } from "./rounding.js";

/** @import { NetworkTrace } from "./nn/network.js" */

/**
 * @param {NetworkTrace} trace
 * @param {readonly string[]} classes
 */
export function predictionText({ flatten, outputs }, classes) {
  if (flatten.vector.every((value) => value === 0)) return "No ink yet: biases alone.";
  const best = largestAt(outputs);
  return `It reads a ${classes[best]}, with ${writeFixed(100 * outputs[best], 1)}%.`;
}
