// Arrays: what every part of the lesson passes on to the next.

/**
 * Numbers and their shape, in NumPy's order: the last axis moves fastest.
 * @typedef {{ readonly shape: readonly number[], readonly values: Float64Array }} NumberArray
 */

/**
 * What a layer's weights are stored as: as they were trained, or in full precision.
 * @typedef {Float32Array | Float64Array} Floats
 */

/**
 * Return how many values an array of this shape has.
 * @param {readonly number[]} shape
 */
export const sizeOf = (shape) => shape.reduce((size, length) => size * length, 1);

/**
 * Return numbers as an array of the given shape; they are copied, so that a trace stays as computed.
 * @param {readonly number[]} shape
 * @param {ArrayLike<number>} values as many as the shape has
 * @returns {NumberArray}
 * @throws {RangeError} another number of values
 */
export function arrayOf(shape, values) {
  if (sizeOf(shape) !== values.length) {
    throw new RangeError(
      `shape ${shapeText(shape)} holds ${sizeOf(shape)} values, got ${values.length}`,
    );
  }
  return { shape, values: Float64Array.from(values) };
}

/**
 * Write a shape the way Python does: `(28, 28)`, and `(784,)` for a single axis.
 * @param {readonly number[]} shape
 */
export const shapeText = (shape) =>
  shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;

/**
 * Return the index of the largest value, the first of several.
 * @param {ArrayLike<number>} values at least one
 */
export function largestAt(values) {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[best]) best = at;
  return best;
}
