// What a learner moves: one weight, or the learning rate.

/** @import { Payload } from "./payload.d.ts" */
/** @import { Scene, State } from "./types.d.ts" */

export const CURVED = ["slope", "nudge"]; // scenes with the loss over one weight
export const WHEELED = ["gears", "still", "deep", "silent"]; // scenes with wheels
const FIRST = 10; // steps from the weight itself at which a scene begins, so that there is a change

/** @type {(scene: Scene) => boolean} whether the images stand in a strip, above something else */
export const isStrip = (scene) => CURVED.includes(scene) || WHEELED.includes(scene);

/**
 * @param {Payload} data
 * @returns {State}
 */
export const initialState = (data) => ({ flights: [], ...beginning(data) });

/**
 * Return where a scene begins.
 * @param {Payload} data
 */
export const beginning = ({ weight, trials, open }) => ({
  at: middleOf(weight.steps) + (open ? FIRST : 0),
  rate: trials?.usual ?? 0,
});

/** @type {(steps: number[]) => number} the index at which the weight is as it was */
export const middleOf = (steps) => (steps.length - 1) / 2;

/**
 * Move the weight to the step that is nearest.
 * @param {State} state
 * @param {number[]} steps at equal distances
 * @param {number} value added to the weight
 */
export function moveTo(state, steps, value) {
  const last = steps.length - 1;
  const nearest = Math.round(((value - steps[0]) / (steps[last] - steps[0])) * last);
  state.at = Math.max(0, Math.min(last, nearest));
}

/**
 * Return how long the bar beside an image is, and how long it was, of the longest: its loss, or its
 * gradient, which may lie below zero; null where a scene has none.
 * @param {Payload} data
 * @param {Pick<State, "rate">} state
 * @param {number} nth the image
 */
export function barOf({ scene, images, trials }, { rate }, nth) {
  const losses = images.map((each) => each.loss);
  const longest = Math.max(...losses);
  const before = losses[nth] / longest;
  if (scene === "loss") return { length: before, before: 0 };
  if (scene === "rate" && trials)
    return { length: trials.rates[rate].losses[nth] / longest, before };
  if (scene !== "update") return null;
  const largest = Math.max(...images.map((each) => Math.abs(each.gradient)));
  return { length: images[nth].gradient / (largest || 1), before: 0 };
}

/** @type {(data: Payload, state: Pick<State, "at">) => number} what is added to the weight */
export const stepOf = ({ weight }, { at }) => weight.steps[at];

/**
 * Return how far the loss moves with the weight: by the ratios, and in truth.
 * @param {Payload} data
 * @param {Pick<State, "at">} state
 */
export function changesOf({ weight }, { at }) {
  const { steps, losses, input, d_sum: slope } = weight;
  const before = losses[middleOf(steps)];
  return {
    step: steps[at],
    sum: steps[at] * input,
    predicted: steps[at] * input * slope,
    before,
    after: losses[at],
    measured: losses[at] - before,
  };
}
