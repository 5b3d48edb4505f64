// What the player says of a step: where it is, its loss and accuracy, and its layers.

import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";

/** @import { Frame, LayerFrame, Payload } from "./payload.d.ts" */

/** @typedef {Record<string, string>} Words */

/** @type {(count: number) => string} */
export const countText = (count) => count.toLocaleString("en");

/**
 * Return the position of a step in its training. In the scene before the question on how many steps
 * there are, that is its epoch alone.
 * @param {Pick<Payload, "scene" | "epochs" | "totalSteps" | "trainedSteps" | "words">} data
 * @param {Pick<Frame, "step" | "epoch">} frame
 */
export function stepText({ scene, epochs, totalSteps, trainedSteps, words }, { step, epoch }) {
  if (step <= 0) return words.untrained;
  const gaps = { epoch, epochs, step: countText(step), steps: countText(totalSteps) };
  if (scene === "train") return withGaps(words.epoch, gaps);
  return withGaps(step > trainedSteps ? words.ahead : words.step, gaps);
}

/**
 * Return after which batch the validation metrics were evaluated.
 * @param {Words} words
 * @param {Pick<Frame, "validationStep">} frame
 */
export const validationText = (words, { validationStep }) =>
  validationStep
    ? withGaps(words["after batch"], { step: countText(validationStep) })
    : words["before batch"];

/** @type {(words: Words, share: number | null, digits?: number) => string} */
export const percentText = (words, share, digits = 2) =>
  share === null ? words["no number"] : `${(100 * share).toFixed(digits)}%`;

/** @type {(words: Words, value: number | null) => string} */
function lossText(words, value) {
  if (value === null) return words["no number"];
  return value < 1e4 ? value.toFixed(4) : value.toPrecision(3);
}

/**
 * Return a step's loss and accuracy, of validation and of training.
 * @param {Words} words
 * @param {Pick<Frame, "metrics" | "averagedBatches" | "validationStep">} frame
 */
export function metricsText(words, frame) {
  const [loss, accuracy, validationLoss, validationAccuracy] = frame.metrics;
  const { averagedBatches } = frame;
  const few = averagedBatches ? "training batch" : "training first";
  const trained = words[averagedBatches > 1 ? "training batches" : few];
  return [
    withGaps(words.validation, {
      when: validationText(words, frame),
      accuracy: percentText(words, validationAccuracy),
      loss: lossText(words, validationLoss),
    }),
    withGaps(trained, {
      batches: averagedBatches,
      accuracy: percentText(words, accuracy),
      loss: lossText(words, loss),
    }),
  ].join("\n");
}

/**
 * Return how many validation images are predicted correctly, as a scene says it.
 * @param {Words} words
 * @param {Pick<Frame, "metrics" | "confusion">} frame
 */
export function correctText(words, { metrics, confusion }) {
  const classes = Math.sqrt(confusion.length);
  const correct = confusion.reduce((sum, n, at) => sum + (at % (classes + 1) ? 0 : n), 0);
  const images = confusion.reduce((sum, n) => sum + n, 0);
  return withGaps(words.correct, {
    correct: countText(correct),
    images: countText(images),
    accuracy: percentText(words, metrics[3], 1),
  });
}

/** @type {(words: Words, index: number, count: number) => string} */
export const layerText = (words, index, count) =>
  index === count - 1
    ? words["output layer"]
    : withGaps(words["hidden layer"], { layer: index + 1 });

/**
 * Return what the images of weights show, and whether neurons are dead or saturated.
 * @param {Words} words
 * @param {Pick<LayerFrame, "recordedUnits" | "units" | "dead" | "saturated" | "scale">} layer
 * @param {string} how each image is laid out
 * @param {string} when it was evaluated
 */
export function weightsText(words, { recordedUnits, units, dead, saturated, scale }, how, when) {
  const which = withGaps(words[recordedUnits < units ? "first units" : "all units"], {
    shown: recordedUnits,
    units,
  });
  const share = dead || saturated;
  const flat = { percent: `${Math.round(100 * share)}%`, when };
  const note = share ? withGaps(words[dead ? "dead units" : "saturated units"], flat) : "";
  return withGaps(words.weights, { which, how, scale: formatNumber(scale, 3) }) + note;
}
