// Sums: floats added in NumPy's order, since (a + b) + c and a + (b + c) differ in their last digit.

const BLOCK = 128; // NumPy's; longer runs are halved
const LANES = 8; // partial sums of a block

/**
 * Add numbers pairwise, as NumPy's `sum` does along an axis that lies in one piece.
 * @param {ArrayLike<number>} values
 * @param {number} [from] index of the first
 * @param {number} [count] how many
 * @returns {number}
 */
export function sumOf(values, from = 0, count = values.length) {
  if (count > BLOCK) {
    const half = Math.floor(count / 2 / LANES) * LANES;
    return sumOf(values, from, half) + sumOf(values, from + half, count - half);
  }
  let total = 0;
  let at = from;
  if (count >= LANES) {
    const lanes = Float64Array.from({ length: LANES }, (_, lane) => values[from + lane]);
    const whole = from + count - (count % LANES);
    for (at += LANES; at < whole; at += LANES) {
      for (let lane = 0; lane < LANES; lane++) lanes[lane] += values[at + lane];
    }
    const [a, b, c, d, e, f, g, h] = lanes;
    total = a + b + (c + d) + (e + f + (g + h));
  }
  for (; at < from + count; at++) total += values[at];
  return total;
}

/**
 * Return the running sums: the nth adds the values up to and including n.
 * @param {ArrayLike<number>} values
 */
export function runningSums(values) {
  const sums = new Float64Array(values.length);
  let total = 0;
  for (let at = 0; at < values.length; at++) sums[at] = total += values[at];
  return sums;
}
