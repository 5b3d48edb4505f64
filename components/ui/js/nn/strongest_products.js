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
  const least = sizeOfNth(products, count);
  const places = [];
  for (let place = 0; place < products.length; place++) {
    const size = Math.abs(products[place]);
    if (size > 0 && size >= least) places.push(place);
  }
  const size = (/** @type {number} */ place) => Math.abs(products[place]);
  places.sort((one, other) => size(other) - size(one) || one - other);
  places.length = Math.min(places.length, count);
  return { places, values: places.map((place) => products[place]) };
}

/**
 * Return the size that the strongest `count` products have at least.
 * @param {Float64Array} products
 * @param {number} count
 */
function sizeOfNth(products, count) {
  if (count >= products.length) return 0;
  const sizes = products.map(Math.abs).filter((size) => size > 0);
  if (count >= sizes.length) return 0;
  return sizes.sort()[sizes.length - count];
}
