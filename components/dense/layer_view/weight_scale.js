// The scale of the weights: the strongest one, and of many the strongest hundredth, where colors end.

/** @import { Floats } from "../../ui/js/nn/arrays.js" */

const SHARE = 0.99; // of many weights, which the scale shows apart

/** @type {WeakMap<Floats, Float64Array>} sizes by kernel, sorted: sorting 100,000 takes milliseconds */
const sorted = new WeakMap();

/** @param {Floats} kernel */
function sortedSizes(kernel) {
  const known = sorted.get(kernel) ?? Float64Array.from(kernel, Math.abs).sort();
  sorted.set(kernel, known);
  return known;
}

/**
 * Return a kernel's scale after some of its weights were changed, as Python computes it.
 * @param {Floats} before
 * @param {Floats} after
 * @param {Iterable<number>} cells that were changed
 * @param {boolean} isLarge
 */
export function scaleOf(before, after, cells, isLarge) {
  const edges = [...cells].filter((cell) => cell < after.length);
  const fromTop = descending(sortedSizes(before), before, after, edges);
  const largest = fromTop(0);
  const limit = isLarge ? quantile(fromTop, after.length) : largest;
  return { limit: limit || 1, largest };
}

/** @type {(fromTop: (rank: number) => number, count: number) => number} as NumPy interpolates it */
function quantile(fromTop, count) {
  const rank = (count - 1) * SHARE;
  const whole = Math.floor(rank);
  const low = fromTop(count - 1 - whole);
  const high = fromTop(Math.max(0, count - 2 - whole));
  const share = rank - whole;
  return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
}

/**
 * Return what finds the nth largest size, without sorting again.
 * @param {Float64Array} sizes of all weights before, the smallest first
 * @param {Floats} before
 * @param {Floats} after
 * @param {number[]} edges that were changed
 * @returns {(rank: number) => number} the largest has rank 0
 */
function descending(sizes, before, after, edges) {
  /** @type {Map<number, number>} how often a size is gone */
  const gone = new Map();
  for (const edge of edges) {
    const size = Math.abs(before[edge]);
    gone.set(size, (gone.get(size) ?? 0) + 1);
  }
  const added = edges.map((edge) => Math.abs(after[edge])).sort((one, other) => other - one);
  return (rank) => {
    const left = new Map(gone);
    let at = sizes.length - 1;
    let next = 0;
    for (let passed = 0; ; passed++) {
      while (at >= 0 && left.get(sizes[at])) {
        left.set(sizes[at], Number(left.get(sizes[at])) - 1);
        at--;
      }
      const isAdded = next < added.length && (at < 0 || added[next] >= sizes[at]);
      const size = isAdded ? added[next++] : sizes[at--];
      if (passed === rank) return size;
    }
  };
}
