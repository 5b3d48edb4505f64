// Rounding as Python does it, so that a number computed here has the digits that Python would send.

/**
 * Return the nearest whole number, of two the even one, as NumPy's `rint`.
 * @param {number} value
 */
export function roundHalfEven(value) {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest === 0.5) return below % 2 === 0 ? below : below + 1;
  return rest < 0.5 ? below : below + 1;
}

/**
 * Return a number rounded to so many decimals, as `numpy.round`.
 * @type {(value: number, digits: number) => number}
 */
export const roundTo = (value, digits) => roundHalfEven(value * 10 ** digits) / 10 ** digits;

const MAX_STEPS = 2 ** 31; // more travel unrounded, as Python packs them

/**
 * Return numbers as `pack_rounded` of ui/wire_format.py sends them: rounded, unless one is too large.
 * @param {ArrayLike<number>} values
 * @param {number} digits
 * @returns {Float64Array}
 */
export function roundNumbers(values, digits) {
  const scale = 10 ** digits;
  const steps = Float64Array.from(values, (value) => roundHalfEven(value * scale));
  const fit = steps.every((step) => Math.abs(step) < MAX_STEPS);
  return fit ? steps.map((step) => step / scale) : Float64Array.from(values);
}

/**
 * Write a number with so many decimals, as Python's `f"{value:.1f}"`: a number that lies exactly
 * halfway between two texts gets the even digit, where `toFixed` takes the larger.
 * @param {number} value
 * @param {number} digits
 */
export function writeFixed(value, digits) {
  const isBinary = Number.isInteger(value * 2 ** (digits + 1)); // of others none lies halfway
  const isHalfway = isBinary && Math.abs(value * 10 ** digits * 2) % 2 === 1;
  const shown = isHalfway ? roundTo(value, digits) : value;
  return shown.toFixed(digits);
}

const MAX_DIGITS = 12;

/**
 * Return how many digits of a number to show so that a shown result follows from them, as
 * `sufficient_digits` of ui/numbers.py.
 * @param {number} number what is computed from
 * @param {number} result computed from it, and shown with `digits`
 * @param {number} digits
 * @param {(number: number) => number} compute
 */
export function sufficientDigits(number, result, digits, compute) {
  const wanted = roundTo(result, digits);
  for (let more = digits; more < MAX_DIGITS; more++) {
    if (roundTo(compute(roundTo(number, more)), digits) === wanted) return more;
  }
  return MAX_DIGITS;
}
