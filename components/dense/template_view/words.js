// What is written of a neuron's numbers.

import { withGaps } from "../../ui/js/gaps.js";

/** @type {(value: number) => string} as few digits as it needs, with a real minus sign */
export const write = (value) => String(+value.toFixed(2)).replace("-", "−");

/**
 * Write products as a sum: `1 − 2 + 6 = 5`.
 * @param {ArrayLike<number>} products
 * @param {number} sum
 */
export function sumText(products, sum) {
  const terms = Array.from(products, (product, term) => {
    if (!term) return write(product);
    return product < 0 ? `− ${write(-product)}` : `+ ${write(product)}`;
  });
  return `${terms.join(" ")} = ${write(sum)}`;
}

/**
 * Name a cell by its row and column, or in a single row by its index.
 * @param {Record<string, string>} words
 * @param {"pixel" | "weight" | "product"} kind
 * @param {number} index
 * @param {{ columns: number, count: number }} grid
 */
export function cellName(words, kind, index, { columns, count }) {
  if (count === columns) return withGaps(words[`${kind} in a row`], { index });
  const place = { row: Math.floor(index / columns), column: index % columns };
  return withGaps(words[kind], place);
}
