// The prediction in one sentence, as `prediction_text` of drawing/network_input.py writes it.

import { withGaps } from "./gaps.js";
import { largestAt } from "./nn/arrays.js";
import { writeFixed } from "./rounding.js";

/** @import { NetworkTrace } from "./nn/network.js" */
/** @import { Words } from "./words.js" */

/**
 * @param {NetworkTrace} trace
 * @param {readonly string[]} classes
 * @param {Words} words
 */
export function predictionText({ flatten, outputs }, classes, words) {
  if (flatten.vector.every((value) => value === 0)) return words.blank;
  const best = largestAt(outputs);
  return withGaps(words.predicts, {
    digit: classes[best],
    probability: writeFixed(100 * outputs[best], 1),
  });
}
