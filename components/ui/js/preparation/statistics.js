// Statistics: medians, percentiles and rounding with NumPy's rules.

/** @param {Iterable<number>} values */
const sorted = (values) => Float64Array.from(values).sort();

/**
 * Return the middle value, or the mean of the two in the middle.
 * @param {Iterable<number>} values at least one
 */
export function median(values) {
  const order = sorted(values);
  const middle = order.length >> 1;
  return order.length % 2 ? order[middle] : (order[middle - 1] + order[middle]) / 2;
}

/**
 * Return the value below which so many percent lie, on a straight line between neighbors.
 * @param {Iterable<number>} values at least one
 * @param {number} percent 0 to 100
 */
export function percentile(values, percent) {
  const order = sorted(values);
  const at = (order.length - 1) * (percent / 100);
  const below = Math.floor(at);
  const share = at - below;
  const low = order[below];
  const high = order[Math.min(below + 1, order.length - 1)];
  // From whichever end is nearer, as NumPy does.
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

/**
 * Return the nearest whole number; of two that are as near, the even one, as Python does.
 * @param {number} value
 */
export function rounded(value) {
  const low = Math.floor(value);
  const rest = value - low;
  if (rest === 0.5) return low % 2 ? low + 1 : low;
  return rest < 0.5 ? low : low + 1;
}

/**
 * Return a value, or the bound it lies beyond.
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
export const clipped = (value, low, high) => Math.min(Math.max(value, low), high);
