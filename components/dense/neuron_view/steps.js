// The steps of a neuron: 0 nothing yet, 1…n the products, then the bias, where products were rounded
// what that cost, and last the activation.

import { withGaps } from "../../ui/js/gaps.js";

/** @import { Numbers, Payload } from "./payload.d.ts" */
/** @import { Order } from "./types.d.ts" */
/** @import { Writing } from "./writing.js" */

/** @typedef {ReturnType<typeof stepsOf>} Steps */

/**
 * Return a neuron's steps in an order of adding.
 * @param {Payload} data
 * @param {Numbers} numbers
 * @param {Order} order
 * @param {Writing} write
 */
export function stepsOf(data, numbers, order, write) {
  const count = data.inputs.length;
  const running = numbers.running[order];
  /** @type {(term: number) => number} the index of a term, the first being 0 */
  const indexAt = order === "size" ? (term) => data.order[term] : (term) => term;
  const total = running[count - 1];
  const withBias = total + numbers.biasUnits;
  const last = count + (data.lossless ? 2 : 3);
  /** @type {(position: number) => number} the sum at a step, true to float64 only at its end */
  const sumAt = (position) => {
    if (position === 0) return 0;
    if (position <= count) return running[position - 1];
    return position === count + 1 ? withBias : numbers.sumUnits;
  };
  /** @type {(position: number) => string} */
  const words = (position) => {
    const { units, signed } = write;
    if (position === 0) return data.words.start;
    if (position <= count)
      return termWords(data, numbers, write, indexAt(position - 1), sumAt(position - 1));
    if (position === count + 1) {
      const gaps = { before: units(total), after: units(withBias) };
      return withGaps(data.words["add bias"], { ...gaps, bias: signed(numbers.biasUnits) });
    }
    if (position < last) return roundingText(data, numbers, write, withBias);
    return activationText(data, numbers, write);
  };
  return { count, last, indexAt, running, withBias, words, sumAt };
}

/** @type {(data: Payload, numbers: Numbers, write: Writing, index: number, before: number) => string} */
function termWords({ inputs, lossless }, { products, weights }, write, index, before) {
  const { units, signed, product } = write;
  const equals = lossless ? "=" : "≈";
  return (
    `${units(before)} + ${product(inputs[index], weights[index])} ` +
    `${equals} ${units(before)} ${signed(products[index])} = ${units(before + products[index])}`
  );
}

/** @type {(data: Payload, numbers: Numbers, write: Writing, withBias: number) => string} */
function roundingText({ inputs, digits, words }, { sumUnits }, { units, signed }, withBias) {
  return withGaps(words["add rounding"], {
    before: units(withBias),
    change: signed(sumUnits - withBias),
    count: inputs.length,
    digits,
    after: units(sumUnits),
  });
}

/** @type {(data: Payload, numbers: Numbers, write: Writing) => string} */
const activationText = ({ elementwise, activation, words }, { sumUnits, output }, write) =>
  elementwise
    ? `${activation}(${write.units(sumUnits)}) = ${write.output(output)}`
    : withGaps(words["all sums"], { activation, output: write.output(output) });

/**
 * Return the index of the number that a step is about; the bias comes after all weights.
 * @param {Pick<Steps, "count" | "indexAt">} steps
 * @param {number} position
 */
export function currentIndex({ count, indexAt }, position) {
  if (position > count) return count;
  return indexAt(Math.max(0, position - 1));
}

/**
 * Return which term each index is in an order of adding, the first being 0.
 * @param {Pick<Payload, "inputs" | "order">} data
 * @param {Order} order
 * @returns {(index: number) => number}
 */
export function termsIn(data, order) {
  if (order === "vector") return (index) => index;
  const terms = new Int32Array(data.inputs.length);
  data.order.forEach((index, term) => {
    terms[index] = term;
  });
  return (index) => terms[index];
}
