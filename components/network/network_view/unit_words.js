// What is written about a unit: its title, its terms, and the steps from the products to the output.

import { bracketed, digitsEnough, formatNumber, MOST_DIGITS } from "../../ui/js/format.js";
import { GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";
import { capitalized } from "./names.js";

/** @import { Numbers, Shown, UnitNumbers } from "./types.d.ts" */

const glance = (/** @type {number} */ value) => formatNumber(value, GLANCE_DIGITS);
const sum = (/** @type {number} */ value) => formatNumber(value, SUM_DIGITS);

/**
 * @param {string} name of the unit
 * @param {number} units of its layer
 * @param {number} terms
 * @param {boolean} isLast whether it is a logit
 */
export const unitTitle = (name, units, terms, isLast) =>
  isLast
    ? `The ${name}: a sum of ${terms} products`
    : `${capitalized(name)} of ${units}: a sum of ${terms} products`;

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
 * @param {number} shown rows
 * @param {number} count of all terms
 * @param {string} what a row is
 */
export const termsNote = (shown, count, what) =>
  shown < count
    ? `${what}; the other ${count - shown} are smaller and stand in the picture above`
    : what;

/**
 * Return the steps from the products to the output: what is done, its number, and a note.
 * @param {UnitNumbers} unit
 * @param {Shown} shown
 * @returns {string[][]}
 */
export function stepTexts(unit, { hidden, softmax }) {
  const layer = hidden[unit.layer];
  const steps = [
    ["products", sum(unit.products_sum), "all added up"],
    ["+ bias", sum(unit.bias), ""],
    ["= sum", glance(unit.sum), layer ? "" : "the logit"],
  ];
  if (!layer) return [...steps, ...softmaxSteps(unit, softmax)];
  const activated = `${layer.activation}(${formatNumber(unit.sum, unit.sum_digits)})`;
  return [...steps, [activated, glance(unit.output), "the output"]];
}

/**
 * @param {UnitNumbers} unit
 * @param {Shown["softmax"]} softmax
 */
function softmaxSteps({ unit, sum: logit, output }, { largest, shifted, powers, total }) {
  const difference = shifted[unit];
  const follows =
    glance(Number(logit.toFixed(4)) - Number(largest.toFixed(4))) === glance(difference);
  const digits = digitsEnough([difference], powers[unit], SUM_DIGITS, Math.exp) ?? MOST_DIGITS;
  return [
    ["− largest logit", glance(largest), `${follows ? "=" : "≈"} ${glance(difference)}`],
    [`exp(${formatNumber(difference, digits)})`, sum(powers[unit]), ""],
    [`÷ ${sum(total)}`, glance(output), "the share"],
  ];
}
