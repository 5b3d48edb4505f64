// Numbers as a person writes and checks them.

// A real minus sign, no "-0", and no row of digits that is too long to read.
export function formatNumber(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value) < 1e7 ? value.toFixed(digits) : value.toExponential(2);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

// A negative factor stands in brackets.
export const bracketed = (text) => (text.startsWith("−") ? `(${text})` : text);

// A number in whole units of the last digit shown, as models.explain.written_sum counts them.
export const inUnits = (value, digits) => Math.floor(value * 10 ** digits + 0.5);

// How many digits the operands need so that a reader who computes the result from what is shown
// gets it as it is shown; undefined where no reasonable number is enough.
export const MOST_DIGITS = 12;
export function digitsEnough(numbers, result, digits, compute) {
  const wanted = formatNumber(result, digits);
  for (let more = digits; more <= MOST_DIGITS; more++) {
    const shown = numbers.map((number) => Number(number.toFixed(more)));
    if (formatNumber(compute(...shown), digits) === wanted) return more;
  }
}

// The largest size of any finite value; 0 where there is none.
export const largestOf = (values) =>
  values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );

export const layerName = (index, count) =>
  index === count - 1 ? "output layer" : `hidden layer ${index + 1}`;
