// The numbers of a step as they are written: each sum can be added up with what is on the screen.

import { bracketed, digitsEnough, formatNumber, MOST_DIGITS } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { isBounded } from "./gears.js";
import { changesOf } from "./state.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

const DIGITS = 4;
const STEP_DIGITS = 2;
const HIDDEN = "?"; // what waits for an answer

/** @type {(...numbers: number[]) => number} */
const mean = (...numbers) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
/** @type {(...numbers: number[]) => number} */
const product = (...numbers) => numbers.reduce((all, each) => all * each, 1);
/** @type {(value: number, digits?: number) => string} */
const write = (value, digits = DIGITS) => formatNumber(value, digits);
/** @type {(value: number, digits?: number) => string} */
const factor = (value, digits = DIGITS) => bracketed(write(value, digits));
/** @type {(value: number, digits: number) => string} */
const signed = (value, digits) => `${value < 0 ? "" : "+"}${write(value, digits)}`;

/**
 * Return the digits that the operands need for a result; as many as there are where none suffice.
 * @type {(numbers: number[], result: number, compute: (...shown: number[]) => number, digits?: number) => number}
 */
const enough = (numbers, result, compute, digits = DIGITS) =>
  digitsEnough(numbers, result, digits, compute) ?? MOST_DIGITS;

/**
 * Write numbers as a sum.
 * @type {(numbers: number[], digits: number) => string}
 */
const sumText = (numbers, digits) =>
  numbers
    .map((each, nth) => {
      const text = write(each, digits);
      if (nth === 0) return text;
      return text.startsWith("−") ? ` − ${text.slice(1)}` : ` + ${text}`;
    })
    .join("");

/**
 * Return what stands beside an image.
 * @param {Payload} data
 * @param {Pick<State, "rate">} state
 * @param {number} nth the image
 * @returns {string[]}
 */
export function rowTexts(data, state, nth) {
  const { words, classes, images } = data;
  const image = images[nth];
  if (data.scene === "batch") {
    const moved = image.by ? withGaps(words.moved, { by: image.by }) : words["not moved"];
    return [withGaps(words.label, { label: classes[data.label] }), moved];
  }
  if (data.scene === "forward") return [predictionText(data, largestAt(image.probabilities), nth)];
  if (data.scene === "loss") return lossTexts(data, nth);
  if (data.scene === "update") return [gradientText(data, nth)];
  if (data.scene === "rate") return trialTexts(data, state, nth);
  return [];
}

/** @type {(data: Payload, digit: number, nth: number) => string} */
function predictionText({ words, classes, images }, digit, nth) {
  const share = write(100 * images[nth].probabilities[digit], 1);
  return withGaps(words.prediction, { digit: classes[digit], share });
}

/** @type {(data: Payload) => number} */
const lossDigits = ({ images, loss }) =>
  enough(
    images.map((each) => each.loss),
    loss,
    mean,
  );

/** @type {(data: Payload, nth: number) => string[]} */
function lossTexts(data, nth) {
  const { words, label, images } = data;
  const { loss, probabilities } = images[nth];
  const digits = lossDigits(data);
  const p = probabilities[label];
  const shown = enough([p], loss, (each) => -Math.log(each), digits);
  return [
    withGaps(words.probability, { p: write(p, shown) }),
    withGaps(words.loss, { loss: write(loss, digits) }),
  ];
}

/** @type {(data: Payload) => { weight: number, gradients: number }} */
function updateDigits({ images, weight, update }) {
  const gradients = images.map((each) => each.gradient);
  const moved = (/** @type {number} */ value, /** @type {number} */ gradient) =>
    value - update.rate * gradient;
  const digits = enough([weight.value, update.gradient], update.after, moved);
  return { weight: digits, gradients: enough(gradients, update.gradient, mean, digits) };
}

/** @type {(data: Payload, nth: number) => string} */
function gradientText(data, nth) {
  const { input, d_sum: slope, gradient } = data.images[nth];
  const { gradients } = updateDigits(data);
  const digits = enough([input, slope], gradient, product, gradients);
  const gaps = { x: write(input, digits), slope: factor(slope, digits) };
  return withGaps(data.words.product, { ...gaps, gradient: write(gradient, gradients) });
}

/** @type {(data: Payload, state: Pick<State, "rate">, nth: number) => string[]} */
function trialTexts(data, { rate }, nth) {
  const { words, classes, images, trials } = data;
  if (!trials) return [];
  const { losses, loss, predicted } = trials.rates[rate];
  const before = write(images[nth].loss, lossDigits(data));
  const after = write(losses[nth], enough(losses, loss, mean));
  return [
    withGaps(words["from to"], { before, after }),
    withGaps(words["predicted after"], { digit: classes[predicted[nth]] }),
  ];
}

/**
 * Return the lines below the picture.
 * @param {Payload} data
 * @param {State} state
 * @returns {string[]}
 */
export function lineTexts(data, state) {
  const { scene } = data;
  if (scene === "loss") return [meanLossText(data)];
  if (scene === "slope") return slopeTexts(data, state);
  if (scene === "nudge") return quotientTexts(data, state);
  if (scene === "gears" || scene === "still") return gearTexts(data, state);
  if (scene === "deep" || scene === "silent") return chainTexts(data, state);
  if (scene === "update") return updateTexts(data);
  if (scene === "rate") return rateTexts(data, state);
  return [];
}

/** @type {(data: Payload) => string} */
function meanLossText(data) {
  const { words, images, loss } = data;
  const sum = sumText(
    images.map((each) => each.loss),
    lossDigits(data),
  );
  return withGaps(words["mean loss"], { sum, count: images.length, loss: write(loss) });
}

/** @type {(data: Payload, state: State) => string[]} */
function slopeTexts(data, state) {
  const { words, weight } = data;
  const { step, predicted, before, after, measured } = changesOf(data, state);
  const losses = enough([before, after], measured, (one, other) => other - one);
  const digits = enough([weight.gradient], predicted, (gradient) => step * gradient);
  const change = factor(step, STEP_DIGITS);
  if (!data.open) return [weightText(data)];
  return [
    weightText(data),
    withGaps(words["loss change"], {
      change: signed(step, STEP_DIGITS),
      before: write(before, losses),
      after: write(after, losses),
      measured: write(measured),
    }),
    withGaps(words["slope change"], {
      change,
      gradient: factor(weight.gradient, digits),
      predicted: write(predicted),
    }),
  ];
}

/**
 * Write the change of the loss, divided by the change of the weight, beside the gradient.
 * @type {(data: Payload, state: State) => string[]}
 */
function quotientTexts(data, state) {
  const { words, weight } = data;
  const { step, before, after, measured } = changesOf(data, state);
  const gradient = withGaps(words.gradient, { gradient: write(weight.gradient) });
  if (!data.open || step === 0)
    return data.open ? [weightText(data), gradient] : [weightText(data)];
  const quotient = measured / step;
  const losses = enough([before, after], quotient, (one, other) => (other - one) / step);
  const gaps = {
    before: write(before, losses),
    after: write(after, losses),
    change: factor(step, STEP_DIGITS),
    quotient: write(quotient),
  };
  return [weightText(data), withGaps(words.quotient, gaps), gradient];
}

/**
 * Return which weight it is.
 * @param {Payload} data
 */
export function weightText({ words, classes, weight }) {
  const gaps = { neuron: weight.neuron, digit: classes[weight.unit], value: write(weight.value) };
  return withGaps(words[weight.is_hidden ? "weight" : "weight of pixel"], gaps);
}

/** @type {(data: Payload, state: State) => string[]} */
function gearTexts(data, state) {
  const { words, weight, open } = data;
  const { step, sum, predicted, measured } = changesOf(data, state);
  const { input, d_sum: slope, gradient } = weight;
  const digits = Math.max(
    enough([input], sum, (x) => step * x),
    enough([input, slope], predicted, (...factors) => step * product(...factors)),
    enough([input, slope], gradient, product),
  );
  const gaps = {
    change: factor(step, STEP_DIGITS),
    x: write(input, digits),
    slope: factor(slope, digits),
    sum: write(sum),
    predicted: write(predicted),
    measured: write(measured),
    gradient: open ? write(gradient) : HIDDEN,
  };
  const lines = open ? [words["sum turns"], words["loss turns"]] : [];
  if (isBounded(input) || isBounded(slope)) lines.push(words["not to scale"]);
  lines.push(words["chain rule"]);
  return [weightText(data), ...lines.map((line) => withGaps(line, gaps))];
}

/**
 * Write how far each wheel turns behind a hidden neuron, and the ratios as a product.
 * @type {(data: Payload, state: State) => string[]}
 */
function chainTexts(data, state) {
  const { words, weight, open } = data;
  const { ratios, gradient } = weight;
  const { predicted, measured } = changesOf(data, state);
  const digits = enough(ratios, gradient, product);
  const [change, sum, output] = turnsOf(data, state).map((turn) => signed(turn, STEP_DIGITS));
  const [x, slope, back] = ratios.map((ratio) => factor(ratio, digits));
  const gaps = {
    ...{ change, sum, output, x, slope, back },
    predicted: signed(predicted, DIGITS),
    measured: signed(measured, DIGITS),
    gradient: open ? write(gradient) : HIDDEN,
  };
  const lines = open ? [words["all turn"]] : [];
  if (ratios.some(isBounded)) lines.push(words["not to scale"]);
  lines.push(words["whole chain"]);
  return [weightText(data), ...lines.map((line) => withGaps(line, gaps))];
}

/** @type {(data: Payload) => string[]} */
function updateTexts(data) {
  const { words, images, weight, update, open } = data;
  const digits = updateDigits(data);
  const sum = sumText(
    images.map((each) => each.gradient),
    digits.gradients,
  );
  const gradient = write(update.gradient, digits.weight);
  const gaps = {
    value: write(weight.value, digits.weight),
    rate: String(update.rate),
    gradient: bracketed(gradient),
    after: write(update.after),
  };
  const lines = [withGaps(words["mean gradient"], { sum, count: images.length, gradient })];
  return [weightText(data), ...lines, ...(open ? [withGaps(words.update, gaps)] : [])];
}

/** @type {(data: Payload, state: State) => string[]} */
function rateTexts({ words, loss, trials }, { rate }) {
  if (!trials) return [];
  const trial = trials.rates[rate];
  const whole = (/** @type {number} */ count) => count.toLocaleString("en-US");
  return [
    withGaps(words["batch loss"], { before: write(loss), after: write(trial.loss) }),
    withGaps(words["tests correct"], {
      tests: whole(trials.tests),
      before: whole(trials.correct),
      after: whole(trial.correct),
    }),
    withGaps(words.parameters, { parameters: whole(trials.parameters) }),
  ];
}

/**
 * Return what stands on the wheels: the name and how far each is turned.
 * @param {Payload} data
 * @param {Pick<State, "at">} state
 */
export function wheelTexts(data, state) {
  const { words, open, weight } = data;
  const names = weight.ratios.length > 2 ? ["w", "z", "h"] : ["w", "z"];
  const turns = turnsOf(data, state);
  return [...names, words["loss wheel"]].map((name, nth) => ({
    name,
    turned: open || nth === 0 ? signed(turns[nth], STEP_DIGITS) : HIDDEN,
  }));
}

/**
 * Return how far each wheel is turned.
 * @type {(data: Payload, state: Pick<State, "at">) => number[]}
 */
function turnsOf(data, state) {
  const turns = [changesOf(data, state).step];
  for (const ratio of data.weight.ratios) turns.push(turns[turns.length - 1] * ratio);
  return turns;
}

/**
 * Return what is spoken, and what stands beside the slider.
 * @param {Payload} data
 * @param {State} state
 */
export function sliderText(data, state) {
  if (data.scene === "rate") return String(data.trials?.rates[state.rate].rate ?? "");
  return signed(changesOf(data, state).step, STEP_DIGITS);
}

/** @type {(data: Payload, nth: number) => string} */
export function imageName({ words, classes, images, label, chosen }, nth) {
  const key = nth === chosen ? "chosen image" : "image";
  return withGaps(words[key], { number: nth + 1, label: classes[label], by: images[nth].by });
}
