// The optimizer's rule in one weight's numbers, and whether float32 let it have its way.

import { addsUp, brief, filled, fixed, inBrackets } from "./numbers.js";

/** @import { Step } from "./payload.d.ts" */
/** @import { StepNumbers } from "./step_numbers.js" */

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const ROUNDED = 1.01; // spacings of float32 that its own rounding explains
const CLOSE = 1e-3; // in proportion: the digits shown are too few to tell

/**
 * Return the lines of the working, with this weight's numbers in their gaps.
 * @param {Pick<Step, "lines" | "frozen" | "age" | "rate" | "digits">} step
 * @param {Pick<StepNumbers, "gradient" | "working">} numbers
 * @param {number} at
 */
export function ruleLines({ lines, frozen, age, rate, digits }, { gradient, working }, at) {
  if (frozen) return [];
  /** @type {Record<string, number>} */
  const scalars = { g: gradient[at], rate };
  const numberOf = (/** @type {string} */ name) => {
    const found = working[name];
    return scalars[name] ?? (typeof found === "number" ? found : found[at]);
  };
  const gap = (/** @type {string} */ name, /** @type {boolean} */ isResult) => {
    if (name === "t") return String(age).replace(/\d/g, (digit) => RAISED[Number(digit)]);
    if (name === "change") return fixed(numberOf(name), digits);
    return isResult ? brief(numberOf(name)) : inBrackets(brief(numberOf(name)));
  };
  return lines.map((line) => filled(line.replace("^{t}", "{t}"), gap));
}

/**
 * Return what became of the rule's change: whether the weight moved by as much.
 * @param {Pick<Step, "words" | "frozen" | "digits">} step
 * @param {Pick<StepNumbers, "update" | "spacing" | "working">} numbers
 * @param {number} at
 */
export function ruleNote({ words, frozen, digits }, { update, spacing, working }, at) {
  const change = changeOf(working, at);
  const apart = Math.abs(change - update[at]);
  if (frozen || !Number.isFinite(apart)) return "";
  /** @type {Record<string, string>} */
  const gaps = {
    change: fixed(change, digits),
    update: fixed(update[at], digits),
    spacing: brief(spacing[at]),
  };
  let reason = "small";
  if (gaps.change === gaps.update) reason = "same";
  else if (apart <= ROUNDED * spacing[at]) reason = "float32";
  else if (apart <= CLOSE * Math.abs(change)) reason = "digits";
  return filled(words[reason], (name) => gaps[name]);
}

/** @type {(working: StepNumbers["working"], at: number) => number} */
function changeOf({ change }, at) {
  return typeof change === "number" ? change : change[at];
}

/**
 * Return whether the weight before and its change give the weight after, as they are written.
 * @param {Pick<Step, "words" | "digits">} step
 * @param {Pick<StepNumbers, "before" | "update" | "after">} numbers
 * @param {number} at
 */
export function sumNote({ words, digits }, { before, update, after }, at) {
  if (![before[at], update[at], after[at]].every(Number.isFinite)) return "";
  const isExact = addsUp(before[at], update[at], after[at], digits);
  return filled(words[isExact ? "exact" : "rounded"], () => digits);
}
