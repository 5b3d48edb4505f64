// An order of lines: which can be moved, and what it is after that.

/**
 * Return an order with the line at a position moved up or down by one.
 * @param {number[]} order
 * @param {number} at
 * @param {-1 | 1} by
 */
export function moved(order, at, by) {
  const to = at + by;
  if (to < 0 || to >= order.length) return order;
  const next = [...order];
  [next[at], next[to]] = [next[to], next[at]];
  return next;
}
