// The gradient of one input: the units whose gradients add up to it, in whole units of the last
// digit shown, as models.nn.backprop and models.explain.written_sum count them.

import { formatNumber, inUnits } from "../../ui/js/format.js";
import { firstLayer } from "./net.js";

/** @import { Net } from "./net.js" */

/** @typedef {{ unit: number, weight: number, d: number, exact: number, written: number }} Term */
/** @typedef {ReturnType<typeof sumOf>} Sum */

const FEW = 8; // terms that are all written out
const LISTED = 6; // terms written out where there are more
const DRAWN = 12; // terms drawn as lines

/** @type {(terms: Term[]) => number} */
const writtenSum = (terms) => terms.reduce((sum, term) => sum + term.written, 0);

/**
 * Return the terms of one gradient and what their written numbers add up to.
 * @param {Pick<Net, "digits" | "blocks" | "kernel" | "vector">} net
 * @param {number} index in the vector
 */
export function sumOf(net, index) {
  const { digits } = net;
  const units = firstLayer(net).values;
  /** @type {Term[]} */
  const terms = units.map((d, unit) => {
    const weight = net.kernel[index * units.length + unit];
    return { unit, weight, d, exact: weight * d, written: inUnits(weight * d, digits) };
  });
  const bySize = terms.toSorted((a, b) => Math.abs(b.exact) - Math.abs(a.exact) || a.unit - b.unit);
  const listed = terms.length <= FEW ? terms : bySize.slice(0, LISTED);
  const rest = terms.length <= FEW ? [] : bySize.slice(LISTED);
  const total = inUnits(net.vector[index], digits);
  return {
    listed,
    rest,
    others: writtenSum(rest),
    rounding: total - writtenSum(terms),
    total,
    strongest: bySize.slice(0, DRAWN),
  };
}

/**
 * Return what is written of one gradient.
 * @param {Pick<Net, "vector" | "ink" | "columns" | "digits" | "inkDigits">} net
 * @param {number} index
 */
export function wordsOf({ vector, ink, columns, digits, inkDigits }, index) {
  const row = Math.floor(index / columns);
  const column = index % columns;
  const value = formatNumber(vector[index], digits);
  const sum = `index = row·W + col = ${row}·${columns} + ${column} = ${index}`;
  return {
    pixel: `${row},${column}`,
    value: `dL/dvector[${index}] = dL/dimage[${row}, ${column}] = ${value}`,
    arithmetic: `${sum}; its ink is ${formatNumber(ink[index], inkDigits)}`,
  };
}
