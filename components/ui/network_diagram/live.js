// The diagram with another value in one pixel, computed in the browser as layout.py lays it out.

import { withGaps } from "../js/gaps.js";
import { arrayOf } from "../js/nn/arrays.js";
import { denseLayer } from "../js/nn/dense.js";
import { traceNetwork } from "../js/nn/network.js";
import { roundHalfEven, writeFixed } from "../js/rounding.js";

/** @import { Cell, LivePixel, Payload, Unit } from "./payload.d.ts" */

/**
 * Return the layout with another value of the pixel that a slider of the page changes.
 * @param {Payload} data
 * @param {LivePixel} live
 * @param {number} value
 * @returns {Payload}
 */
export function layoutWith(data, live, value) {
  const image = live.image.with(live.pixel, value);
  const { kernel, bias, activation } = live;
  const layer = denseLayer(Float64Array.from(kernel), Float64Array.from(bias), activation);
  const { outputs } = traceNetwork(arrayOf([1, image.length], image), [layer]);
  const largest = Math.max(...image) || 1; // a picture without ink is black
  const cells = data.cells.map((cell, at) => cellWith(cell, image[at % image.length], largest));
  const { words } = data;
  return {
    ...data,
    cells,
    units: data.units.map((unit, at) => unitWith(unit, outputs[at], words)),
  };
}

/** @type {(cell: Cell, value: number, largest: number) => Cell} */
function cellWith(cell, value, largest) {
  const text = String(value);
  const description = cell.description.slice(0, -cell.text.length) + text;
  return { ...cell, shade: roundHalfEven((255 * value) / largest), text, description };
}

/** @type {(unit: Unit, output: number, words: Payload["words"]) => Unit} */
function unitWith(unit, output, words) {
  const text = writeFixed(output, 2);
  const description = withGaps(words.output, { ...unit.names, output: text });
  return { ...unit, text, description };
}
