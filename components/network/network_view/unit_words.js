// What is written about a unit: its terms, and the steps from the products to the output.

import { bracketed, digitsEnough, formatNumber, MOST_DIGITS } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";

/** @import { Words } from "../../ui/js/words.js" */
/** @import { Shown, UnitNumbers } from "./types.d.ts" */

const glance = (/** @type {number} */ value) => formatNumber(value, GLANCE_DIGITS);
const sum = (/** @type {number} */ value) => formatNumber(value, SUM_DIGITS);

/** @type {(factor: number, weight: number) => string} */
export const factorsText = (factor, weight) => `${glance(factor)} × ${bracketed(glance(weight))}`;

/**
 * Write a product; its factors are shown with four digits, whose product may have another last digit.
 * @type {(factor: number, weight: number, product: number) => string}
 */
export function productText(factor, weight, product) {
  const follows = glance(factor * weight) === glance(product);
  return `${factorsText(factor, weight)} ${follows ? "=" : "≈"} ${glance(product)}`;
}

/**
 * Return the note below a list of terms, of which the smallest may be left out.
 * @param {number} shown rows
 * @param {number} count of all terms
 * @param {string} note
 * @param {string} more the note where some are left out; `[[count]]` is how many
 */
export const termsNote = (shown, count, note, more) =>
  shown < count ? withGaps(more, { count: count - shown }) : note;

/**
 * Return the steps from the products to the output: what is done, its number, and a note.
 * @param {UnitNumbers} unit
 * @param {Shown} shown
 * @param {Words} words
 * @returns {string[][]}
 */
export function stepTexts(unit, { hidden, softmax }, words) {
  const layer = hidden[unit.layer];
  const steps = [
    [words["step sum"], sum(unit.products_sum), words["step sum note"]],
    [words["step bias"], sum(unit.bias), ""],
    [words["step z"], glance(unit.sum), layer ? "" : words["step logit note"]],
  ];
  if (!layer) return [...steps, ...softmaxSteps(unit, softmax, words)];
  const activated = `${layer.activation}(${formatNumber(unit.sum, unit.sum_digits)})`;
  return [...steps, [activated, glance(unit.output), words["step output note"]]];
}

/**
 * @param {UnitNumbers} unit
 * @param {Shown["softmax"]} softmax
 * @param {Words} words
 */
function softmaxSteps({ unit, sum: logit, output }, { largest, shifted, powers, total }, words) {
  const difference = shifted[unit];
  const follows =
    glance(Number(logit.toFixed(4)) - Number(largest.toFixed(4))) === glance(difference);
  const digits = digitsEnough([difference], powers[unit], SUM_DIGITS, Math.exp) ?? MOST_DIGITS;
  return [
    [words["step shifted"], glance(largest), `${follows ? "=" : "≈"} ${glance(difference)}`],
    [`exp(${formatNumber(difference, digits)})`, sum(powers[unit]), ""],
    [`÷ ${sum(total)}`, glance(output), words["step probability note"]],
  ];
}
