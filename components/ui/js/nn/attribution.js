// Attribution: which pixels spoke for one class and against another, to the last digit.

import { ACTIVATIONS } from "./activations.js";

/** @import { DenseLayer, DenseTrace } from "./dense.js" */
/** @import { NetworkTrace } from "./network.js" */

/**
 * The parts of the difference of two logits: the sum of the pixels, and the biases.
 * @typedef {object} Attribution
 * @property {Float64Array} pixels (inputs,): above 0 favors the first class, below 0 the second
 * @property {number} biases the biases' part, with the factors of this image
 * @property {number} difference the first class's logit minus the second's
 */

/**
 * Attribute the difference of two logits to the pixels and the biases.
 *
 * A unit's output is its sum times a factor (1 or 0 with relu), so the difference is a weighted
 * sum of the pixels. With linear, relu and leaky_relu this is the gradient times the input; with
 * the curved activations it is the secant from 0 instead of the tangent, and adds up as exactly.
 * @param {NetworkTrace} trace
 * @param {number} one the class in favor
 * @param {number} other the class against
 * @returns {Attribution}
 * @throws {RangeError} no such class, or a hidden layer whose units are mixed (softmax)
 */
export function traceAttribution({ flatten, dense }, one, other) {
  const last = dense[dense.length - 1];
  const { kernel, bias, units, inputs } = last.layer;
  for (const each of [one, other]) {
    if (!(each >= 0 && each < units)) {
      throw new RangeError(`this network has ${units} classes, none is number ${each}`);
    }
  }
  // Of the difference, for each unit below.
  let weights = new Float64Array(inputs).map(
    (_, row) => kernel[row * units + one] - kernel[row * units + other],
  );
  let biases = bias[one] - bias[other];
  for (const hidden of dense.slice(0, -1).reverse()) {
    const { atZero, factors } = split(hidden);
    biases += dot(atZero, weights);
    weights = weights.map((weight, unit) => weight * factors[unit]);
    biases += dot(hidden.layer.bias, weights);
    weights = throughKernel(hidden.layer, weights);
  }
  return {
    pixels: flatten.vector.map((value, at) => value * weights[at]),
    biases,
    difference: last.sums[one] - last.sums[other],
  };
}

/**
 * Split each unit's output into what it gives at 0 and a factor times its sum.
 * @param {DenseTrace} dense
 */
function split({ layer, sums, outputs }) {
  const { apply, elementwise } = ACTIVATIONS[layer.activation];
  if (!elementwise) {
    throw new RangeError(
      `a hidden layer with ${layer.activation} mixes its units, ` +
        "so its outputs cannot be shared out among its inputs",
    );
  }
  const atZero = apply(new Float64Array(sums.length));
  const factors = sums.map((sum, unit) => (sum === 0 ? 0 : (outputs[unit] - atZero[unit]) / sum));
  return { atZero, factors };
}

/**
 * Return each input's weight, from those of the units that read it: kernel @ weights.
 * @param {DenseLayer} layer
 * @param {Float64Array} weights (units,)
 */
function throughKernel({ kernel, inputs, units }, weights) {
  return new Float64Array(inputs).map((_, row) => {
    let sum = 0;
    for (let unit = 0; unit < units; unit++) sum += kernel[row * units + unit] * weights[unit];
    return sum;
  });
}

/**
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 */
function dot(a, b) {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}
