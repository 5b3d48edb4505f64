// The words of practice: hint, working, score.

/** @import { Exercise, Numbers, Payload } from "./payload.d.ts" */
/** @import { Writing } from "./writing.js" */

/**
 * An exercise, and the numbers of the neuron it is about.
 * @typedef {{ data: Payload, exercise: Exercise, numbers: Numbers, write: Writing }} Practice
 */

/** @type {Record<string, string>} */
const RULES = {
  linear: "linear gives the sum back as it is",
  relu: "relu keeps a sum above zero and makes 0 of any other",
  leaky_relu: "leaky_relu keeps a sum above zero and takes 0.2 of any other",
  sigmoid: "sigmoid is 1 / (1 + e to the power of −sum)",
  tanh: "tanh(sum), as on any calculator",
  elu: "elu keeps a sum above zero and makes e to the power of the sum, less 1, of any other",
  gelu: "gelu is the sum times the share of a normal distribution below it",
};

/** @type {Record<string, (practice: Practice, index: number) => [think: string, working: string]>} */
const HELP = {
  product: ({ data, numbers: { weights, products }, write }, index) => {
    const input = data.inputs[index];
    const equals = data.lossless ? "=" : "≈";
    return [
      `Multiply the input x[${index}] = ${write.input(input)} ` +
        `by its weight w[${index}] = ${write.weight(weights[index])}.`,
      `${write.product(input, weights[index])} ${equals} ${write.units(products[index])}`,
    ];
  },
  running: ({ exercise, numbers: { products, running }, write }, index) => {
    const before = write.units(index ? running.vector[index - 1] : 0);
    const known = isKnown(exercise, `product ${index}`);
    const product = known ? `, ${write.units(products[index])},` : "";
    return [
      `Add this line's product${product} to the running sum above it, ${before}.`,
      `${before} ${write.signed(products[index])} = ${write.units(running.vector[index])}`,
    ];
  },
  sum: (practice) => (practice.exercise.numbers ? wholeSum(practice) : lastSum(practice)),
  output: ({ data, exercise, numbers: { sumUnits, output }, write }) => {
    const sum = write.units(sumUnits);
    const first = isKnown(exercise, "sum") ? `The sum is ${sum}.` : "Compute the sum first.";
    return [
      `Only the activation is left: ${RULES[data.activation]}. ${first}`,
      `${data.activation}(${sum}) = ${write.output(output)}`,
    ];
  },
};

/** @type {(practice: Practice) => [string, string]} the sum of a neuron computed alone */
const wholeSum = ({ data, numbers: { products, biasUnits, sumUnits }, write }) => {
  const [first, ...others] = [...products, biasUnits];
  const terms = [write.units(first), ...others.map(write.signed)].join(" ");
  return [
    `Multiply each input by its weight, add up the ${data.inputs.length} products, ` +
      `and add the bias ${write.units(biasUnits)}.`,
    `${terms} = ${write.units(sumUnits)}`,
  ];
};

/** @type {(practice: Practice) => [string, string]} the sum where all products are added up */
const lastSum = ({ data, numbers: { running, biasUnits }, write }) => {
  const last = running.vector[data.inputs.length - 1];
  return [
    `Add the bias, ${write.units(biasUnits)}, to the last running sum, ${write.units(last)}.`,
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
  if (record.number === false) return "That is no number. Write it like −2.85 or -2,85.";
  const [name, term] = blank.split(" ");
  const [think, working] = HELP[name](practice, Number(term));
  return record.errors >= 2 ? `Not yet. The working: ${working}.` : `Not yet. ${think}`;
}

/**
 * Return how far an exercise is; of a neuron computed alone the products are not asked.
 * @param {Exercise} exercise
 * @param {boolean} alone
 */
export function scoreWords(exercise, alone) {
  const counted = exercise.blanks.filter((blank) => !(alone && blank.startsWith("product")));
  const done = counted.filter((blank) => exercise.progress[blank]?.right).length;
  if (done < counted.length) return `${done} of ${counted.length} right`;
  return alone
    ? "All right: you computed a whole neuron."
    : "All right. Take another stretch, or compute a neuron alone.";
}

/**
 * Return what rounding the products lost, once the sum is found.
 * @param {Practice} practice
 */
export function roundingWords({ data, exercise, numbers, write }) {
  if (!exercise.progress.sum?.right) return "";
  const { sumUnits, biasUnits, running } = numbers;
  const lost = sumUnits - running.vector[data.inputs.length - 1] - biasUnits;
  return (
    `then ${write.signed(lost)} for what rounding ${data.inputs.length} products lost ` +
    `makes ${write.units(sumUnits)}`
  );
}
