// The step explainer's state in the browser: the open part, the followed image, the chosen weight.

import { colorLimits, unpackStep } from "./step_numbers.js";

/** @import { Payload, Step } from "./payload.d.ts" */
/** @import { NumberName, StepNumbers } from "./step_numbers.js" */

/**
 * @typedef {object} State
 * @property {number} open index of the open part
 * @property {boolean} all whether all parts are shown
 * @property {number} image index of the followed image in the batch
 * @property {number | null} pressId of the press that asked for the step
 * @property {string} [run] the run's id
 * @property {number} [batch] number of the step
 * @property {boolean} [isPending] whether the step's numbers are yet to come
 * @property {string} [subject] what the numbers are about
 * @property {number} [layer] of the unit
 * @property {number} [inputs] of the unit
 * @property {StepNumbers} [numbers]
 * @property {Record<NumberName, number>} [limits] values of full color
 * @property {number} weight index of the chosen weight; the bias is the last
 * @property {number} [pointed] index of the weight under the pointer
 * @property {[layer: number, unit: number]} [requestedUnit]
 * @property {ResizeObserver | null} [observer]
 */

export const PARTS = ["batch", "forward", "loss", "gradients", "update"];

/** @type {() => State} */
export const initialState = () => ({ open: 0, all: false, image: 0, pressId: null, weight: -1 });

/**
 * Store the press that asked for a step, and return whether it is a new one. Another step begins
 * with its first part.
 * @param {State} state
 * @param {Pick<Payload, "pressId" | "batch" | "run">} data
 */
export function storePress(state, { pressId, batch, run }) {
  if (state.pressId === pressId) return false;
  const isOtherStep = state.batch !== batch || state.run !== run;
  Object.assign(state, { pressId, batch, run });
  if (isOtherStep) Object.assign(state, { open: 0, image: 0, weight: -1 });
  return true;
}

/**
 * Return the step's numbers, unpacked once. The same weight stays chosen for another unit of the
 * layer; otherwise it is that of the largest gradient.
 * @param {State} state
 * @param {Pick<Payload, "run">} data
 * @param {Step} step
 * @returns {StepNumbers}
 */
export function updateNumbers(state, { run }, step) {
  const { inputs, layer, unit } = step;
  const subject = `${run} ${step.step} ${layer} ${unit}`;
  if (state.numbers === undefined || state.subject !== subject) {
    const isSameLayer = state.numbers && state.inputs === inputs && state.layer === layer;
    Object.assign(state, { subject, inputs, layer, pointed: undefined });
    if (!isSameLayer || state.weight < 0) state.weight = step.largestGradient;
    state.numbers = unpackStep(step);
    state.limits = colorLimits(state.numbers);
  }
  const [wantedLayer, wantedUnit] = state.requestedUnit ?? [];
  if (wantedLayer === layer && wantedUnit === unit) state.requestedUnit = undefined;
  return state.numbers;
}

/** @type {(state: Pick<State, "all" | "open">, name: string) => boolean} */
export const isShown = (state, name) => state.all || PARTS[state.open] === name;

/**
 * Open one part, the nearest there is.
 * @param {State} state
 * @param {number} index
 */
export function openPart(state, index) {
  state.open = Math.max(0, Math.min(PARTS.length - 1, index));
  state.all = false;
}

/**
 * Point at a weight, or choose it; return whether anything changed.
 * @param {State} state
 * @param {number} index
 * @param {boolean} isChosen whether it stays
 */
export function pointAt(state, index, isChosen) {
  if (!isChosen && state.pointed === index) return false;
  if (isChosen) state.weight = index;
  state.pointed = isChosen ? undefined : index;
  return true;
}
