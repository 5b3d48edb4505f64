// The neuron's arithmetic, for the moment between an edit and Python's answer: float64, the same
// order, the same rounding. tests/js/neuron.test.js compares every line of it with models/.

import { bracketed, formatNumber, inUnits } from "../../ui/js/format.js";
import { ACTIVATIONS } from "../../ui/js/nn/activations.js";

/** @import { Payload, Numbers } from "./payload.d.ts" */

/** @typedef {ReturnType<typeof storyOf>} Story */
/** @typedef {ReturnType<typeof wordsOf>} Words */

/**
 * What Python sends as `numbers`, computed here for weights that were just edited.
 * @param {Pick<Payload, "inputs" | "order" | "digits" | "activation" | "sums" | "unit">} given
 * @param {number[]} weights
 * @param {number} bias
 */
export function weighed({ inputs, order, digits, activation, sums, unit }, weights, bias) {
  let exact = 0;
  const products = inputs.map((input, index) => {
    const product = input * weights[index];
    exact += product;
    return inUnits(product, digits);
  });
  /** @param {number[]} indices */
  const added = (indices) => {
    let total = 0;
    return indices.map((index) => (total += products[index]));
  };
  const sum = exact + bias;
  return {
    weights,
    products,
    bias,
    sum,
    running: {
      vector: added(inputs.map((_, index) => index)),
      size: added(order),
    },
    biasUnits: inUnits(bias, digits),
    sumUnits: inUnits(sum, digits),
    output: ACTIVATIONS[activation].apply(Float64Array.from(sums).fill(sum, unit, unit + 1))[unit],
  };
}

/**
 * How numbers are written, with what they are called.
 * @param {Payload} data
 */
export function wordsOf(data) {
  const { digits, inputDigits, channels, columns } = data;
  /** @param {number} value */
  const units = (value) => formatNumber(value / 10 ** digits, digits);
  return {
    units,
    input: (/** @type {number} */ value) => formatNumber(value, inputDigits),
    weight: (/** @type {number} */ value) => formatNumber(value, digits),
    signed: (/** @type {number} */ value) =>
      value < 0 ? `− ${units(-value)}` : `+ ${units(value)}`,
    product: (/** @type {number} */ input, /** @type {number} */ weight) =>
      `${formatNumber(input, inputDigits)} × ${bracketed(formatNumber(weight, digits))}`,
    // More decimals where the shown ones would hide what the activation did.
    output: (/** @type {number} */ value) =>
      formatNumber(
        value,
        Math.abs(value - Math.round(value * 10 ** digits) / 10 ** digits) < 1e-9
          ? digits
          : Math.max(4, digits),
      ),
    pixel: (/** @type {number} */ index) => {
      const row = Math.floor(index / (columns * channels));
      const column = Math.floor(index / channels) % columns;
      return channels === 1 ? `${row}, ${column}` : `${row}, ${column}, ${"RGB"[index % channels]}`;
    },
  };
}

/**
 * The story's steps: 0 nothing yet, 1…n the products, then the bias, where products were rounded
 * what that cost, and last the activation.
 * @param {Payload} data
 * @param {Numbers} numbers
 * @param {"vector" | "size"} kind
 */
export function storyOf(data, numbers, kind) {
  const count = data.inputs.length;
  const say = wordsOf(data);
  const order = kind === "size" ? data.order : null;
  const running = numbers.running[kind];
  /** @param {number} place */
  const indexAt = (place) => (order ? order[place] : place);
  /** @param {number} place */
  const before = (place) => (place === 0 ? 0 : running[place - 1]);
  const total = running[count - 1];
  const withBias = total + numbers.biasUnits;
  const last = count + (data.lossless ? 2 : 3);
  const equals = data.lossless ? "=" : "≈";

  /** @param {number} position */
  function words(position) {
    if (position === 0) return "The sum starts at 0.";
    if (position <= count) {
      const place = position - 1;
      const index = indexAt(place);
      const product = numbers.products[index];
      return (
        `${say.units(before(place))} + ${say.product(data.inputs[index], numbers.weights[index])} ` +
        `${equals} ${say.units(before(place))} ${say.signed(product)} = ${say.units(running[place])}`
      );
    }
    if (position === count + 1)
      return `${say.units(total)} ${say.signed(numbers.biasUnits)} (the bias) = ${say.units(withBias)}`;
    if (position < last) {
      return `${say.units(withBias)} ${say.signed(numbers.sumUnits - withBias)} (lost by rounding ${count} products to ${data.digits} decimals) = ${say.units(numbers.sumUnits)}`;
    }
    return data.elementwise
      ? `${data.activation}(${say.units(numbers.sumUnits)}) = ${say.output(numbers.output)}`
      : `${data.activation} of all the layer's sums gives this neuron ${say.output(numbers.output)}`;
  }
  /**
   * The sum as it stands at a position, true to float64 only at its end.
   * @param {number} position
   */
  const sumAt = (position) =>
    position === 0
      ? 0
      : position <= count
        ? running[position - 1]
        : position === count + 1
          ? withBias
          : numbers.sumUnits;
  return { count, last, indexAt, running, withBias, words, sumAt, say };
}
