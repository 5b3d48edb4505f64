// The steps of a recording: where they are in its epochs and charts.

/** @import { Frame, Payload } from "./payload.d.ts" */

/** @typedef {Map<number, Frame>} Frames by step */
/** @typedef {"loss" | "accuracy" | "gradient"} Scale */

/**
 * Return the index of a step among those available, or else of the last one before it.
 * @param {number[]} steps in order
 * @param {number} step
 */
export function indexOfStep(steps, step) {
  let index = 0;
  while (index + 1 < steps.length && steps[index + 1] <= step) index++;
  return index;
}

/** @type {(data: Pick<Payload, "startStep" | "totalSteps" | "epochs">, step: number) => number} */
export const epochAt = ({ startStep, totalSteps, epochs }, step) =>
  ((step - startStep) / (totalSteps - startStep)) * epochs;

/**
 * Return the step that ends the epoch a step is in.
 * @param {Pick<Payload, "startStep" | "totalSteps" | "epochs">} data
 * @param {number} step
 */
export function endOfEpoch(data, step) {
  const { startStep, totalSteps, epochs } = data;
  const next = Math.floor(epochAt(data, step) + 1e-9) + 1;
  return Math.min(totalSteps, Math.round(startStep + ((totalSteps - startStep) * next) / epochs));
}

/**
 * Return how many available steps an epoch has, which sets the pace of playback.
 * @param {Payload} data
 * @param {number[]} steps
 */
export function stepsPerEpoch(data, steps) {
  const last = steps.length - 1;
  const epochs = epochAt(data, steps[last]) - epochAt(data, steps[0]);
  return epochs > 0 ? last / epochs : 10;
}

/** @type {(values: (number | null)[]) => number[]} */
export const withoutNull = (values) => values.filter((value) => value !== null);

/**
 * Return the ends of each chart's scale. The scale of a loss that explodes is logarithmic.
 * @param {Pick<Payload, "history" | "recordedSteps">} data
 * @param {Frames} frames
 * @returns {Record<Scale, [low: number, high: number]> & { isLogLoss: boolean }}
 */
export function chartScales({ history, recordedSteps }, frames) {
  const losses = withoutNull([...history.loss, ...history.validation_loss]);
  const highest = Math.max(0.1, ...losses);
  const isLogLoss = highest > 50;
  const worst = Math.min(
    0.9,
    ...withoutNull([...history.accuracy, ...history.validation_accuracy]),
  );
  const layers = recordedSteps.flatMap((step) => frames.get(step)?.layers ?? []);
  const gradients = withoutNull(layers.map(({ gradient }) => gradient)).filter((size) => size > 0);
  return {
    isLogLoss,
    loss: isLogLoss
      ? [Math.max(1e-3, Math.min(1, ...losses)), highest]
      : [0, Math.ceil(highest * 5) / 5],
    accuracy: [Math.floor(worst * 10) / 10, 1],
    gradient: [Math.min(0.1, ...gradients), Math.max(1, ...gradients)],
  };
}

/** @type {(recorded: { frames: Frames, steps: number[] }, position: number) => Frame} */
export const frameAt = ({ frames, steps }, position) =>
  /** @type {Frame} */ (frames.get(steps[position]));
