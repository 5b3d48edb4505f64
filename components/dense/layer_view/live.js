// What the browser knows of the layer before Python answers: the picture under the pen, and the
// numbers that are edited in a neuron's view.

import { ACTIVATIONS } from "../../ui/js/nn/activations.js";
import { weightedSums } from "../../ui/js/nn/dense.js";
import { areInputsOf, firstDifference } from "../live/agreement.js";
import { unansweredInputs } from "../live/inputs.js";
import { withChanges } from "./layer.js";

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
 * Put edited numbers into a layer, over those that Python knows of.
 * @param {Layer} sent
 * @param {CellEdits} cells
 */
function withEdits(sent, cells) {
  const edits = Array.from(
    cells,
    ([cell, { value }]) => /** @type {[number, number]} */ ([cell, value]),
  );
  const changed = withChanges(sent.start, [...sent.changes, ...edits], sent.large);
  // A large layer's edges take several frames to draw, so they wait for Python's answer.
  return sent.large ? { ...changed, layer: sent.layer } : changed;
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
