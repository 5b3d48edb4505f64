// The error function, for gelu: how much of a bell curve lies within ±x.

const FAR = 6; // beyond, the rest of the bell is less than a double can tell from nothing

/**
 * Return the error function of a number, to the last digits of a double.
 * @param {number} x
 */
export function erf(x) {
  const size = Math.abs(x);
  if (size > FAR) return Math.sign(x);
  let term = size;
  let sum = size; // all terms have one sign, so nothing cancels
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * size * size) / (2 * n + 1);
    sum += term;
  }
  const share = (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum;
  return Math.sign(x) * Math.min(1, share);
}
