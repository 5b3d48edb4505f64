// The neuron's arithmetic in whole units of the last decimal shown, as models/explain/written_sum.py
// has it: float64, the same order, the same rounding.

import { inUnits } from "../../ui/js/format.js";
import { ACTIVATIONS } from "../../ui/js/nn/activations.js";
import { runningSums, sumOf } from "../../ui/js/nn/sums.js";

/** @import { Curve, Payload } from "./payload.d.ts" */

/**
 * What is computed of a neuron: fields of the payload.
 * @typedef {Pick<Payload, "inputs" | "order" | "sums" | "lossless" | "curve" | "numbers">} NeuronResult
 */

const CURVE_POINTS = 161;
const EXACT = 1e-9; // far below any digit shown, far above float64's rounding

/**
 * Return everything that Python sends of a neuron, computed here.
 * @param {Pick<Payload, "inputs" | "sums" | "unit" | "digits" | "activation">} neuron with the sums of
 *   all the layer's units, of which the neuron's own is computed anew
 * @param {number[]} weights
 * @param {number} bias
 * @returns {NeuronResult}
 */
export function neuronOf({ inputs, sums, unit, digits, activation }, weights, bias) {
  const exact = inputs.map((input, index) => input * weights[index]);
  const products = exact.map((product) => inUnits(product, digits));
  const order = orderBySize(exact);
  const sum = totalOf(exact, sums.length) + bias;
  const newSums = sums.map((other, each) => (each === unit ? sum : other));
  return {
    inputs,
    order,
    sums: newSums,
    lossless: [...exact, bias].every((value) => isExact(value, digits)),
    curve: curveOf(activation, exact, sum),
    numbers: {
      weights,
      products,
      bias,
      sum,
      running: {
        vector: Array.from(runningSums(products)),
        size: Array.from(runningSums(order.map((index) => products[index]))),
      },
      biasUnits: inUnits(bias, digits),
      sumUnits: inUnits(sum, digits),
      output: ACTIVATIONS[activation].apply(Float64Array.from(newSums))[unit],
    },
  };
}

/** @type {(values: number[], units: number) => number} a single unit's column NumPy adds pairwise */
const totalOf = (values, units) =>
  units === 1 ? sumOf(values) : values.reduce((total, value) => total + value, 0);

/** @type {(values: number[]) => number[]} the indices, the largest size first */
const orderBySize = (values) =>
  [...values.keys()].sort((one, other) => Math.abs(values[other]) - Math.abs(values[one]));

/** @type {(value: number, digits: number) => boolean} whether no digit is lost in writing it */
const isExact = (value, digits) => Math.abs(inUnits(value, digits) / 10 ** digits - value) < EXACT;

/**
 * Return the activation over every sum on the way; null where it has no curve.
 * @param {string} activation
 * @param {number[]} products
 * @param {number} sum
 * @returns {Curve | null}
 */
function curveOf(activation, products, sum) {
  const { apply, elementwise } = ACTIVATIONS[activation];
  if (!elementwise) return null;
  const sizes = runningSums(products).map(Math.abs);
  const largest = sizes.reduce((most, size) => Math.max(most, size), Math.abs(sum));
  const reach = Math.max(4, 1.2 * largest);
  const step = (2 * reach) / (CURVE_POINTS - 1);
  const sums = Float64Array.from({ length: CURVE_POINTS }, (_, point) => point * step - reach);
  return { reach, values: Array.from(apply(sums)) };
}
