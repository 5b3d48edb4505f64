// Two layers over one input: what they compute, and the one layer that computes the same.

import { denseLayer, traceDense } from "../../ui/js/nn/dense.js";
import { sumOf } from "../../ui/js/nn/sums.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

export const RANGE = { left: -4, right: 4, bottom: -3, top: 5 }; // of the plot

/**
 * @param {Pick<Payload, "hidden" | "output">} data
 * @returns {State}
 */
export const initialState = ({ hidden, output }) => ({
  hidden: structuredClone(hidden),
  output: structuredClone(output),
  activation: "linear",
  bend: 0,
});

/**
 * Return what both layers make of an input.
 * @param {Pick<State, "hidden" | "output">} state
 * @param {string} activation of the hidden layer
 * @param {number} input
 */
export function outcomeOf({ hidden, output }, activation, input) {
  const first = layerOf(hidden, activation);
  const { outputs } = traceDense(Float64Array.of(input), first);
  const [result] = traceDense(outputs, layerOf(output, "linear")).outputs;
  return { hidden: outputs, output: result };
}

/** @type {(numbers: Payload["hidden"], activation: string) => import("../../ui/js/nn/dense.js").DenseLayer} */
const layerOf = ({ kernel, bias }, activation) =>
  denseLayer(Float64Array.from(kernel), Float64Array.from(bias), activation);

/**
 * Return the weight and the bias of the one neuron that computes what both layers do without an
 * activation function.
 * @param {Pick<State, "hidden" | "output">} state
 */
export function collapsed({ hidden, output }) {
  const times = (/** @type {number[]} */ numbers) =>
    sumOf(numbers.map((number, unit) => number * output.kernel[unit]));
  return { weight: times(hidden.kernel), bias: times(hidden.bias) + output.bias[0] };
}

/**
 * Return the inputs at which a hidden neuron's sum is zero, where ReLU has its corner.
 * @param {Pick<State, "hidden">} state
 */
export function cornersOf({ hidden }) {
  return hidden.kernel
    .map((weight, unit) => (weight ? (0 - hidden.bias[unit]) / weight : Number.NaN))
    .filter((corner) => corner > RANGE.left && corner < RANGE.right)
    .sort((one, other) => one - other);
}

/**
 * Return the inputs between which everything is straight.
 * @param {Pick<State, "hidden">} state
 */
export const bendsOf = (state) => [RANGE.left, ...cornersOf(state), RANGE.right];

/**
 * Return the output over the input while the switch moves from no activation function to ReLU.
 * @param {State} state
 * @returns {[input: number, output: number][]}
 */
export function curveOf(state) {
  return bendsOf(state).map((input) => {
    const straight = outcomeOf(state, "linear", input).output;
    const bent = outcomeOf(state, "relu", input).output;
    return [input, straight + (bent - straight) * state.bend];
  });
}

/**
 * Return what a hidden neuron puts out over the input, as far as the switch has moved.
 * @param {State} state
 * @param {number} unit
 * @returns {[input: number, output: number][]}
 */
export function hiddenCurveOf(state, unit) {
  return bendsOf(state).map((input) => {
    const straight = outcomeOf(state, "linear", input).hidden[unit];
    const bent = outcomeOf(state, "relu", input).hidden[unit];
    return [input, straight + (bent - straight) * state.bend];
  });
}
