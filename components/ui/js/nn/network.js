// Network: Flatten, then Dense layers, each reading what the one before wrote.

import { traceDense } from "./dense.js";
import { traceFlatten } from "./flatten.js";

/** @import { NumberArray } from "./arrays.js" */
/** @import { DenseLayer, DenseTrace } from "./dense.js" */
/** @import { FlattenTrace } from "./flatten.js" */

/**
 * One image's way through the whole network.
 * @typedef {object} NetworkTrace
 * @property {FlattenTrace} flatten
 * @property {readonly DenseTrace[]} dense one trace a layer
 * @property {Float64Array} outputs of the last layer
 */

/**
 * Flatten an image and send it through Dense layers, keeping every intermediate.
 * @param {NumberArray} image (rows, columns) or (rows, columns, channels)
 * @param {readonly DenseLayer[]} layers at least one; the first reads as many numbers as it has
 * @returns {NetworkTrace}
 * @throws {RangeError} no layers, or one does not fit what comes before it
 */
export function traceNetwork(image, layers) {
  if (layers.length === 0) {
    throw new RangeError("a network needs at least one Dense layer, got none");
  }
  const flatten = traceFlatten(image);
  let outputs = flatten.vector;
  const dense = layers.map((layer) => {
    const trace = traceDense(outputs, layer);
    outputs = trace.outputs;
    return trace;
  });
  return { flatten, dense, outputs };
}
