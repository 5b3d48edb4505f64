// What the browser computes itself: the same numbers as numbers.py, rounded to the same digits.

import { ACTIVATIONS } from "../../ui/js/nn/activations.js";
import { traceAttribution } from "../../ui/js/nn/attribution.js";
import { traceNeuron } from "../../ui/js/nn/dense.js";
import { traceSoftmax } from "../../ui/js/nn/softmax.js";
import { sumOf } from "../../ui/js/nn/sums.js";
import { predictionText } from "../../ui/js/prediction_text.js";
import { roundNumbers, roundTo, sufficientDigits } from "../../ui/js/rounding.js";
import { FACTOR_DIGITS, GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";

/** @import { NeuronTrace } from "../../ui/js/nn/dense.js" */
/** @import { NetworkTrace } from "../../ui/js/nn/network.js" */
/** @import { Selection, Softmax } from "./payload.d.ts" */
/** @import { EvidenceNumbers, Shown, UnitNumbers } from "./types.d.ts" */

const AUTOMATIC = -1; // instead of a class: the answer, or the runner-up

/**
 * @param {NetworkTrace} trace
 * @param {Selection} selection that this network has
 * @param {readonly string[]} classes
 * @param {Record<string, string>} words
 * @returns {Shown}
 */
export function computedNumbers(trace, { zoom, evidence }, classes, words) {
  return {
    answer: predictionText(trace, classes, words),
    vector: roundNumbers(trace.flatten.vector, GLANCE_DIGITS),
    hidden: trace.dense.slice(0, -1).map(({ outputs, layer: { units, activation } }) => ({
      outputs: roundNumbers(outputs, GLANCE_DIGITS),
      units,
      activation,
    })),
    softmax: softmaxNumbers(trace),
    unit: zoom.length ? unitNumbers(trace, zoom) : null,
    evidence: evidence && !zoom.length ? evidenceNumbers(trace, evidence) : null,
  };
}

/** @type {(values: ArrayLike<number>, digits: number) => number[]} */
const roundEach = (values, digits) => Array.from(values, (value) => roundTo(value, digits));

/** @type {(trace: NetworkTrace) => Softmax} */
function softmaxNumbers({ dense }) {
  const { sums, outputs } = dense[dense.length - 1];
  const { logits, largest, shifted, powers, total } = traceSoftmax(sums);
  return {
    logits: roundEach(logits, GLANCE_DIGITS),
    largest: roundTo(largest, GLANCE_DIGITS),
    shifted: roundEach(shifted, GLANCE_DIGITS),
    powers: roundEach(powers, SUM_DIGITS),
    total: roundTo(total, SUM_DIGITS),
    shares: roundEach(outputs, GLANCE_DIGITS),
  };
}

/**
 * @param {NetworkTrace} trace
 * @param {readonly number[]} zoom
 * @returns {UnitNumbers}
 */
function unitNumbers({ dense }, [layer, unit, input]) {
  const neuron = traceNeuron(dense[layer], unit);
  const next = dense[layer + 1]?.layer;
  const outgoing = next?.kernel.slice(unit * next.units, (unit + 1) * next.units);
  const sent = outgoing && Float64Array.from(outgoing, (weight) => neuron.output * weight);
  const { apply } = ACTIVATIONS[dense[layer].layer.activation];
  const activate = (/** @type {number} */ sum) => apply(Float64Array.of(sum))[0];
  // The last layer has softmax, whose steps are written out.
  const sumDigits = next
    ? sufficientDigits(neuron.sum, neuron.output, GLANCE_DIGITS, activate)
    : GLANCE_DIGITS;
  return {
    layer,
    unit,
    weights: roundNumbers(neuron.weights, GLANCE_DIGITS),
    products: roundNumbers(neuron.products, GLANCE_DIGITS),
    products_sum: roundTo(sumOf(neuron.products), SUM_DIGITS),
    bias: roundTo(neuron.bias, SUM_DIGITS),
    sum: roundTo(neuron.sum, sumDigits),
    sum_digits: sumDigits,
    output: roundTo(neuron.output, GLANCE_DIGITS),
    outgoing: outgoing ? roundNumbers(outgoing, GLANCE_DIGITS) : null,
    sent: sent ? roundNumbers(sent, GLANCE_DIGITS) : null,
    term: input < neuron.products.length ? termNumbers(neuron, input) : null,
  };
}

/** @type {(neuron: NeuronTrace, input: number) => NonNullable<UnitNumbers["term"]>} */
const termNumbers = ({ inputs, weights, products, runningSums }, input) => ({
  input,
  value: roundTo(inputs[input], FACTOR_DIGITS),
  weight: roundTo(weights[input], FACTOR_DIGITS),
  product: roundTo(products[input], SUM_DIGITS),
  before: roundTo(input ? runningSums[input - 1] : 0, SUM_DIGITS),
  after: roundTo(runningSums[input], GLANCE_DIGITS),
  running: roundNumbers(runningSums, GLANCE_DIGITS),
});

/**
 * @param {NetworkTrace} trace
 * @param {readonly number[]} requested
 * @returns {EvidenceNumbers}
 */
function evidenceNumbers(trace, requested) {
  const { sums } = trace.dense[trace.dense.length - 1];
  const [one, other] = fittingPair(requested, sums);
  const none = { pixels: new Float64Array(), counts: [0, 0], favoring: 0, opposing: 0 };
  const pair = { one, other, requested: [...requested], mixing: mixingIn(trace) };
  if (pair.mixing) return { ...pair, ...none, biases: 0, logits: [0, 0], difference: 0 };
  const { pixels, biases, difference } = traceAttribution(trace, one, other);
  const favoring = pixels.filter((value) => value > 0);
  const opposing = pixels.filter((value) => value < 0);
  return {
    ...pair,
    pixels: roundNumbers(pixels, GLANCE_DIGITS),
    counts: [favoring.length, opposing.length],
    favoring: roundTo(sumOf(favoring), SUM_DIGITS),
    opposing: roundTo(sumOf(opposing), SUM_DIGITS),
    biases: roundTo(biases, SUM_DIGITS),
    logits: roundEach([sums[one], sums[other]], SUM_DIGITS),
    difference: roundTo(difference, GLANCE_DIGITS),
  };
}

/** @type {(trace: NetworkTrace) => string} the last hidden activation that mixes its neurons, or "" */
const mixingIn = ({ dense }) =>
  dense
    .slice(0, -1)
    .map(({ layer }) => layer.activation)
    .findLast((activation) => !ACTIVATIONS[activation].elementwise) ?? "";

/**
 * Return two classes: those requested, else the answer and its runner-up.
 * @param {readonly number[]} requested
 * @param {Float64Array} logits
 */
export function fittingPair(requested, logits) {
  const ranking = [...logits.keys()].sort((a, b) => logits[b] - logits[a] || a - b);
  let [one, other] = requested.map((each) => (each in ranking ? each : AUTOMATIC));
  if (one === AUTOMATIC) one = ranking[0];
  if (other === AUTOMATIC) other = ranking.find((each) => each !== one) ?? one;
  return [one, other];
}
