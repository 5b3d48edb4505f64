// Dense: every output is a weighted sum of all inputs, bent by an activation.

import { ACTIVATIONS } from "./activations.js";
import { shapeText } from "./arrays.js";
import { runningSums, sumOf } from "./sums.js";

/** @import { Floats } from "./arrays.js" */

/**
 * A Dense layer's numbers: one column of weights and one bias per unit.
 * @typedef {object} DenseLayer
 * @property {Floats} kernel (inputs, units)
 * @property {Floats} bias (units,)
 * @property {string} activation a key of `ACTIVATIONS`
 * @property {number} inputs
 * @property {number} units
 */

/**
 * Everything a Dense layer computed on its way from inputs to outputs.
 * @typedef {object} DenseTrace
 * @property {DenseLayer} layer
 * @property {Float64Array} inputs (inputs,)
 * @property {Float64Array} sums (units,)
 * @property {Float64Array} outputs (units,)
 */

/**
 * One neuron's way from all inputs to its output.
 * @typedef {object} NeuronTrace
 * @property {Float64Array} inputs (inputs,)
 * @property {Float64Array} weights (inputs,)
 * @property {Float64Array} products (inputs,)
 * @property {Float64Array} runningSums (inputs,): the nth adds the products up to and including n
 * @property {number} bias
 * @property {number} sum the last running sum + bias
 * @property {number} output the sum after the activation
 */

/**
 * Return a layer whose numbers fit together.
 * @param {Floats} kernel (inputs, units), row by row
 * @param {Floats} bias (units,)
 * @param {string} [activation] a key of `ACTIVATIONS`
 * @returns {DenseLayer}
 * @throws {RangeError} the kernel is no whole number of rows; no such activation
 */
export function denseLayer(kernel, bias, activation = "linear") {
  const units = bias.length;
  const inputs = kernel.length / units;
  if (!Number.isInteger(inputs) || inputs === 0) {
    throw new RangeError(
      "a kernel of shape (inputs, units) goes with a bias of shape (units,); " +
        `got ${kernel.length} weights and ${units} biases`,
    );
  }
  if (!Object.hasOwn(ACTIVATIONS, activation)) {
    throw new RangeError(
      `no activation is called '${activation}'; there are ${Object.keys(ACTIVATIONS).join(", ")}`,
    );
  }
  return { kernel, bias, activation, inputs, units };
}

/**
 * Multiply, add up, add the bias, activate, and keep every number met on the way.
 * @param {Float64Array} inputs (inputs,), one example without the batch axis
 * @param {DenseLayer} layer
 * @returns {DenseTrace}
 * @throws {RangeError} the inputs do not fit the kernel
 */
export function traceDense(inputs, layer) {
  if (inputs.length !== layer.inputs) {
    throw new RangeError(
      `this layer reads ${layer.inputs} numbers, got shape ${shapeText([inputs.length])}`,
    );
  }
  const sums = weightedSums(inputs, layer);
  for (let unit = 0; unit < layer.units; unit++) sums[unit] += layer.bias[unit];
  return { layer, inputs, sums, outputs: ACTIVATIONS[layer.activation].apply(sums) };
}

/**
 * Return each unit's weighted sum, without its bias, (units,).
 * @param {Float64Array} inputs
 * @param {Pick<DenseLayer, "kernel" | "units">} layer
 */
export function weightedSums(inputs, { kernel, units }) {
  // A single column lies in one piece, and NumPy adds it pairwise.
  if (units === 1) return Float64Array.of(sumOf(inputs.map((input, at) => input * kernel[at])));
  const sums = new Float64Array(units);
  for (let row = 0; row < inputs.length; row++) {
    const input = inputs[row];
    for (let unit = 0; unit < units; unit++) sums[unit] += input * kernel[row * units + unit];
  }
  return sums;
}

/**
 * Return every input times every weight, (inputs, units), row by row.
 * @param {DenseTrace} trace
 */
export function productsOf({ inputs, layer: { kernel, units } }) {
  const products = new Float64Array(kernel.length);
  for (let at = 0; at < kernel.length; at++) {
    products[at] = inputs[Math.floor(at / units)] * kernel[at];
  }
  return products;
}

/**
 * Return one neuron's weights, products and running sums.
 * @param {DenseTrace} trace
 * @param {number} unit
 * @returns {NeuronTrace}
 * @throws {RangeError} the layer has no such unit
 */
export function traceNeuron({ inputs, layer, sums, outputs }, unit) {
  const { kernel, bias, units } = layer;
  if (!(unit >= 0 && unit < units)) {
    throw new RangeError(`a layer of ${units} units has no unit ${unit}`);
  }
  const weights = inputs.map((_, row) => kernel[row * units + unit]);
  const products = inputs.map((input, row) => input * weights[row]);
  return {
    inputs,
    weights,
    products,
    runningSums: runningSums(products),
    bias: bias[unit],
    sum: sums[unit],
    output: outputs[unit],
  };
}
