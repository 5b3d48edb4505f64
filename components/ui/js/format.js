// Numbers as a person writes and checks them.

/**
 * Write a number: a real minus sign, no "-0", and no row of digits that is too long to read.
 * @param {number} value
 * @param {number} digits decimals
 */
export function formatNumber(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value) < 1e7 ? value.toFixed(digits) : value.toExponential(2);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

/** @type {(text: string) => string} a negative factor stands in brackets */
export const bracketed = (text) => (text.startsWith("−") ? `(${text})` : text);

/**
 * Return a number in whole units of the last digit shown, as models.explain.written_sum does.
 * @type {(value: number, digits: number) => number}
 */
export const inUnits = (value, digits) => Math.floor(value * 10 ** digits + 0.5);

export const MOST_DIGITS = 12;

/**
 * Return how many digits the operands need so that a reader who computes the result from what is
 * shown gets it as it is shown; undefined where no reasonable number is enough.
 * @param {number[]} numbers
 * @param {number} result
 * @param {number} digits of the result
 * @param {(...shown: number[]) => number} compute
 */
export function digitsEnough(numbers, result, digits, compute) {
  const wanted = formatNumber(result, digits);
  for (let more = digits; more <= MOST_DIGITS; more++) {
    const shown = numbers.map((number) => Number(number.toFixed(more)));
    if (formatNumber(compute(...shown), digits) === wanted) return more;
  }
}

/**
 * Return the largest size of any finite value; 0 where there is none.
 * @param {ArrayLike<number>} values
 */
export function largestOf(values) {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    if (Number.isFinite(values[at])) most = Math.max(most, Math.abs(values[at]));
  }
  return most;
}
