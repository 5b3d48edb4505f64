// What is written on the stage: numbers in the lesson's own sentences.

import { digitsEnough, formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { writeFixed } from "../../ui/js/rounding.js";
import { logitParts } from "./numbers.js";

/** @import { Reading, Scene, Shown } from "./types.d.ts" */

/** @typedef {Record<string, string>} Words */

const DIGITS = 3;
const MOST_DECIMAL = 1e5; // larger numbers are written as powers of ten

/**
 * Write a number in a column: few digits, and what no number can hold as NumPy writes it.
 * @param {number} value
 * @param {number} [digits]
 */
export function columnText(value, digits = 4) {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "−inf";
  if (Math.abs(value) >= MOST_DECIMAL) return value.toExponential(1).replace("e+", "e");
  const fewer = Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 10 ? 1 : digits;
  return formatNumber(value, Math.min(digits, fewer));
}

/**
 * Return the prediction in a sentence.
 * @param {Words} words
 * @param {Shown} shown
 * @param {string[]} classes
 */
export function answerText(words, { reading, isExample }, classes) {
  const name = isExample ? "predicts example" : "predicts";
  return withGaps(words[name], predictionOf(reading, classes));
}

/** @type {(reading: Reading, classes: string[]) => { digit: string, share: string }} */
export function predictionOf({ probabilities }, classes) {
  const best = largestAt(probabilities);
  return { digit: classes[best], share: writeFixed(100 * probabilities[best], 1) };
}

/**
 * Return the titles of a scene's parts, one or two lines each.
 * @param {Words} words
 * @param {Scene} scene
 * @param {Shown} shown
 * @param {{ classes: string[], short: boolean }} at
 * @returns {Record<string, string[]>}
 */
export function titlesOf(words, scene, shown, { classes, short }) {
  const titleOf = (/** @type {string} */ name) => {
    const count = words[`${name} count`];
    return [words[name], short ? (words[`${name} short`] ?? count) : count];
  };
  const names = ["image", "vector", "hidden", "logits", "probabilities"];
  if (scene === "solved") return comparisonTitles(words, shown, classes);
  if (scene === "order") return { accuracy: [words.correct] };
  if (scene === "hidden") {
    return {
      hidden: [words.filters],
      image: [words.input],
      weights: [words.weights],
      products: [words.products],
    };
  }
  if (scene === "exp" || scene === "largest") {
    const [exp, share] = [[words["exp column"]], [words["share column"]]];
    return {
      logits: [words["logit column"]],
      powers: exp,
      probabilities: share,
      shifted: [words["shifted column"]],
      safePowers: exp,
      safeProbabilities: share,
    };
  }
  return Object.fromEntries(names.map((name) => [name, titleOf(name)]));
}

/** @type {(words: Words, shown: Shown, classes: string[]) => Record<string, string[]>} */
function comparisonTitles(words, { reading, comparison }, classes) {
  if (!comparison) return {};
  const evidence = withGaps(words.evidence, {
    one: classes[comparison.one],
    other: classes[comparison.other],
  });
  const answer = (/** @type {Reading} */ each) => {
    const { digit, share } = predictionOf(each, classes);
    return `${digit} · ${share}%`;
  };
  return {
    image: [words.before],
    evidence: [evidence],
    probabilities: [answer(reading)],
    moved: [words.after],
    movedEvidence: [evidence],
    movedProbabilities: [answer(comparison.after)],
  };
}

/**
 * Return a neuron's sum in a sentence, with digits that add up.
 * @param {string} text
 * @param {{ sum: number, bias: number, result: number }} numbers
 * @param {Record<string, string | number>} more
 */
function sumSentence(text, { sum, bias, result }, more) {
  const digits = digitsEnough([sum, bias], result, DIGITS, (a, b) => a + b) ?? DIGITS;
  const written = formatNumber(result, DIGITS);
  return withGaps(text, {
    ...more,
    sum: formatNumber(sum, digits),
    bias: bias < 0 ? `(${formatNumber(bias, digits)})` : formatNumber(bias, digits),
    z: written,
    logit: written,
  });
}

/**
 * Return what there is to read below the picture.
 * @param {Words} words
 * @param {Scene} scene
 * @param {Shown} shown
 * @param {{ classes: string[], columns: number, pointed?: { part: string, at: number } }} at
 */
export function readoutText(words, scene, shown, { classes, columns, pointed }) {
  const { reading, neuron, table, comparison } = shown;
  if (scene === "whole" && pointed) return pointedText(words, reading, pointed, columns, classes);
  if (scene === "hidden" && neuron) return neuronText(words, neuron);
  if (scene === "logits") return logitText(words, reading, shown.chosenClass, classes);
  if (scene === "exp") return withGaps(words.total, { total: columnText(table.total) });
  if (scene === "certainty") {
    const total = reading.probabilities.reduce((sum, each) => sum + each, 0);
    return withGaps(words.together, { total: formatNumber(total, 4) });
  }
  if (scene === "solved" && comparison) return movedText(words, comparison.by);
  return "";
}

/** @type {(words: Words, neuron: import("./types.d.ts").Neuron) => string} */
const neuronText = (words, { unit, sum, bias, z, output }) =>
  sumSentence(
    words.neuron,
    { sum, bias, result: z },
    { neuron: unit, output: formatNumber(output, DIGITS) },
  );

/** @type {(words: Words, reading: Reading, at: number, classes: string[]) => string} */
function logitText(words, reading, at, classes) {
  const parts = logitParts(reading, at);
  if (!parts) return "";
  const { sum, bias } = parts;
  return sumSentence(
    words.logit,
    { sum, bias, result: reading.logits[at] },
    { digit: classes[at] },
  );
}

/**
 * @param {Words} words
 * @param {Reading} reading
 * @param {{ part: string, at: number }} pointed
 * @param {number} columns
 * @param {string[]} classes
 */
function pointedText(words, reading, { part, at }, columns, classes) {
  if (part === "image" || part === "vector") {
    return withGaps(words.pixel, {
      row: Math.floor(at / columns),
      column: at % columns,
      index: at,
      value: formatNumber(reading.input[at], DIGITS),
    });
  }
  if (part === "hidden") {
    return withGaps(words.output, { neuron: at, output: formatNumber(reading.hidden[at], DIGITS) });
  }
  return logitText(words, reading, at, classes);
}

/** @type {(words: Words, by: number) => string} */
function movedText(words, by) {
  const name = by > 0 ? "index moves" : by < 0 ? "index moves left" : "index stays";
  return withGaps(words[name], { by: Math.abs(by) });
}
