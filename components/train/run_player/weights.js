// Each unit's weights as a picture, one of them large.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging } from "../../ui/js/color.js";
import { find, make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, layerName } from "../../ui/js/format.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { whenJudged } from "./moments.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Frame, LayerFrame, Levels, Payload } from "./payload.d.ts" */

/**
 * What the learner chose to look at.
 * @typedef {{ layer?: number, units?: Record<number, number> }} Chosen
 */

/** @type {(state: Chosen, frame: Frame) => number} */
export const layerShown = (state, frame) => Math.min(state.layer ?? 0, frame.layers.length - 1);

/**
 * @param {FindPart} part
 * @param {Chosen} state
 * @param {Payload} data
 * @param {Frame} frame
 * @param {Theme} theme
 * @param {(unit: number) => void} choose
 */
export function showWeights(part, state, data, frame, theme, choose) {
  const nth = layerShown(state, frame);
  const layer = frame.layers[nth];
  const chosen = Math.min(state.units?.[nth] ?? 0, layer.units - 1);
  const name = layerName(nth, frame.layers.length);
  showLayers(part("layer"), frame.layers.length, nth);
  const wide = nth ? Math.min(16, layer.inputs) : frame.shape[1];
  const fold = (/** @type {HTMLCanvasElement} */ canvas, /** @type {Uint8Array} */ levels) =>
    foldWeights(canvas, levels, wide, Math.ceil(layer.inputs / wide), theme.dark);
  const buttons = /** @type {HTMLButtonElement[]} */ (
    resizeList(part("weights"), layer.shown, makeButton)
  );
  buttons.forEach((button, unit) => {
    fold(/** @type {HTMLCanvasElement} */ (find(button, "canvas")), levelsOf(layer, unit));
    button.setAttribute("aria-label", `weights of unit ${unit} of the ${name}: show it large`);
    button.setAttribute("aria-pressed", String(unit === chosen));
    button.onclick = () => choose(unit);
  });
  const fetched = chosen < layer.shown ? undefined : fetchedUnit(data, nth, chosen, frame.step);
  const levels = fetched ? fromBase64(fetched.levels) : levelsOf(layer, chosen);
  const large = part("chosen");
  large.hidden = chosen >= layer.shown && !fetched;
  if (!large.hidden) fold(large, levels);
  large.setAttribute("aria-label", `weights of unit ${chosen} of the ${name} as a picture`);
  const strongest = fetched ? `, strongest ±${formatNumber(fetched.scale, 3)}` : "";
  const missing = large.hidden ? `: ${data.words["no unit"]}` : "";
  setText(part("chosenName"), `unit ${chosen}${strongest}${missing}`);
  showField(part("unit"), layer.units - 1, chosen);
  const how = nth
    ? `each unit's ${layer.inputs} weights, ${wide} a line`
    : "each unit's weights folded back into the picture";
  setText(part("scale"), scaleWords(layer, how, whenJudged(frame)));
}

/** @type {(chooser: HTMLSelectElement, count: number, nth: number) => void} */
function showLayers(chooser, count, nth) {
  const names = Array.from({ length: count }, (_, at) => layerName(at, count));
  if (chooser.options.length !== count) {
    chooser.replaceChildren(...names.map((name, at) => new Option(name, String(at))));
  }
  chooser.value = String(nth);
}

/** @type {(field: HTMLInputElement, last: number, chosen: number) => void} */
function showField(field, last, chosen) {
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
 * Return the weights of a unit that no frame has, if they were fetched.
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
 * Return what the pictures show, and whether units are past learning.
 * @param {Pick<LayerFrame, "shown" | "units" | "dead" | "saturated" | "scale">} layer
 * @param {string} how they are laid out
 * @param {string} when it was judged
 */
export function scaleWords({ shown, units, dead, saturated, scale }, how, when) {
  const which = shown < units ? `the first ${shown} of ${units} units` : `all ${units} units`;
  const share = dead || saturated;
  const condition = dead ? "dead" : "saturated";
  const percent = `${Math.round(100 * share)}\u00a0%`;
  const fate = share ? `; ${percent} of its units are ${condition} ${when}` : "";
  const strongest = `strongest ±${formatNumber(scale, 3)}`;
  return `${which}, ${how}; blue below 0, orange above, ${strongest}${fate}`;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} levels
 * @param {number} wide
 * @param {number} high
 * @param {boolean} dark
 */
function foldWeights(canvas, levels, wide, high, dark) {
  const shades = shadesOf(dark);
  paintDots(canvas, wide, high, (at) => shades[levels[at]], levels.length);
}

/** @type {Record<string, number[][]>} */
const known = {};
/** @type {(dark: boolean) => number[][]} the colour of each level */
const shadesOf = (dark) =>
  (known[String(dark)] ??= Array.from({ length: 256 }, (_, level) =>
    diverging((level - 128) / 127, dark),
  ));
