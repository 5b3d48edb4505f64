// The optimizer's formula with one weight's numbers, and how float32 rounded its result.

import { addsUp, fillGaps, fixed, formatBrief, inBrackets } from "./numbers.js";

/** @import { Step } from "./payload.d.ts" */
/** @import { StepNumbers } from "./step_numbers.js" */
/** @import { Words } from "../../ui/js/words.js" */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const ROUNDED = 1.01; // spacings of float32 that its own rounding explains
const CLOSE = 1e-3; // in proportion: the digits shown are too few to tell

/**
 * Return the worked lines, with this weight's numbers in their gaps.
 * @param {Pick<Step, "formulaLines" | "frozen" | "optimizerStep" | "learningRate" | "digits">} step
 * @param {Pick<StepNumbers, "gradient" | "intermediates">} numbers
 * @param {number} index
 * @param {Words} words
 */
export function workedLines(step, { gradient, intermediates }, index, words) {
  const { formulaLines, frozen, optimizerStep, learningRate, digits } = step;
  if (frozen) return [];
  /** @type {Record<string, number>} */
  const scalars = { g: gradient[index], rate: learningRate };
  const numberOf = (/** @type {string} */ name) => {
    const found = intermediates[name];
    return scalars[name] ?? (typeof found === "number" ? found : found[index]);
  };
  const gap = (/** @type {string} */ name, /** @type {boolean} */ isResult) => {
    if (name === "t") return String(optimizerStep).replace(/\d/g, (digit) => RAISED[Number(digit)]);
    if (name === "change") return fixed(words, numberOf(name), digits);
    const text = formatBrief(words, numberOf(name));
    return isResult ? text : inBrackets(text);
  };
  return formulaLines.map((line) => fillGaps(line.replace("^{t}", "{t}"), gap));
}

/**
 * Return a note on whether the weight changed by what the formula gives.
 * @param {Pick<Step, "texts" | "frozen" | "digits">} step
 * @param {Pick<StepNumbers, "update" | "spacing" | "intermediates">} numbers
 * @param {number} index
 * @param {Words} words
 */
export function changeNote(step, { update, spacing, intermediates }, index, words) {
  const { texts, frozen, digits } = step;
  const change = changeOf(intermediates, index);
  const apart = Math.abs(change - update[index]);
  if (frozen || !Number.isFinite(apart)) return "";
  /** @type {Record<string, string>} */
  const gaps = {
    change: fixed(words, change, digits),
    update: fixed(words, update[index], digits),
    spacing: formatBrief(words, spacing[index]),
  };
  let reason = "small";
  if (gaps.change === gaps.update) reason = "same";
  else if (apart <= ROUNDED * spacing[index]) reason = "float32";
  else if (apart <= CLOSE * Math.abs(change)) reason = "digits";
  return fillGaps(texts[reason], (name) => gaps[name]);
}

/** @type {(intermediates: StepNumbers["intermediates"], index: number) => number} */
function changeOf({ change }, index) {
  return typeof change === "number" ? change : change[index];
}

/**
 * Return a note on whether weight and change add up as displayed.
 * @param {Pick<Step, "texts" | "digits">} step
 * @param {Pick<StepNumbers, "before" | "update" | "after">} numbers
 * @param {number} index
 */
export function sumNote({ texts, digits }, { before, update, after }, index) {
  if (![before[index], update[index], after[index]].every(Number.isFinite)) return "";
  const isExact = addsUp(before[index], update[index], after[index], digits);
  return fillGaps(texts[isExact ? "exact" : "rounded"], () => digits);
}
