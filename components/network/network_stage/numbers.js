// The numbers of a scene: Python's until the network is here, then computed in the browser.

import { arrayOf, largestAt } from "../../ui/js/nn/arrays.js";
import { traceAttribution } from "../../ui/js/nn/attribution.js";
import { traceNeuron } from "../../ui/js/nn/dense.js";
import { traceNetwork } from "../../ui/js/nn/network.js";
import { shiftRight } from "../../ui/js/nn/shift.js";
import { traceSoftmax } from "../../ui/js/nn/softmax.js";
import { sumOf } from "../../ui/js/nn/sums.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { DenseLayer } from "../../ui/js/nn/dense.js" */
/** @import { NetworkTrace } from "../../ui/js/nn/network.js" */
/** @import { Moved, Reading as PackedReading } from "./payload.d.ts" */
/** @import { Comparison, Neuron, Reading, SoftmaxTable } from "./types.d.ts" */

const SAME = 1e-9; // of two logits, apart by no more than the order of adding

/** @type {(packed: import("../../ui/js/packed_numbers.d.ts").PackedNumbers) => Float64Array} */
const unpacked = (packed) => Float64Array.from(unpackNumbers(packed));

/**
 * Return what Python sent.
 * @param {PackedReading} packed
 * @returns {Reading}
 */
export const receivedReading = ({ input, hidden, logits, probabilities }) => ({
  input: unpacked(input),
  hidden: unpacked(hidden),
  logits: Float64Array.from(logits),
  probabilities: Float64Array.from(probabilities),
  trace: null,
});

/**
 * @param {NetworkTrace} trace
 * @returns {Reading}
 */
export function readingOf(trace) {
  const last = trace.dense[trace.dense.length - 1];
  return {
    input: trace.flatten.vector,
    hidden: last.inputs,
    logits: last.sums,
    probabilities: last.outputs,
    trace,
  };
}

/**
 * Return the reading of the same input with every intermediate; as it is without a network.
 * @param {Reading} reading
 * @param {number} columns of the image
 * @param {readonly DenseLayer[] | null} layers
 * @returns {Reading}
 */
export function traced(reading, columns, layers) {
  if (!layers || reading.trace) return reading;
  const shape = [reading.input.length / columns, columns];
  const computed = readingOf(traceNetwork(arrayOf(shape, reading.input), layers));
  const apart = computed.logits.map((logit, at) => Math.abs(logit - reading.logits[at]));
  if (Math.max(...apart) > SAME) console.error("network stage: Python's logits are others", apart);
  return computed;
}

/**
 * Return softmax in two ways, with a number added to every logit.
 * @param {Float64Array} logits
 * @param {number} added
 * @returns {SoftmaxTable}
 */
export function softmaxTable(logits, added) {
  const raised = logits.map((logit) => logit + added);
  const powers = raised.map(Math.exp);
  const total = sumOf(powers);
  return {
    logits: raised,
    powers,
    total,
    probabilities: powers.map((power) => power / total),
    safe: traceSoftmax(raised),
  };
}

/**
 * Return a hidden neuron's sum, or null while the network is not here.
 * @param {Reading} reading
 * @param {number} unit
 * @returns {Neuron | null}
 */
export function neuronOf({ trace }, unit) {
  if (!trace) return null;
  const { weights, products, runningSums, bias, sum, output } = traceNeuron(trace.dense[0], unit);
  const weighted = runningSums[runningSums.length - 1];
  return { unit, weights, products, sum: weighted, bias, z: sum, output };
}

/**
 * Return what each hidden neuron adds to a class's logit, and the bias; null without a network.
 * @param {Reading} reading
 * @param {number} digit the class
 */
export function logitParts({ trace, hidden, logits }, digit) {
  if (!trace) return null;
  const { kernel, bias, units } = trace.dense[trace.dense.length - 1].layer;
  const products = hidden.map((output, unit) => output * kernel[unit * units + digit]);
  return { products, bias: bias[digit], sum: logits[digit] - bias[digit] };
}

/**
 * Return what Python sent of the moved image.
 * @param {Moved} moved
 * @returns {Comparison}
 */
export const receivedComparison = ({ by, reading, one, other, before, after }) => ({
  by,
  after: receivedReading(reading),
  one,
  other,
  parts: [unpacked(before), unpacked(after)],
});

/**
 * Compare an image with itself elsewhere; null without a network.
 * @param {Reading} before
 * @param {number} columns
 * @param {number} by pixels to the right
 * @returns {Comparison | null}
 */
export function comparisonOf(before, columns, by) {
  if (!before.trace) return null;
  const layers = before.trace.dense.map(({ layer }) => layer);
  const input = shiftRight(before.input, columns, by);
  const after = readingOf(traceNetwork(arrayOf([input.length / columns, columns], input), layers));
  const [one, other] = comparedClasses(before.logits, after.logits);
  const parts = [before, after].map(
    ({ trace }) => traceAttribution(/** @type {NetworkTrace} */ (trace), one, other).pixels,
  );
  return { by, after, one, other, parts: [parts[0], parts[1]] };
}

/**
 * Return the prediction before and the one after, or the runner-up where they are the same.
 * @param {Float64Array} before logits
 * @param {Float64Array} after
 */
export function comparedClasses(before, after) {
  const ranking = [...before.keys()].sort((a, b) => before[b] - before[a] || a - b);
  const predicted = largestAt(after);
  return [ranking[0], predicted === ranking[0] ? ranking[1] : predicted];
}
