// Numbers of the story: unpacked as Python sent them, and written to be read and checked.

import { bracketed, digitsEnough, formatNumber } from "../../ui/js/format.js";

const nan = "not a number";

/**
 * @param {number | null | undefined} value
 * @param {number} digits
 */
export const fixed = (value, digits) =>
  typeof value === "number" && Number.isFinite(value) ? formatNumber(value, digits) : nan;

/**
 * Six digits of any size of number: 0.0123457, 1.23457 × 10⁻⁸.
 * @param {number | null} value
 */
export function brief(value) {
  if (value === null || !Number.isFinite(value)) return nan;
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
 * A factor that is negative, or a product itself, stands in brackets.
 * @param {string} text
 */
export const inBrackets = (text) => (text.includes("×") ? `(${text})` : bracketed(text));

/**
 * Fills the {gaps} of a line; `value` is called with whether the gap is what a "=" gives.
 * @param {string} line
 * @param {(name: string, isResult: boolean) => string | number} value
 */
export const filled = (line, value) =>
  line.replace(
    /(= )?\{(\w+)\}/g,
    (/** @type {unknown} */ _, /** @type {string} */ equals, /** @type {string} */ name) =>
      (equals ?? "") + value(name, Boolean(equals)),
  );

/**
 * Whether three numbers, as they are written, add up: in whole steps of the last digit.
 * @param {number} one
 * @param {number} other
 * @param {number} sum
 * @param {number} digits
 */
export function addsUp(one, other, sum, digits) {
  /** @param {number} value */
  const steps = (value) => BigInt(value.toFixed(digits).replace(".", ""));
  return steps(one) + steps(other) === steps(sum);
}

/**
 * Return "=" where a result is what one computes from what is written, else "≈".
 * @param {number} computed
 * @param {number | null} value
 */
export const equals = (computed, value) => (fixed(computed, 5) === fixed(value, 5) ? "=" : "≈");

/**
 * Write a probability's loss as it can be computed from it. One of 0 is not logged as it is, but
 * as the smallest number that Keras takes for it.
 * @param {number} share
 * @param {number} loss
 */
export function lossWords(share, loss) {
  const canBe = Number.isFinite(loss) && share > 0;
  const digits = canBe ? digitsEnough([share], loss, 5, (number) => -Math.log(number)) : undefined;
  return digits
    ? `−ln ${formatNumber(share, digits)} = ${fixed(loss, 5)}`
    : `−ln ${brief(share)} ≈ ${fixed(loss, 5)}`;
}
