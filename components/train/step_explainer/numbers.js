// Numbers as text, with digits enough that a reader can check a calculation.

import { bracketed, digitsEnough, formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";

/** @import { Words } from "../../ui/js/words.js" */

/**
 * @param {Words} words for what is not a number
 * @param {number | null | undefined} value
 * @param {number} digits
 */
export const fixed = (words, value, digits) =>
  typeof value === "number" && Number.isFinite(value)
    ? formatNumber(value, digits)
    : words["not a number"];

/**
 * Return a number of any size with six digits: 0.0123457, 1.23457 × 10⁻⁸.
 * @param {Words} words for what is not a number
 * @param {number | null} value
 */
export function formatBrief(words, value) {
  if (value === null || !Number.isFinite(value)) return words["not a number"];
  if (value === 0) return "0";
  if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6)
    return String(Number(value.toPrecision(6))).replace("-", "−");
  const [front, power] = value.toExponential(5).split("e");
  const raised = [...String(Number(power))]
    .map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]))
    .join("");
  return `${front.replace(/\.?0+$/, "").replace("-", "−")} × 10${raised}`;
}
/**
 * Return a factor, in brackets if it is negative or a product itself.
 * @param {string} text
 */
export const inBrackets = (text) => (text.includes("×") ? `(${text})` : bracketed(text));

/**
 * Return a line with its {gaps} filled; `value` is called with whether the gap follows a "=".
 * @param {string} line
 * @param {(name: string, isResult: boolean) => string | number} value
 */
export const fillGaps = (line, value) =>
  line.replace(
    /(= )?\{(\w+)\}/g,
    (/** @type {unknown} */ _, /** @type {string} */ equals, /** @type {string} */ name) =>
      (equals ?? "") + value(name, Boolean(equals)),
  );

/**
 * Return whether two numbers add up to a third as displayed, in whole units of the last digit.
 * @param {number} one
 * @param {number} other
 * @param {number} sum
 * @param {number} digits
 */
export function addsUp(one, other, sum, digits) {
  /** @param {number} value */
  const units = (value) => BigInt(value.toFixed(digits).replace(".", ""));
  return units(one) + units(other) === units(sum);
}

/**
 * Return "=" if a result follows from the displayed numbers, else "≈".
 * @param {number} computed
 * @param {number | null} value
 */
export const equalitySign = (computed, value) =>
  computed.toFixed(5) === (value ?? Number.NaN).toFixed(5) ? "=" : "≈";

/**
 * Return a probability's loss as a calculation. Keras replaces a probability of 0 by a small number
 * before it takes the logarithm, so then only the result is approximately right.
 * @param {Words} words
 * @param {number} probability
 * @param {number} loss
 */
export function lossText(words, probability, loss) {
  const isExact = Number.isFinite(loss) && probability > 0;
  const digits = isExact
    ? digitsEnough([probability], loss, 5, (number) => -Math.log(number))
    : undefined;
  return withGaps(words[digits ? "loss exact" : "loss rounded"], {
    probability: digits ? formatNumber(probability, digits) : formatBrief(words, probability),
    loss: fixed(words, loss, 5),
  });
}
