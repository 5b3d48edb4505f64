// What every unit makes of the inputs, as rows under its weights.

/** @import { Layer } from "./layer.js" */

/**
 * Return the rows under the matrix: weighted sums, biases, sums, outputs.
 * @param {Layer} layer
 */
export const outcomesOf = ({ weighted, bias, sums, outputs, write, writeOutput }) => [
  { name: "x @ W", values: weighted, write },
  { name: "+ bias", values: bias, write },
  { name: "sum", values: sums, write },
  { name: "output", values: outputs, write: writeOutput },
];
