// The words of practice: hint, working, score.

import { withGaps } from "../../ui/js/gaps.js";

/** @import { Exercise, Numbers, Payload } from "./payload.d.ts" */
/** @import { Writing } from "./writing.js" */

/**
 * An exercise, and the numbers of the neuron it is about.
 * @typedef {{ data: Payload, exercise: Exercise, numbers: Numbers, write: Writing }} Practice
 */

/** @type {(name: "product" | "running", index: number) => string} the blank of a term */
export const blankOf = (name, index) => [name, index].join(" ");

/** @type {Record<string, (practice: Practice, index: number) => [think: string, working: string]>} */
const HELP = {
  product: ({ data, numbers: { weights, products }, write }, index) => {
    const input = data.inputs[index];
    const equals = data.lossless ? "=" : "≈";
    const gaps = { index, input: write.input(input), weight: write.weight(weights[index]) };
    return [
      withGaps(data.words["think product"], gaps),
      `${write.product(input, weights[index])} ${equals} ${write.units(products[index])}`,
    ];
  },
  running: ({ data, exercise, numbers: { products, running }, write }, index) => {
    const before = write.units(index ? running.vector[index - 1] : 0);
    const known = isKnown(exercise, blankOf("product", index));
    const think = data.words[known ? "think known running" : "think running"];
    return [
      withGaps(think, { before, product: write.units(products[index]) }),
      `${before} ${write.signed(products[index])} = ${write.units(running.vector[index])}`,
    ];
  },
  sum: (practice) => (practice.exercise.numbers ? wholeSum(practice) : lastSum(practice)),
  output: ({ data: { words, activation }, exercise, numbers: { sumUnits, output }, write }) => {
    const z = write.units(sumUnits);
    const think = isKnown(exercise, "sum") ? words["known z"] : words["unknown z"];
    return [
      withGaps(think, { hint: words[`think ${activation}`], z }),
      `${activation}(${z}) = ${write.output(output)}`,
    ];
  },
};

/** @type {(practice: Practice) => [string, string]} the sum of a neuron computed alone */
const wholeSum = ({ data, numbers: { products, biasUnits, sumUnits }, write }) => {
  const [first, ...others] = [...products, biasUnits];
  const terms = [write.units(first), ...others.map(write.signed)].join(" ");
  const gaps = { count: data.inputs.length, bias: write.units(biasUnits) };
  return [withGaps(data.words["think alone"], gaps), `${terms} = ${write.units(sumUnits)}`];
};

/** @type {(practice: Practice) => [string, string]} the sum where all products are added up */
const lastSum = ({ data, numbers: { running, biasUnits }, write }) => {
  const last = running.vector[data.inputs.length - 1];
  const gaps = { bias: write.units(biasUnits), sum: write.units(last) };
  return [
    withGaps(data.words["think bias"], gaps),
    `${write.units(last)} ${write.signed(biasUnits)} = ${write.units(last + biasUnits)}`,
  ];
};

/** @type {(exercise: Exercise, blank: string) => boolean} whether a number stands there */
const isKnown = (exercise, blank) =>
  !exercise.blanks.includes(blank) || Boolean(exercise.progress[blank]?.right);

/**
 * Return what to think of after one error, the working after two, and nothing without one.
 * @param {Practice} practice
 * @param {string} blank
 */
export function hintWords(practice, blank) {
  const record = practice.exercise.progress[blank];
  if (!record || record.right) return "";
  const { words } = practice.data;
  if (record.number === false) return words["no number"];
  const [name, term] = blank.split(" ");
  const [hint, working] = HELP[name](practice, Number(term));
  return withGaps(words[record.errors >= 2 ? "not yet twice" : "not yet"], { hint, working });
}

/**
 * Return how far an exercise is; of a neuron computed alone the products are not asked.
 * @param {Pick<Practice, "data" | "exercise">} practice
 * @param {boolean} alone
 */
export function scoreWords({ data: { words }, exercise }, alone) {
  const counted = exercise.blanks.filter((blank) => !(alone && blank.startsWith("product")));
  const done = counted.filter((blank) => exercise.progress[blank]?.right).length;
  if (done < counted.length) return withGaps(words.score, { done, count: counted.length });
  return words[alone ? "done alone" : "done blanks"];
}

/**
 * Return what rounding the products lost, once the sum is found.
 * @param {Practice} practice
 */
export function roundingWords({ data, exercise, numbers, write }) {
  if (!exercise.progress.sum?.right) return "";
  const { sumUnits, biasUnits, running } = numbers;
  const lost = sumUnits - running.vector[data.inputs.length - 1] - biasUnits;
  return withGaps(data.words["rounding lost"], {
    change: write.signed(lost),
    count: data.inputs.length,
    z: write.units(sumUnits),
  });
}
