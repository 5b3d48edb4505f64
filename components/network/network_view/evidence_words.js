// What is written about evidence: of a pixel, and the account of all.

import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";

/** @import { Words } from "../../ui/js/words.js" */
/** @import { EvidenceNumbers } from "./types.d.ts" */

/**
 * @param {Words} words
 * @param {string} pixel its name
 * @param {number} value the pixel's own
 * @param {number} evidence
 * @param {[one: string, other: string]} classes in favor, and against
 */
export function pixelText(words, pixel, value, evidence, [one, other]) {
  return withGaps(evidence === 0 ? words["no evidence"] : words["pixel evidence"], {
    pixel,
    value: formatNumber(value, GLANCE_DIGITS),
    evidence: formatNumber(evidence, GLANCE_DIGITS),
    class: evidence > 0 ? one : other,
  });
}

/**
 * Return the lines that add up to the difference of the two logits: a number, and what it is.
 * @param {EvidenceNumbers} evidence
 * @param {readonly string[]} classes
 * @param {boolean} isDeep whether there are hidden layers
 * @param {Words} words
 * @returns {[number: string, words: string][]}
 */
export function accountLines(evidence, classes, isDeep, words) {
  const [one, other] = [classes[evidence.one], classes[evidence.other]];
  const [many, few] = evidence.counts;
  const written = (/** @type {number} */ value) => formatNumber(value, SUM_DIGITS);
  const signed = (/** @type {number} */ value) => `${value < 0 ? "" : "+"}${written(value)}`;
  const [first, second] = evidence.logits.map(written);
  return [
    [signed(evidence.favoring), withGaps(words["account for"], { count: many, class: one })],
    [signed(evidence.opposing), withGaps(words["account against"], { count: few, class: other })],
    [signed(evidence.biases), words[isDeep ? "account deep biases" : "account biases"]],
    [
      `= ${formatNumber(evidence.difference, GLANCE_DIGITS)}`,
      withGaps(words["account total"], { one, first, other, second }),
    ],
  ];
}
