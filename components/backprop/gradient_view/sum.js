// The gradient of one input as the sum of its terms, one per unit, in whole units of the last digit
// shown, as models.nn.backprop and models.explain.written_sum count them.

import { formatNumber, inUnits } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { firstLayerBlock } from "./gradients.js";

/** @import { Gradients } from "./gradients.js" */

/** @typedef {{ unit: number, weight: number, unitGradient: number, exact: number, written: number }} Term */
/** @typedef {ReturnType<typeof gradientSum>} GradientSum */

const MAX_WRITTEN = 8; // terms that are all written out
const LISTED = 6; // terms written out where there are more
const DRAWN = 12; // terms drawn as lines

/** @type {(terms: Term[]) => number} */
const writtenSum = (terms) => terms.reduce((sum, term) => sum + term.written, 0);

/**
 * Return the terms of one gradient and what their written numbers add up to.
 * @param {Pick<Gradients, "digits" | "blocks" | "kernel" | "vector">} gradients
 * @param {number} index in the vector
 */
export function gradientSum(gradients, index) {
  const { digits } = gradients;
  const units = firstLayerBlock(gradients).values;
  /** @type {Term[]} */
  const terms = units.map((unitGradient, unit) => {
    const weight = gradients.kernel[index * units.length + unit];
    const exact = weight * unitGradient;
    return { unit, weight, unitGradient, exact, written: inUnits(exact, digits) };
  });
  const bySize = terms.toSorted((a, b) => Math.abs(b.exact) - Math.abs(a.exact) || a.unit - b.unit);
  const listed = terms.length <= MAX_WRITTEN ? terms : bySize.slice(0, LISTED);
  const rest = terms.length <= MAX_WRITTEN ? [] : bySize.slice(LISTED);
  const total = inUnits(gradients.vector[index], digits);
  return {
    listed,
    rest,
    restTotal: writtenSum(rest),
    rounding: total - writtenSum(terms),
    total,
    strongest: bySize.slice(0, DRAWN),
  };
}

/**
 * Return the text of one gradient.
 * @param {Pick<Gradients, "vector" | "ink" | "columns" | "digits" | "inkDigits" | "words">} gradients
 * @param {number} index
 */
export function gradientText({ vector, ink, columns, digits, inkDigits, words }, index) {
  const row = Math.floor(index / columns);
  const column = index % columns;
  const value = formatNumber(vector[index], digits);
  const pixel = formatNumber(ink[index], inkDigits);
  return {
    pixel: `${row},${column}`,
    value: `dL/dvector[${index}] = dL/dimage[${row}, ${column}] = ${value}`,
    arithmetic: withGaps(words.index, { row, columns, column, index, value: pixel }),
  };
}
