// A layer's numbers, unpacked, and how they are written.

import { formatNumber } from "../../ui/js/format.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { scaleOf } from "./weight_scale.js";

/** @import { Floats } from "../../ui/js/nn/arrays.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Signs } from "./types.d.ts" */

/**
 * What stays as it is while the image changes.
 * @typedef {{ layer: string, kernel: Floats, bias: Floats, limit: number, largest: number }} LayerNumbers
 */

/**
 * The payload with its numbers unpacked.
 * @typedef {Omit<Payload, "inputs" | "weighted" | "sums" | "outputs" | "numbers"> & LayerNumbers & {
 *   start: LayerNumbers, inputs: Floats, weighted: Floats, sums: Floats, outputs: Floats, count: number, units: number,
 *   small: boolean, signs: Signs, write: (value: number) => string,
 *   writeOutput: (value: number) => string }} Layer
 */

export const MAX_WRITTEN = 27; // inputs whose values fit beside the edges as digits

/**
 * @param {Payload} data
 * @returns {LayerNumbers | undefined}
 */
export function unpackLayer({ layer, numbers }) {
  if (!numbers) return undefined;
  const { kernel, bias, limit, largest } = numbers;
  return { layer, kernel: unpackNumbers(kernel), bias: unpackNumbers(bias), limit, largest };
}

/**
 * Put other numbers into a layer, in float64 as Python does.
 * @param {LayerNumbers} start
 * @param {Iterable<[cell: number, value: number]>} changes of edges, and after all edges of biases
 * @param {boolean} isLarge
 * @returns {LayerNumbers}
 */
export function withChanges(start, changes, isLarge) {
  const cells = new Map(changes);
  if (!cells.size) return start;
  const kernel = Float64Array.from(start.kernel);
  const bias = Float64Array.from(start.bias);
  for (const [cell, value] of cells) {
    if (cell < kernel.length) kernel[cell] = value;
    else bias[cell - kernel.length] = value;
  }
  const layer = `${start.layer} ${[...cells].join(" ")}`;
  return { layer, kernel, bias, ...scaleOf(start.kernel, kernel, cells.keys(), isLarge) };
}

/**
 * @param {Payload} data
 * @param {LayerNumbers} numbers
 * @param {Signs} signs of the weights that are shown
 * @returns {Layer}
 */
export function layerOf(data, numbers, signs) {
  const { digits } = data;
  const inputs = unpackNumbers(data.inputs);
  return {
    ...data,
    ...withChanges(numbers, data.changes, data.large),
    start: numbers,
    inputs,
    weighted: unpackNumbers(data.weighted),
    sums: unpackNumbers(data.sums),
    outputs: unpackNumbers(data.outputs),
    count: inputs.length,
    units: numbers.bias.length,
    small: inputs.length <= MAX_WRITTEN,
    signs,
    write: (value) => formatNumber(value, digits),
    // Four decimals where fewer would not be the whole output.
    writeOutput: (value) => {
      const isWhole = Math.abs(value - Number(value.toFixed(digits))) < 1e-9;
      return formatNumber(value, isWhole ? digits : 4);
    },
  };
}
