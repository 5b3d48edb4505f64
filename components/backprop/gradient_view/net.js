// The network's way back in numbers: the payload, unpacked.

import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {Float32Array | Float64Array} Floats */
/** @typedef {Omit<Payload["blocks"][number], "values"> & { values: number[] }} Block */

/**
 * The payload with its numbers unpacked.
 * @typedef {Omit<Payload, "blocks" | "vector" | "ink" | "kernel"> & { blocks: Block[], vector: Floats,
 *   ink: Floats, kernel: Floats, count: number }} Net
 */

/**
 * @param {Payload} data
 * @param {Floats} kernel
 * @returns {Net}
 */
export function netOf(data, kernel) {
  const vector = unpackNumbers(data.vector);
  return {
    ...data,
    blocks: data.blocks.map((block) => ({
      ...block,
      values: Array.from(unpackNumbers(block.values)),
    })),
    vector,
    ink: unpackNumbers(data.ink),
    kernel,
    count: vector.length,
  };
}

/**
 * Return the first layer's block, the last on the way back.
 * @param {{ blocks: Block[] }} net
 */
export const firstLayer = ({ blocks }) => blocks[blocks.length - 1];

/**
 * Return what has happened when the gradient has reached so many blocks, from none to all of them,
 * the vector and the image.
 * @param {{ blocks: Block[] }} net
 */
export const stageWords = ({ blocks }) => [
  "Nothing has been sent back yet.",
  ...blocks.map(({ logits, name }) =>
    logits
      ? "The loss first blames the logits."
      : `Along the weights it reaches the units of ${name}.`,
  ),
  "Along the first layer's weights it reaches the vector.",
  "Flatten folds it onto the image: the same numbers, each in its pixel.",
];
