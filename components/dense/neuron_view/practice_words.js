// The words of practice: hint, working, score.

/** @import { Words } from "./numbers.js" */
/** @import { Exercise, Numbers, Payload } from "./payload.d.ts" */

/**
 * An exercise, and the numbers of the neuron it is about.
 * @typedef {{ data: Payload, task: Exercise, numbers: Numbers, say: Words }} Practice
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
  product: ({ data, numbers: { weights, products }, say }, index) => {
    const input = data.inputs[index];
    const equals = data.lossless ? "=" : "≈";
    return [
      `Multiply the input x[${index}] = ${say.input(input)} ` +
        `by its weight w[${index}] = ${say.weight(weights[index])}.`,
      `${say.product(input, weights[index])} ${equals} ${say.units(products[index])}`,
    ];
  },
  running: ({ task, numbers: { products, running }, say }, index) => {
    const before = say.units(index ? running.vector[index - 1] : 0);
    const known = isKnown(task, `product ${index}`);
    const product = known ? `, ${say.units(products[index])},` : "";
    return [
      `Add this line's product${product} to the running sum above it, ${before}.`,
      `${before} ${say.signed(products[index])} = ${say.units(running.vector[index])}`,
    ];
  },
  sum: (practice) => (practice.task.numbers ? wholeSum(practice) : lastSum(practice)),
  output: ({ data, task, numbers: { sumUnits, output }, say }) => {
    const sum = say.units(sumUnits);
    const first = isKnown(task, "sum") ? `The sum is ${sum}.` : "Compute the sum first.";
    return [
      `Only the activation is left: ${RULES[data.activation]}. ${first}`,
      `${data.activation}(${sum}) = ${say.output(output)}`,
    ];
  },
};

/** @type {(practice: Practice) => [string, string]} the sum of a neuron computed alone */
const wholeSum = ({ data, numbers: { products, biasUnits, sumUnits }, say }) => {
  const [first, ...others] = [...products, biasUnits];
  const terms = [say.units(first), ...others.map(say.signed)].join(" ");
  return [
    `Multiply each input by its weight, add up the ${data.inputs.length} products, ` +
      `and add the bias ${say.units(biasUnits)}.`,
    `${terms} = ${say.units(sumUnits)}`,
  ];
};

/** @type {(practice: Practice) => [string, string]} the sum where all products are added up */
const lastSum = ({ data, numbers: { running, biasUnits }, say }) => {
  const last = running.vector[data.inputs.length - 1];
  return [
    `Add the bias, ${say.units(biasUnits)}, to the last running sum, ${say.units(last)}.`,
    `${say.units(last)} ${say.signed(biasUnits)} = ${say.units(last + biasUnits)}`,
  ];
};

/** @type {(task: Exercise, blank: string) => boolean} whether a number stands there */
const isKnown = (task, blank) =>
  !task.asked.includes(blank) || Boolean(task.progress[blank]?.right);

/**
 * Return what to think of after one error, the working after two, and nothing without one.
 * @param {Practice} practice
 * @param {string} blank
 */
export function hintWords(practice, blank) {
  const record = practice.task.progress[blank];
  if (!record || record.right) return "";
  if (record.number === false) return "That is no number. Write it like −2.85 or -2,85.";
  const [name, term] = blank.split(" ");
  const [think, working] = HELP[name](practice, Number(term));
  return record.errors >= 2 ? `Not yet. The working: ${working}.` : `Not yet. ${think}`;
}

/**
 * Return how far an exercise is; of a neuron computed alone the products are not asked.
 * @param {Exercise} task
 * @param {boolean} alone
 */
export function scoreWords(task, alone) {
  const wanted = task.asked.filter((blank) => !(alone && blank.startsWith("product")));
  const done = wanted.filter((blank) => task.progress[blank]?.right).length;
  if (done < wanted.length) return `${done} of ${wanted.length} right`;
  return alone
    ? "All right: you computed a whole neuron."
    : "All right. Take another stretch, or compute a neuron alone.";
}

/**
 * Return what rounding the products lost, once the sum is found.
 * @param {Practice} practice
 */
export function roundingWords({ data, task, numbers, say }) {
  if (!task.progress.sum?.right) return "";
  const { sumUnits, biasUnits, running } = numbers;
  const lost = sumUnits - running.vector[data.inputs.length - 1] - biasUnits;
  return (
    `then ${say.signed(lost)} for what rounding ${data.inputs.length} products lost ` +
    `makes ${say.units(sumUnits)}`
  );
}
