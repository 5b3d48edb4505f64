// The neuron's arithmetic in whole units of the last decimal shown, as models/explain/written_sum.py
// has it: float64, the same order, the same rounding.

import { inUnits } from "../../ui/js/format.js";
import { ACTIVATIONS } from "../../ui/js/nn/activations.js";

/** @import { Numbers } from "./payload.d.ts" */

/**
 * What a neuron computes from.
 * @typedef {object} Neuron
 * @property {number[]} inputs
 * @property {number[]} order indices, the largest product first
 * @property {number} digits decimals that are shown
 * @property {string} activation
 * @property {number[]} sums of all the layer's units
 * @property {number} unit
 */

/**
 * Return the numbers of a neuron with other weights.
 * @param {Neuron} neuron
 * @param {number[]} weights
 * @param {number} bias
 * @returns {Numbers}
 */
export function numbersOf({ inputs, order, digits, activation, sums, unit }, weights, bias) {
  const exact = inputs.map((input, index) => input * weights[index]);
  const products = exact.map((product) => inUnits(product, digits));
  const sum = exact.reduce((total, product) => total + product, 0) + bias;
  return {
    weights,
    products,
    bias,
    sum,
    running: {
      vector: runningSums(products),
      size: runningSums(order.map((index) => products[index])),
    },
    biasUnits: inUnits(bias, digits),
    sumUnits: inUnits(sum, digits),
    output: ACTIVATIONS[activation].apply(Float64Array.from(sums).fill(sum, unit, unit + 1))[unit],
  };
}

/** @param {number[]} values */
function runningSums(values) {
  let total = 0;
  return values.map((value) => (total += value));
}
