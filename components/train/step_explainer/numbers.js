// Numbers of the story: unpacked as Python sent them, and written to be read and checked.

import { bracketed, formatNumber } from "../../ui/js/format.js";

const nan = "not a number";

export const fixed = (value, digits) =>
  value === null || !Number.isFinite(value) ? nan : formatNumber(value, digits);

// Six digits of any size of number: 0.0123457, 1.23457 × 10⁻⁸.
export function brief(value) {
  if (value === null || !Number.isFinite(value)) return nan;
  if (value === 0) return "0";
  if (Math.abs(value) >= 1e-4 && Math.abs(value) < 1e6)
    return String(Number(value.toPrecision(6))).replace("-", "−");
  const [front, power] = value.toExponential(5).split("e");
  const raised = [...String(Number(power))]
    .map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]))
    .join("");
  return `${front.replace(/\.?0+$/, "").replace("-", "−")} × 10${raised}`;
}
// A factor that is negative, or a product itself, stands in brackets.
export const inBrackets = (text) => (text.includes("×") ? `(${text})` : bracketed(text));

// Fills the {gaps} of a line; `value(name, result)` hears whether the gap is what a "=" gives.
export const filled = (line, value) =>
  line.replace(
    /(= )?\{(\w+)\}/g,
    (_, equals, name) => (equals ?? "") + value(name, Boolean(equals)),
  );

// Whether three numbers, as they are written, add up: in whole steps of the last digit.
export function addsUp(one, other, sum, digits) {
  const steps = (value) => BigInt(value.toFixed(digits).replace(".", ""));
  return steps(one) + steps(other) === steps(sum);
}
