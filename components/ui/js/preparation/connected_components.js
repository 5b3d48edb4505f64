// Connected components: pieces of ink, and which of them are specks rather than the digit.

import { mapped } from "./planes.js";

/** @import { Plane } from "./planes.js" */

const SPECK = 0.05; // of the largest component's ink; smaller ones are dropped

/**
 * Which component each pixel belongs to; 0 is the background.
 * @typedef {{ shape: readonly number[], numbers: Int32Array }} Labels
 */

/**
 * Label the connected components of marked pixels by the last pixel of each; corners connect.
 * @param {Plane} ink marked where it is above 0
 * @returns {Labels}
 */
export function connectedComponents({ shape, values }) {
  const numbers = new Int32Array(values.length);
  // From the last pixel on, so that each component is met first at the one that labels it.
  for (let index = values.length - 1; index >= 0; index--) {
    if (values[index] > 0 && numbers[index] === 0) flood(index, index + 1);
  }
  return { shape, numbers };

  /**
   * @param {number} start
   * @param {number} number
   */
  function flood(start, number) {
    const open = [start];
    numbers[start] = number;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const near of neighbors(at, shape)) {
        if (values[near] > 0 && numbers[near] === 0) {
          numbers[near] = number;
          open.push(near);
        }
      }
    }
  }
}

/**
 * Return the indices of a pixel and of those that touch it.
 * @param {number} index
 * @param {readonly number[]} shape
 */
function neighbors(index, [rows, columns]) {
  const [row, column] = [Math.floor(index / columns), index % columns];
  const found = [];
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      found.push(y * columns + x);
    }
  }
  return found;
}

/**
 * Return how much ink each component has, by its label.
 * @param {Plane} ink
 * @param {Labels} labels
 */
export function inkPerComponent({ values }, { numbers }) {
  const sums = new Float64Array(values.length + 1);
  numbers.forEach((number, index) => {
    sums[number] += values[index];
  });
  return sums;
}

/**
 * Drop every component with less than a twentieth of the largest one's ink.
 * @param {Plane} ink
 */
export function removeSpecks(ink) {
  const labels = connectedComponents(ink);
  const sums = inkPerComponent(ink, labels);
  const least = SPECK * Math.max(...sums);
  return mapped(ink, (value, index) => (sums[labels.numbers[index]] >= least ? value : 0));
}
