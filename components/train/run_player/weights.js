// Each unit's weights as an image, one of them large.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging } from "../../ui/js/color.js";
import { find, make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasRoom } from "../../ui/js/stage.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { tilesIn } from "./tiles.js";
import { layerText, validationText, weightsText } from "./words.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Frame, LayerFrame, Levels, Payload } from "./payload.d.ts" */
/** @import { Words } from "./words.js" */

const INPUTS_PER_ROW = 16; // of an image of weights whose inputs are not pixels
const LEAST_TILE = 34; // pixels
const GAP = 6; // between two

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
 * @property {Words} words
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
  const { words } = data;
  const index = data.fills ? 0 : shownLayer(state, frame);
  const layer = frame.layers[index];
  const name = layerText(words, index, frame.layers.length);
  const columns = index ? Math.min(INPUTS_PER_ROW, layer.inputs) : frame.shape[1];
  const images = { layer, name, columns, dark: theme.dark, words };
  if (data.fills) {
    showTiles(part, images);
    return;
  }
  const chosen = Math.min(state.units?.[index] ?? 0, layer.units - 1);
  setText(part("weightsName"), words["weights name"]);
  showLayerMenu(part("layer"), words, frame.layers.length, index);
  showUnits(part("weights"), images, chosen, choose);
  showChosenUnit(part, images, data, fetchedUnit(data, index, chosen, frame.step), chosen);
  showUnitField(part("unit"), layer.units - 1, chosen);
  const rows = { inputs: layer.inputs, columns };
  const how = index ? withGaps(words["weights in rows"], rows) : words["weights as image"];
  setText(part("scale"), weightsText(words, layer, how, validationText(words, frame)));
}

/**
 * Show as many neurons as fit a scene, as large as they can be.
 * @param {FindPart} part
 * @param {LayerImages} images
 */
function showTiles(part, { layer, columns, dark, name, words }) {
  const holder = part("weights");
  const box = holder.parentElement;
  if (!hasRoom(box)) return;
  const room = { count: layer.recordedUnits, least: LEAST_TILE, gap: GAP };
  const tiles = tilesIn(box.clientWidth, box.clientHeight, room);
  if (holder.querySelector("button")) holder.replaceChildren();
  const canvases = resizeList(holder, tiles.shown, () => make("canvas", { "aria-hidden": true }));
  canvases.forEach((canvas, unit) => {
    const levels = levelsOf(layer, unit);
    paintWeights(/** @type {HTMLCanvasElement} */ (canvas), levels, { layer, columns, dark });
  });
  holder.style.gridTemplateColumns = `repeat(${tiles.columns}, ${tiles.side}px)`;
  const gaps = { shown: tiles.shown, units: layer.units, layer: name };
  const text = withGaps(words[tiles.shown < layer.units ? "tiles" : "all tiles"], gaps);
  setText(part("weightsName"), text);
  const scale = formatNumber(layer.scale, 2);
  setText(part("scale"), withGaps(words["tiles scale"], { scale }));
}

/**
 * Show each recorded unit as a button.
 * @param {HTMLElement} holder
 * @param {LayerImages} images
 * @param {number} chosen
 * @param {(unit: number) => void} choose
 */
function showUnits(holder, images, chosen, choose) {
  const { layer, name, words } = images;
  if (!holder.querySelector("button")) holder.replaceChildren();
  holder.style.gridTemplateColumns = "";
  const buttons = /** @type {HTMLButtonElement[]} */ (
    resizeList(holder, layer.recordedUnits, makeButton)
  );
  buttons.forEach((button, unit) => {
    const canvas = /** @type {HTMLCanvasElement} */ (find(button, "canvas"));
    paintWeights(canvas, levelsOf(layer, unit), images);
    button.setAttribute("aria-label", withGaps(words["show unit"], { unit, layer: name }));
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
function showChosenUnit(part, images, { words }, fetched, chosen) {
  const { layer, name } = images;
  const isRecorded = chosen < layer.recordedUnits;
  const large = part("chosen");
  large.hidden = !isRecorded && !fetched;
  if (isRecorded) paintWeights(large, levelsOf(layer, chosen), images);
  else if (fetched) paintWeights(large, fromBase64(fetched.levels), images);
  const gaps = { unit: chosen, layer: name, scale: formatNumber(fetched?.scale ?? 0, 3) };
  large.setAttribute("aria-label", withGaps(words["unit image"], gaps));
  const known = isRecorded ? "unit" : "unit scale";
  setText(part("chosenName"), withGaps(words[large.hidden ? "no unit" : known], gaps));
}

/** @type {(chooser: HTMLSelectElement, words: Words, count: number, index: number) => void} */
function showLayerMenu(chooser, words, count, index) {
  const names = Array.from({ length: count }, (_, at) => layerText(words, at, count));
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
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} levels
 * @param {Pick<LayerImages, "layer" | "columns" | "dark">} images
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
