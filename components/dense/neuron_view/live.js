// What the browser knows before Python answers: the picture under the pen, and edited numbers.

import { weightedSums } from "../../ui/js/nn/dense.js";
import { areInputsOf, firstDifference } from "../live/agreement.js";
import { unansweredInputs } from "../live/inputs.js";
import { neuronOf } from "./arithmetic.js";

/** @import { PadPicture } from "../../ui/js/pad_picture.js" */
/** @import { SharedLayer } from "../live/shared_layer.js" */
/** @import { Numbers, Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

/**
 * Return Python's payload, or one computed here while Python has not answered the pen or an edit.
 * @param {Payload} sent
 * @param {Pick<State, "edits">} state
 * @param {PadPicture | null} picture on the pad
 * @param {SharedLayer | undefined} layer where its numbers are here
 * @returns {Payload}
 */
export function liveData(sent, { edits }, picture, layer) {
  const drawn = unansweredInputs(sent, picture, sent.inputs.length);
  const sums = drawn && otherSums(sent, drawn, layer);
  if (!sums && !edits.size) return sent;
  const weights = sent.numbers.weights.map((weight, index) => edits.get(index)?.value ?? weight);
  const bias = edits.get(weights.length)?.value ?? sent.numbers.bias;
  const inputs = drawn && sums ? { inputs: Array.from(drawn), sums } : {};
  return { ...sent, ...neuronOf({ ...sent, ...inputs }, weights, bias) };
}

/**
 * Return the sums of all the layer's units; where an activation treats each sum alone, the others'
 * are never looked at and stay. Null where they cannot be computed.
 * @param {Payload} sent
 * @param {Float64Array} inputs
 * @param {SharedLayer | undefined} layer
 * @returns {number[] | null}
 */
function otherSums(sent, inputs, layer) {
  if (sent.elementwise) return sent.sums;
  const { numbers, unit, sums } = sent;
  if (!layer || layer.bias.length !== sums.length || !isColumn(layer, unit, numbers)) return null;
  const { kernel, bias } = layer;
  const weighted = weightedSums(inputs, { kernel, units: bias.length });
  return Array.from(weighted, (sum, each) => sum + bias[each]);
}

/** @type {(layer: SharedLayer, unit: number, numbers: Numbers) => boolean} whether it is the same layer */
const isColumn = ({ kernel, bias }, unit, { weights }) =>
  weights.every((weight, index) => kernel[index * bias.length + unit] === weight);

/**
 * Return in what Python's payload differs from what is computed here; undefined where they agree.
 * @param {Payload} sent
 * @param {PadPicture | null} picture
 */
export function disagreementOf(sent, picture) {
  const computed = neuronOf(sent, sent.numbers.weights, sent.numbers.bias);
  const { order, sums, lossless } = computed;
  const { running, ...numbers } = computed.numbers;
  if (!areInputsOf(sent, picture)) return "inputs";
  return (
    firstDifference({ order, sums, lossless }, sent) ??
    firstDifference(numbers, sent.numbers) ??
    firstDifference({ ...running }, sent.numbers.running)
  );
}
