// A neuron from its weighted sum on: what the bias and the activation make of it.

import { ACTIVATIONS } from "../../ui/js/nn/activations.js";

/** @import { State } from "./types.d.ts" */

export const RANGE = { left: -10, right: 10, bottom: -1.5, top: 10 }; // of the plot
export const LIMITS = { weighted: 10, bias: 8 }; // how far each can be moved from 0
export const STEP = 0.5;

/**
 * Return what comes after the weighted sum.
 * @param {Pick<State, "weighted" | "bias">} state
 * @param {string} activation
 */
export function outcomeOf({ weighted, bias }, activation) {
  const sum = weighted + bias;
  const [output] = ACTIVATIONS[activation].apply(Float64Array.of(sum));
  return { sum, output, threshold: 0 - bias };
}

/**
 * Return the output over all weighted sums: between two corners it is straight.
 * @param {number} bias
 * @param {string} activation
 * @returns {[weighted: number, output: number][]}
 */
export function curveOf(bias, activation) {
  const ends = [RANGE.left, 0 - bias, RANGE.right];
  return ends.map((weighted) => [weighted, outcomeOf({ weighted, bias }, activation).output]);
}

/**
 * Move the weighted sum or the bias to the nearest value that there is.
 * @param {State} state
 * @param {"weighted" | "bias"} name
 * @param {number} value
 */
export function move(state, name, value) {
  const nearest = Math.round(value / STEP) * STEP;
  state[name] = Math.max(-LIMITS[name], Math.min(LIMITS[name], nearest)) || 0; // no minus zero
}

/**
 * Return which of the two a drag moves: what is nearer, the corner or the weighted sum.
 * @param {State} state
 * @param {number} weighted under the pointer
 * @returns {"weighted" | "bias"}
 */
export const grabbed = (state, weighted) =>
  Math.abs(weighted - state.weighted) < Math.abs(weighted + state.bias) ? "weighted" : "bias";
