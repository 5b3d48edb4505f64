// Each unit's weights as an image, one of them large.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging } from "../../ui/js/color.js";
import { find, make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, layerName } from "../../ui/js/format.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { validationText } from "./recording.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Frame, LayerFrame, Levels, Payload } from "./payload.d.ts" */

const INPUTS_PER_ROW = 16; // of an image of weights whose inputs are not pixels

/**
 * The layer and units that the learner chose.
 * @typedef {{ layer?: number, units?: Record<number, number> }} Chosen
 */

/** @type {(state: Chosen, frame: Frame) => number} */
export const shownLayer = (state, frame) => Math.min(state.layer ?? 0, frame.layers.length - 1);

/**
 * One layer's weights as images.
 * @typedef {object} LayerImages
 * @property {LayerFrame} layer
 * @property {string} name
 * @property {number} columns of an image
 * @property {boolean} dark
 */

/**
 * @param {FindPart} part
 * @param {Chosen} state
 * @param {Payload} data
 * @param {Frame} frame
 * @param {Theme} theme
 * @param {(unit: number) => void} choose
 */
export function showWeights(part, state, data, frame, theme, choose) {
  const index = shownLayer(state, frame);
  const layer = frame.layers[index];
  const name = layerName(index, frame.layers.length);
  const columns = index ? Math.min(INPUTS_PER_ROW, layer.inputs) : frame.shape[1];
  const images = { layer, name, columns, dark: theme.dark };
  const chosen = Math.min(state.units?.[index] ?? 0, layer.units - 1);
  showLayerMenu(part("layer"), frame.layers.length, index);
  showUnits(part("weights"), images, chosen, choose);
  showChosenUnit(part, images, data, fetchedUnit(data, index, chosen, frame.step), chosen);
  showUnitField(part("unit"), layer.units - 1, chosen);
  const how = index
    ? `each unit's ${layer.inputs} weights, ${columns} a line`
    : "each unit's weights folded back into the picture";
  setText(part("scale"), weightsCaption(layer, how, validationText(frame)));
}

/**
 * Show each recorded unit as a button.
 * @param {HTMLElement} holder
 * @param {LayerImages} images
 * @param {number} chosen
 * @param {(unit: number) => void} choose
 */
function showUnits(holder, images, chosen, choose) {
  const { layer, name } = images;
  const buttons = /** @type {HTMLButtonElement[]} */ (
    resizeList(holder, layer.recordedUnits, makeButton)
  );
  buttons.forEach((button, unit) => {
    const canvas = /** @type {HTMLCanvasElement} */ (find(button, "canvas"));
    paintWeights(canvas, levelsOf(layer, unit), images);
    button.setAttribute("aria-label", `weights of unit ${unit} of the ${name}: show it large`);
    button.setAttribute("aria-pressed", String(unit === chosen));
    button.onclick = () => choose(unit);
  });
}

/**
 * Show the chosen unit large, recorded or fetched.
 * @param {FindPart} part
 * @param {LayerImages} images
 * @param {Payload} data
 * @param {Levels | undefined} fetched
 * @param {number} chosen
 */
function showChosenUnit(part, images, { texts }, fetched, chosen) {
  const { layer, name } = images;
  const isRecorded = chosen < layer.recordedUnits;
  const large = part("chosen");
  large.hidden = !isRecorded && !fetched;
  if (isRecorded) paintWeights(large, levelsOf(layer, chosen), images);
  else if (fetched) paintWeights(large, fromBase64(fetched.levels), images);
  large.setAttribute("aria-label", `weights of unit ${chosen} of the ${name} as a picture`);
  const scale = !isRecorded && fetched ? `, strongest ±${formatNumber(fetched.scale, 3)}` : "";
  const missing = large.hidden ? `: ${texts["no unit"]}` : "";
  setText(part("chosenName"), `unit ${chosen}${scale}${missing}`);
}

/** @type {(chooser: HTMLSelectElement, count: number, index: number) => void} */
function showLayerMenu(chooser, count, index) {
  const names = Array.from({ length: count }, (_, at) => layerName(at, count));
  if (chooser.options.length !== count) {
    chooser.replaceChildren(...names.map((name, at) => new Option(name, String(at))));
  }
  chooser.value = String(index);
}

/** @type {(field: HTMLInputElement, last: number, chosen: number) => void} */
function showUnitField(field, last, chosen) {
  field.max = String(last);
  const { activeElement } = /** @type {ShadowRoot} */ (field.getRootNode());
  if (activeElement !== field) field.value = String(chosen);
}

/** @type {(unit: number) => HTMLElement} */
const makeButton = (unit) =>
  make(
    "button",
    { type: "button" },
    make("figure", {}, make("canvas"), make("figcaption", {}, unit)),
  );

/** @type {WeakMap<LayerFrame, Uint8Array>} */
const unpacked = new WeakMap();

/**
 * Return a unit's weights as levels, 128 for 0.
 * @param {LayerFrame} layer
 * @param {number} unit
 */
function levelsOf(layer, unit) {
  const levels = unpacked.get(layer) ?? fromBase64(layer.pictures);
  unpacked.set(layer, levels);
  return levels.subarray(unit * layer.inputs, (unit + 1) * layer.inputs);
}

/**
 * Return the weights of a unit that no frame has, if they have come.
 * @param {Payload} data
 * @param {number} layer
 * @param {number} unit
 * @param {number} step
 * @returns {Levels | undefined}
 */
function fetchedUnit({ unit: fetched }, layer, unit, step) {
  if (fetched?.layer !== layer || fetched.unit !== unit) return undefined;
  return fetched.pictures[step];
}

/**
 * Return what the images show, and whether units are dead or saturated.
 * @param {Pick<LayerFrame, "recordedUnits" | "units" | "dead" | "saturated" | "scale">} layer
 * @param {string} how each image is laid out
 * @param {string} when it was evaluated
 */
export function weightsCaption({ recordedUnits, units, dead, saturated, scale }, how, when) {
  const isPart = recordedUnits < units;
  const which = isPart ? `the first ${recordedUnits} of ${units} units` : `all ${units} units`;
  const share = dead || saturated;
  const condition = dead ? "dead" : "saturated";
  const percent = `${Math.round(100 * share)}\u00a0%`;
  const note = share ? `; ${percent} of its units are ${condition} ${when}` : "";
  const strongest = `strongest ±${formatNumber(scale, 3)}`;
  return `${which}, ${how}; blue below 0, orange above, ${strongest}${note}`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} levels
 * @param {LayerImages} images
 */
function paintWeights(canvas, levels, { layer, columns, dark }) {
  const shades = shadesOf(dark);
  const rows = Math.ceil(layer.inputs / columns);
  paintDots(canvas, columns, rows, (cell) => shades[levels[cell]], levels.length);
}

/** @type {Record<string, number[][]>} */
const shadesByTheme = {};
/** @type {(dark: boolean) => number[][]} the color of each level */
const shadesOf = (dark) =>
  (shadesByTheme[String(dark)] ??= Array.from({ length: 256 }, (_, level) =>
    diverging((level - 128) / 127, dark),
  ));
