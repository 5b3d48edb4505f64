// Activations: how a neuron bends its sum before passing it on.

import { erf } from "./erf.js";
import { traceSoftmax } from "./softmax.js";

/**
 * One activation.
 * @typedef {object} Activation
 * @property {(sums: Float64Array) => Float64Array} apply (units,) to (units,)
 * @property {boolean} elementwise false where an output depends on all the layer's sums
 */

/**
 * Return an activation that treats each sum alone.
 * @param {(sum: number) => number} apply
 * @returns {Activation}
 */
const each = (apply) => ({ apply: (sums) => sums.map((sum) => apply(sum)), elementwise: true });

/**
 * Every activation the lesson offers, keyed by its Keras name, as `ACTIVATIONS` in models/nn.
 * @type {Readonly<Record<string, Activation>>}
 */
export const ACTIVATIONS = {
  linear: each((sum) => sum),
  relu: each((sum) => Math.max(sum, 0)),
  leaky_relu: each((sum) => (sum >= 0 ? sum : 0.2 * sum)), // 0.2 is Keras's negative_slope
  // exp of a large positive number overflows; tanh gives the same and never does.
  sigmoid: each((sum) => 0.5 * (1 + Math.tanh(0.5 * sum))),
  tanh: each(Math.tanh),
  elu: each((sum) => (sum > 0 ? sum : Math.expm1(sum))),
  gelu: each((sum) => 0.5 * sum * (1 + erf(sum / Math.SQRT2))),
  softmax: { apply: (sums) => traceSoftmax(sums).probabilities, elementwise: false },
};
