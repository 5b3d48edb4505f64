// Flatten: the same numbers, read row by row into one line.

import { arrayOf, shapeText, sizeOf } from "./arrays.js";

/** @import { NumberArray } from "./arrays.js" */

/**
 * A way to read an image into one line.
 * @typedef {object} Order
 * @property {readonly number[]} axes of (row, column, channel), the slowest first
 * @property {0 | 1} line the axis along which the image is read line by line: 0 rows, 1 columns
 */

export const KERAS_ORDER = "row by row";

/**
 * Every order the lesson shows; the first is the one Keras reads in.
 * @type {Readonly<Record<string, Order>>}
 */
export const ORDERS = {
  [KERAS_ORDER]: { axes: [0, 1, 2], line: 0 },
  "column by column": { axes: [2, 1, 0], line: 1 }, // numpy's order="F"
  "channels first": { axes: [2, 0, 1], line: 0 }, // of data that lies (channels, rows, columns)
};

/**
 * An image, its vector, and where each pixel went.
 * @typedef {object} FlattenTrace
 * @property {NumberArray} image (rows, columns) or (rows, columns, channels)
 * @property {Float64Array} vector (rows * columns * channels,)
 * @property {Order} order
 */

/**
 * Return the axes an image of this shape has, the slowest first.
 * @param {Order} order
 * @param {readonly number[]} shape
 */
export const axesOf = (order, shape) => order.axes.filter((axis) => axis < shape.length);

/**
 * Return for each index of the vector the index in the image's own values.
 * @param {Order} order
 * @param {readonly number[]} shape
 */
export function indicesOf(order, shape) {
  const indices = new Uint32Array(sizeOf(shape));
  for (let index = 0; index < indices.length; index++) {
    indices[index] = pixelOf(order, shape, index).reduce(
      (at, place, axis) => at * shape[axis] + place,
      0,
    );
  }
  return indices;
}

/**
 * Return how many values one line of reading has, as one row has.
 * @param {Order} order
 * @param {readonly number[]} shape
 */
export function lineLength(order, shape) {
  const axes = axesOf(order, shape);
  return sizeOf(axes.slice(axes.indexOf(order.line) + 1).map((axis) => shape[axis]));
}

/**
 * Return the index of a pixel in the vector: `(row * width + column) * channels + channel` in
 * Keras order; another order counts its own slowest axis first.
 * @param {Order} order
 * @param {readonly number[]} shape of the image
 * @param {readonly number[]} pixel row and column, and the channel where the image has channels
 * @throws {RangeError} the image has no such pixel
 */
export function indexOf(order, shape, pixel) {
  const inside =
    pixel.length === shape.length &&
    pixel.every((place, axis) => place >= 0 && place < shape[axis]);
  if (!inside) {
    throw new RangeError(`an image of shape ${shapeText(shape)} has no pixel ${shapeText(pixel)}`);
  }
  return axesOf(order, shape).reduce((index, axis) => index * shape[axis] + pixel[axis], 0);
}

/**
 * Return the pixel that a value of the vector came from: the way back.
 * @param {Order} order
 * @param {readonly number[]} shape of the image
 * @param {number} index
 * @throws {RangeError} the vector has no such index
 */
export function pixelOf(order, shape, index) {
  if (!(index >= 0 && index < sizeOf(shape))) {
    throw new RangeError(`a vector of ${sizeOf(shape)} values has no index ${index}`);
  }
  /** @type {number[]} */
  const pixel = Array(shape.length).fill(0);
  let rest = index;
  for (const axis of axesOf(order, shape).reverse()) {
    pixel[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return pixel;
}

/**
 * Read an image row by row into one line, as Keras `Flatten` does.
 * @param {NumberArray} image (rows, columns) or (rows, columns, channels)
 * @param {string} [order] a key of `ORDERS`, to see what another order would do
 * @returns {FlattenTrace} whose vector has as many values as the image; the last axis moves fastest
 * @throws {RangeError} the image has another number of axes or no pixel; no such order
 */
export function traceFlatten(image, order = KERAS_ORDER) {
  const read = ORDERS[order];
  if (!read) {
    throw new RangeError(
      `no order is called '${order}'; there are ${Object.keys(ORDERS).join(", ")}`,
    );
  }
  const { shape, values } = image;
  if (![2, 3].includes(shape.length) || values.length === 0) {
    throw new RangeError(
      "an image has shape (rows, columns) or (rows, columns, channels), " +
        `each at least 1; got shape ${shapeText(shape)}`,
    );
  }
  if (read === ORDERS[KERAS_ORDER]) return { image, vector: values, order: read };
  const vector = Float64Array.from(indicesOf(read, shape), (at) => values[at]);
  return { image, vector, order: read };
}

/**
 * Fold a vector back into an image of the given shape: Flatten played backwards.
 * @param {Float64Array} vector
 * @param {readonly number[]} shape
 * @returns {NumberArray}
 * @throws {RangeError} the shape holds another number of values than the vector
 */
export const unflatten = (vector, shape) => arrayOf(shape, vector);
