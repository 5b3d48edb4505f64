// What every unit makes of the inputs, as rows under its weights.

/** @import { Layer } from "./layer.js" */

/**
 * Return the rows under the matrix: weighted sums, biases, sums, outputs.
 * @param {Layer} layer
 */
export const outcomesOf = ({ weighted, bias, sums, outputs, write, writeOutput, words }) => [
  { name: words.weighted, values: weighted, write },
  { name: words.bias, values: bias, write },
  { name: words.z, values: sums, write },
  { name: words.output, values: outputs, write: writeOutput },
];
