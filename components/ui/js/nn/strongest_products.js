// Strongest products: which connections carry most of an image through a Dense layer.

import { productsOf } from "./dense.js";

/** @import { DenseTrace } from "./dense.js" */

/**
 * Some of a layer's products, input times weight, the strongest first.
 * @typedef {object} Products
 * @property {ArrayLike<number>} places (count,): input * units + unit
 * @property {ArrayLike<number>} values (count,)
 */

/**
 * Return the products of a layer that are largest in size; of equals, the first.
 * @param {DenseTrace} trace
 * @param {number} count how many, at most; products of zero are left out
 * @returns {Products}
 */
export function strongestProducts(trace, count) {
  const products = productsOf(trace);
  const places = strongestPlaces(products, count);
  return { places, values: places.map((place) => products[place]) };
}

/**
 * Return the indices of the values furthest from 0, the furthest first; of equals, the first.
 *
 * All of them are looked through in each frame, so only those that may be among them are sorted.
 * @param {Float64Array} values
 * @param {number} count how many, at most; zeros are left out
 */
export function strongestPlaces(values, count) {
  const sizes = values.map(Math.abs);
  const least = sizeOfNth(sizes, count);
  const places = [];
  for (let place = 0; place < sizes.length; place++) {
    if (sizes[place] > 0 && sizes[place] >= least) places.push(place);
  }
  return places.sort((one, other) => sizes[other] - sizes[one] || one - other).slice(0, count);
}

/**
 * Return the size that the largest `count` have at least.
 * @param {Float64Array} sizes
 * @param {number} count
 */
function sizeOfNth(sizes, count) {
  const others = sizes.filter((size) => size > 0);
  return count >= others.length ? 0 : others.sort()[others.length - count];
}
