// The gradients from the logits to the image: the payload, unpacked, and the text of each stage.

import { withGaps } from "../../ui/js/gaps.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {Float32Array | Float64Array} Floats */
/** @typedef {Omit<Payload["blocks"][number], "values"> & { values: number[] }} Block */

/**
 * The payload with its numbers unpacked.
 * @typedef {Omit<Payload, "blocks" | "vector" | "ink" | "kernel"> & { blocks: Block[], vector: Floats,
 *   ink: Floats, kernel: Floats, count: number }} Gradients
 */

/**
 * @param {Payload} data
 * @param {Floats} kernel
 * @returns {Gradients}
 */
export function unpackGradients(data, kernel) {
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
 * Return the block of the first layer, which the gradient reaches last.
 * @param {{ blocks: Block[] }} gradients
 */
export const firstLayerBlock = ({ blocks }) => blocks[blocks.length - 1];

/**
 * Return the text of each stage: how many blocks the gradient has reached, from none to all of
 * them, the vector and the image.
 * @param {Pick<Gradients, "blocks" | "words">} gradients
 */
export const stageTexts = ({ blocks, words }) => [
  words["at start"],
  ...blocks.map(({ isLogits, name }) =>
    withGaps(isLogits ? words["at logits"] : words["at layer"], { layer: name }),
  ),
  words["at vector"],
  words["at image"],
];
