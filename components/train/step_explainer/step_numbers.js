// A step's numbers, unpacked, and the names and color limits derived from them.

import { largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { fromBase64, unpackNumbers } from "../../ui/js/wire.js";

/** @import { Step } from "./payload.d.ts" */
/** @import { PackedNumbers } from "../../ui/js/packed_numbers.d.ts" */
/** @import { Words } from "../../ui/js/words.js" */

/** @typedef {Float32Array | Float64Array} Floats */
/** @typedef {"before" | "gradient" | "update" | "after"} NumberName */

/**
 * A step's numbers; one per weight, the bias last.
 * @typedef {Record<NumberName | "spacing" | "probabilities" | "losses", Floats> & { levels: Uint8Array[],
 *   intermediates: Record<string, Floats | number> }} StepNumbers
 */

/**
 * @param {Step} step
 * @returns {StepNumbers}
 */
export function unpackStep(step) {
  const intermediates = Object.entries(step.intermediates).map(([name, each]) => [
    name,
    unpackIntermediate(each),
  ]);
  return {
    probabilities: unpackNumbers(step.probabilities),
    losses: unpackNumbers(step.losses),
    before: unpackNumbers(step.before),
    gradient: unpackNumbers(step.gradient),
    update: unpackNumbers(step.update),
    after: unpackNumbers(step.after),
    spacing: unpackNumbers(step.spacing),
    levels: step.images.map(fromBase64),
    intermediates: Object.fromEntries(intermediates),
  };
}

/** @type {(each: PackedNumbers | number | null) => Floats | number} */
const unpackIntermediate = (each) =>
  typeof each === "number" || each === null ? (each ?? Number.NaN) : unpackNumbers(each);

/**
 * Return the value of full color in each image; before and after share one, to be comparable.
 * @param {Pick<StepNumbers, NumberName>} numbers
 * @returns {Record<NumberName, number>}
 */
export function colorLimits({ before, gradient, update, after }) {
  const weights = Math.max(largestOf(before), largestOf(after)) || 1;
  return {
    before: weights,
    after: weights,
    gradient: largestOf(gradient) || 1,
    update: largestOf(update) || 1,
  };
}

/**
 * Return a weight's name.
 * @param {Words} words
 * @param {Pick<Step, "inputs" | "readsPixels" | "rowLength">} step
 * @param {number} index
 */
export function weightName(words, { inputs, readsPixels, rowLength }, index) {
  if (index === inputs) return words.bias;
  if (!readsPixels) return withGaps(words["input weight"], { input: index });
  const [row, column] = [Math.floor(index / rowLength), index % rowLength];
  return withGaps(words["pixel weight"], { row, column });
}

/** @type {(words: Words, index: number, count: number) => string} */
export const layerName = (words, index, count) =>
  index === count - 1
    ? words["output layer"]
    : withGaps(words["hidden layer"], { layer: index + 1 });
