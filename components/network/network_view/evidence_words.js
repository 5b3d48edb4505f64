// What is written about evidence: of a pixel, and the account of all.

import { formatNumber } from "../../ui/js/format.js";
import { GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";

/** @import { EvidenceNumbers } from "./types.d.ts" */

/**
 * @param {number} ink
 * @param {number} value the pixel's evidence
 * @param {string} one the class in favor
 * @param {string} other the class against
 */
export function pixelText(ink, value, one, other) {
  const speaks = value > 0 ? `speaks for ${one}` : `speaks for ${other}`;
  const numbers = [ink, value].map((each) => formatNumber(each, GLANCE_DIGITS));
  return `ink ${numbers[0]}: ${numbers[1]}, ${value === 0 ? "says nothing" : speaks}`;
}

/**
 * Return the lines that add up to the difference of the two logits: a number, and what it is.
 * @param {EvidenceNumbers} evidence
 * @param {readonly string[]} classes
 * @param {boolean} isDeep whether there are hidden layers
 * @returns {[number: string, words: string][]}
 */
export function accountLines(evidence, classes, isDeep) {
  const [one, other] = [classes[evidence.one], classes[evidence.other]];
  const [many, few] = evidence.counts;
  const written = (/** @type {number} */ value) => formatNumber(value, SUM_DIGITS);
  const signed = (/** @type {number} */ value) => `${value < 0 ? "" : "+"}${written(value)}`;
  const [first, second] = evidence.logits.map(written);
  return [
    [signed(evidence.favoring), `from ${many} pixels that spoke for ${one} (orange)`],
    [signed(evidence.opposing), `from ${few} pixels that spoke for ${other} (blue, with a dash)`],
    [
      signed(evidence.biases),
      `from the biases${isDeep ? ", through the hidden units as they are now" : ""}`,
    ],
    [
      `= ${formatNumber(evidence.difference, GLANCE_DIGITS)}`,
      `together: the logit of ${one}, ${first}, minus the logit of ${other}, ${second}`,
    ],
  ];
}
