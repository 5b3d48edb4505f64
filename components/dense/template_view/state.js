// A neuron whose weights the learner moves: its numbers, and how they change.

import { denseLayer, traceDense, traceNeuron } from "../../ui/js/nn/dense.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

export const LARGEST = 2; // weight
export const STEP = 0.5;

/**
 * Return the state of a neuron as it was sent.
 * @param {Pick<Payload, "source" | "values" | "weights">} data
 * @returns {State}
 */
export const initialState = ({ source, values, weights }) => ({
  source,
  values: [...values],
  weights: [...weights],
  selected: Math.floor(weights.length / 2),
});

/**
 * Return everything the neuron computes, without a bias.
 * @param {Pick<State, "values" | "weights">} state
 */
export function neuronOf({ values, weights }) {
  const layer = denseLayer(Float64Array.from(weights), Float64Array.of(0));
  return traceNeuron(traceDense(Float64Array.from(values), layer), 0);
}

/**
 * Set a weight to the nearest that there is.
 * @param {State} state
 * @param {number} index
 * @param {number} weight
 */
export function setWeight(state, index, weight) {
  const nearest = Math.round(weight / STEP) * STEP;
  state.weights[index] = Math.max(-LARGEST, Math.min(LARGEST, nearest)) || 0; // no minus zero
}

/**
 * Put full ink on a pixel, or take it away.
 * @param {State} state
 * @param {number} index
 * @param {number} full
 */
export function toggleInk(state, index, full) {
  state.values[index] = state.values[index] ? 0 : full;
}
