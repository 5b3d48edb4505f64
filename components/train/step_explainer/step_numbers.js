// A step's numbers, unpacked, and what follows from them.

import { largestOf, layerName } from "../../ui/js/format.js";
import { fromBase64, unpackNumbers } from "../../ui/js/wire.js";

/** @import { Step } from "./payload.d.ts" */
/** @import { PackedNumbers } from "../../ui/js/packed_numbers.d.ts" */

/** @typedef {Float32Array | Float64Array} Numbers */
/** @typedef {"before" | "gradient" | "update" | "after"} Name */

/**
 * A step's numbers; of a weight one each, the bias behind all weights.
 * @typedef {Record<Name | "spacing" | "probabilities" | "losses", Numbers> & { levels: Uint8Array[],
 *   working: Record<string, Numbers | number> }} StepNumbers
 */

/**
 * @param {Step} step
 * @returns {StepNumbers}
 */
export function stepNumbers(step) {
  const working = Object.entries(step.working).map(([name, each]) => [name, numberOrNumbers(each)]);
  return {
    probabilities: unpackNumbers(step.probabilities),
    losses: unpackNumbers(step.losses),
    before: unpackNumbers(step.before),
    gradient: unpackNumbers(step.gradient),
    update: unpackNumbers(step.update),
    after: unpackNumbers(step.after),
    spacing: unpackNumbers(step.spacing),
    levels: step.images.map(fromBase64),
    working: Object.fromEntries(working),
  };
}

/** @type {(each: PackedNumbers | number | null) => Numbers | number} */
const numberOrNumbers = (each) =>
  typeof each === "number" || each === null ? (each ?? Number.NaN) : unpackNumbers(each);

/**
 * Return the value of full colour in each picture: before and after share it, to be compared.
 * @param {Pick<StepNumbers, Name>} numbers
 * @returns {Record<Name, number>}
 */
export function scalesOf({ before, gradient, update, after }) {
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
 * @param {Pick<Step, "inputs" | "pixels" | "wide">} step
 * @param {number} at
 */
export function weightName({ inputs, pixels, wide }, at) {
  if (at === inputs) return "the bias";
  if (!pixels) return `the weight of input ${at}`;
  return `the weight of pixel ${Math.floor(at / wide)}, ${at % wide}`;
}

/** @type {(step: Pick<Step, "unit" | "layer" | "units">) => string} */
export const unitName = ({ unit, layer, units }) =>
  `unit ${unit} of the ${layerName(layer, units.length)}`;
