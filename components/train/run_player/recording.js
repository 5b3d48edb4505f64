// The steps of a recording: where they are in its epochs and charts, and their texts.

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

/**
 * Return the position of a step in its training.
 * @param {Pick<Payload, "totalSteps" | "trainedSteps" | "texts">} data
 * @param {Pick<Frame, "step" | "epoch">} frame
 */
export function stepText({ totalSteps, trainedSteps, texts }, { step, epoch }) {
  if (step <= 0) return texts.untrained;
  const batch = `batch ${step.toLocaleString("en")} of ${totalSteps.toLocaleString("en")}`;
  return `epoch ${epoch}, ${batch}${step > trainedSteps ? ", ahead of the held training" : ""}`;
}

/**
 * Return after which batch the validation metrics were evaluated.
 * @param {Pick<Frame, "validationStep">} frame
 */
export const validationText = ({ validationStep }) =>
  validationStep ? `after batch ${validationStep.toLocaleString("en")}` : "before the first batch";

const NOT_A_NUMBER = "not a number";
/** @type {(share: number | null) => string} */
const percent = (share) => (share === null ? NOT_A_NUMBER : `${(100 * share).toFixed(2)} %`);
/** @type {(value: number | null) => string} */
const number = (value) => {
  if (value === null) return NOT_A_NUMBER;
  return value < 1e4 ? value.toFixed(4) : value.toPrecision(3);
};

/**
 * Return a step's loss and accuracy, of validation and of training.
 * @param {Pick<Frame, "metrics" | "averagedBatches" | "validationStep">} frame
 * @param {string} singleBatch describes the metrics of a single batch
 */
export function metricsText(frame, singleBatch) {
  const [loss, accuracy, validationLoss, validationAccuracy] = frame.metrics;
  let batches = " of the first batch, before learning";
  if (frame.averagedBatches > 1) batches = ` over ${frame.averagedBatches} batches`;
  else if (frame.averagedBatches) batches = ` ${singleBatch}`;
  const validation = `accuracy ${percent(validationAccuracy)}, loss ${number(validationLoss)}`;
  const trained = `accuracy ${percent(accuracy)}, loss ${number(loss)}`;
  return `validation ${validationText(frame)}: ${validation}\ntraining${batches}: ${trained}`;
}
