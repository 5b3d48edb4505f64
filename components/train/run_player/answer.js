// What the network predicts for the learner's digit, and when it was right for the first time.

import { withGaps } from "../../ui/js/gaps.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { countText, percentText } from "./words.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {(number | null)[]} Probabilities */

/** @type {(probabilities: Probabilities) => number} */
export const predicted = (probabilities) => largestAt(probabilities.map((each) => each ?? 0));

/**
 * Return the first step at which a digit is predicted correctly, as far as is known.
 * @param {Pick<Payload, "predictions" | "drawing">} data
 * @param {number[]} steps in order
 * @returns {number | undefined}
 */
export function firstCorrect({ predictions, drawing }, steps) {
  if (typeof drawing?.digit !== "number") return undefined;
  return steps.find((step) => predictions[step] && predicted(predictions[step]) === drawing.digit);
}

/**
 * Return the prediction at a step, and whether it is correct where the digit is known.
 * @param {Pick<Payload, "predictions" | "drawing" | "words" | "isRunning">} data
 * @param {number} step
 */
export function answerText({ predictions, drawing, words, isRunning }, step) {
  const probabilities = predictions[step];
  if (!probabilities) return words[isRunning ? "prediction later" : "prediction comes"];
  const digit = predicted(probabilities);
  const gaps = { digit, share: percentText(words, probabilities[digit], 0) };
  if (typeof drawing?.digit !== "number") return withGaps(words.predicts, gaps);
  return withGaps(words[digit === drawing.digit ? "predicts right" : "predicts wrong"], gaps);
}

/**
 * Return what a learner who rewinds is told at a step.
 * @param {Pick<Payload, "predictions" | "drawing" | "words" | "isRunning">} data
 * @param {number[]} steps all that are recorded
 * @param {number} step that is shown
 */
export function rewindText(data, steps, step) {
  const { words, drawing, predictions } = data;
  const isKnown = steps.length > 1 && steps.every((each) => predictions[each]);
  if (!isKnown || typeof drawing?.digit !== "number") return "";
  const first = firstCorrect(data, steps);
  if (first === undefined) return words["never right"];
  if (first !== step) return "";
  return first === steps[0]
    ? words["right from start"]
    : withGaps(words["first right"], { step: countText(first) });
}
