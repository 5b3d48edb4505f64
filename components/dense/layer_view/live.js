// What the browser knows of the layer before Python answers: the picture under the pen, and the
// numbers that are edited in a neuron's view.

import { ACTIVATIONS } from "../../ui/js/nn/activations.js";
import { weightedSums } from "../../ui/js/nn/dense.js";
import { areInputsOf, firstDifference } from "../live/agreement.js";
import { unansweredInputs } from "../live/inputs.js";
import { scaleOf } from "./weight_scale.js";

/** @import { Floats } from "../../ui/js/nn/arrays.js" */
/** @import { PadPicture } from "../../ui/js/pad_picture.js" */
/** @import { Edit, NeuronEdits } from "../live/shared_layer.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * Edits of a layer by cell: an edge, and after all edges the biases.
 * @typedef {Map<number, Edit>} CellEdits
 */

/**
 * Take up a neuron's edits. Those that were sent stay until `dropAnswered`, as the neuron's view has
 * Python's answer a moment before.
 * @param {CellEdits} cells
 * @param {NeuronEdits | undefined} neuron
 * @param {{ units: number, lastEvent: number }} layer
 */
export function takeEdits(cells, neuron, { units, lastEvent }) {
  dropAnswered(cells, lastEvent);
  for (const [cell, { serial }] of cells) if (serial === Infinity) cells.delete(cell);
  for (const [index, edit] of neuron?.edits ?? []) {
    if (edit.serial > lastEvent) cells.set(index * units + Number(neuron?.unit), edit);
  }
}

/**
 * Drop the edits that Python has answered.
 * @param {CellEdits} cells
 * @param {number} lastEvent
 */
function dropAnswered(cells, lastEvent) {
  for (const [cell, { serial }] of cells) if (serial <= lastEvent) cells.delete(cell);
}

/**
 * Return the layer as Python sent it, or computed here while Python has not answered.
 * @param {Layer} layer as Python sent it
 * @param {CellEdits} cells
 * @param {PadPicture | null} picture on the pad
 * @returns {Layer}
 */
export function liveLayer(layer, cells, picture) {
  const inputs = unansweredInputs(layer, picture, layer.count);
  if (!inputs && !cells.size) return layer;
  const edited = cells.size ? withEdits(layer, cells) : {};
  const changed = { ...layer, ...edited, ...(inputs && { inputs }) };
  return { ...changed, ...outcomes(changed) };
}

/**
 * Compute what every unit makes of the inputs.
 * @param {Pick<Layer, "inputs" | "kernel" | "bias" | "units" | "activation">} layer
 */
function outcomes({ inputs, kernel, bias, units, activation }) {
  const weighted = weightedSums(Float64Array.from(inputs), { kernel, units });
  const sums = weighted.map((sum, unit) => sum + bias[unit]);
  return { weighted, sums, outputs: ACTIVATIONS[activation].apply(sums) };
}

/**
 * Put edited numbers into a layer, in float64 as Python does.
 * @param {Layer} layer
 * @param {CellEdits} cells
 */
function withEdits(layer, cells) {
  const kernel = Float64Array.from(layer.kernel);
  const bias = Float64Array.from(layer.bias);
  for (const [cell, { value }] of cells) {
    if (cell < kernel.length) kernel[cell] = value;
    else bias[cell - kernel.length] = value;
  }
  const text = [...cells].map(([cell, { value }]) => `${cell}:${value}`).join();
  // A large layer's edges take several frames to draw, so they wait for Python's answer.
  const name = layer.large ? layer.layer : `${layer.layer} ${text}`;
  return { kernel, bias, layer: name, ...scaleOf(layer.kernel, kernel, cells.keys(), layer.large) };
}

/**
 * Return in what Python's payload differs from what is computed here; undefined where they agree.
 * @param {Layer} layer as Python sent it
 * @param {PadPicture | null} picture
 */
export function disagreementOf(layer, picture) {
  if (!areInputsOf(layer, picture)) return "inputs";
  const { weighted, sums, outputs } = layer;
  return firstDifference(outcomes(layer), { weighted, sums, outputs });
}
