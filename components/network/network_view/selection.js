// Selection: what is open of the network, the whole, a unit, a term of that unit, or the evidence.

/** @import { Selection } from "./payload.d.ts" */
/** @import { Level, Shown } from "./types.d.ts" */
/** @import { Names } from "./names.js" */
/** @import { Words } from "../../ui/js/words.js" */

/** @type {Level[]} */
export const LEVELS = ["whole", "evidence", "unit", "term"]; // from far to near

/** @type {(layer: number) => string} what is pointed at in a hidden layer */
export const kindOfLayer = (layer) => ["layer", layer].join(" ");

/**
 * Return what of a selection this network has: it may be smaller than the one before.
 * @param {Selection} selection
 * @param {readonly number[]} units of each layer
 * @returns {Selection}
 */
export function fittingSelection(selection, units) {
  const [layer, unit] = selection.zoom;
  return unit < (units[layer] ?? 0) ? selection : { ...selection, zoom: [] };
}

/**
 * Return the nearest level of a selection whose numbers are here; until they are, the level that
 * is shown stays as long as it has its own.
 * @param {Selection} selection
 * @param {Level} level that is shown
 * @param {Pick<Shown, "unit" | "evidence">} shown
 * @returns {Level}
 */
export function levelOf({ zoom, evidence }, level, shown) {
  if (!zoom.length) return evidence && shown.evidence ? "evidence" : "whole";
  const { unit } = shown;
  if (unit?.layer === zoom[0] && unit.unit === zoom[1]) {
    return zoom.length > 2 && unit.term ? "term" : "unit";
  }
  const stays = { whole: true, evidence: shown.evidence, unit, term: unit?.term }[level];
  return stays ? level : "whole";
}

/**
 * Return whether two selections are the same.
 * @type {(one: Selection, other: Selection) => boolean}
 */
export const isSameSelection = (one, other) =>
  String(one.zoom) === String(other.zoom) && String(one.evidence) === String(other.evidence);

/** @type {(selection: Selection) => number[]} the zoom one step back */
export const zoomBack = ({ zoom }) => (zoom.length > 2 ? zoom.slice(0, 2) : []);

/**
 * Return the way to a selection: the name of each step, and the zoom it leads to.
 * @param {Selection} selection
 * @param {Names} names
 * @param {Words} words
 * @returns {{ text: string, zoom: number[] }[]}
 */
export function trailTo({ zoom, evidence }, names, words) {
  const steps = [{ text: words.network, zoom: /** @type {number[]} */ ([]) }];
  const [layer, unit, input] = zoom;
  if (zoom.length) steps.push({ text: names.unit(layer, unit), zoom: [layer, unit] });
  if (zoom.length > 2) steps.push({ text: names.input(layer, input), zoom });
  if (!zoom.length && evidence) steps.push({ text: words.evidence, zoom: [] });
  return steps;
}
