// Where the learner looks: the whole network, a unit of it, a term of that unit, or the evidence.

/** @import { Payload, Place, Unit } from "./payload.d.ts" */
/** @import { Level } from "./types.d.ts" */
/** @import { Names } from "./whole.js" */

/** @type {Level[]} */
export const LEVELS = ["whole", "evidence", "unit", "term"]; // from far to near

/** @type {Record<Level, string>} */
export const INVITES = {
  whole: "Point at a value to read it; click a hidden unit or a logit to look inside.",
  evidence: "Point at a pixel to read what it said.",
  unit: "Click a cell to look at its multiplication.",
  term: "",
};

/**
 * Return a place that this network has: it may be smaller than the one before.
 * @param {Place} place
 * @param {Payload} data
 * @returns {Place}
 */
export function fitting(place, { hidden, classes }) {
  const [layer, unit] = place.zoom;
  const sizes = [...hidden.map(({ units }) => units), classes.length];
  return unit < (sizes[layer] ?? 0) ? place : { ...place, zoom: [] };
}

/**
 * Return the deepest level of a place whose numbers are here; until they are, what is here stays.
 * @param {Place} place
 * @param {Level} level that is shown
 * @param {{ evidence?: unknown, unit?: Unit }} here
 * @returns {Level}
 */
export function levelAt({ zoom, evidence }, level, here) {
  if (!zoom.length) return evidence && here.evidence ? "evidence" : "whole";
  const { unit } = here;
  if (unit?.layer === zoom[0] && unit.unit === zoom[1]) {
    return zoom.length > 2 && unit.term ? "term" : "unit";
  }
  const stays = { whole: true, evidence: here.evidence, unit, term: unit?.term }[level];
  return stays ? level : "whole";
}

/** @type {(place: Place) => number[]} the zoom one step back */
export const backFrom = ({ zoom }) => (zoom.length > 2 ? zoom.slice(0, 2) : []);

/**
 * Return the way to a place: the name of each step, and the zoom it leads to.
 * @param {Place} place
 * @param {Names} names
 * @returns {{ text: string, zoom: number[] }[]}
 */
export function trailTo({ zoom, evidence }, names) {
  const steps = [{ text: "Network", zoom: /** @type {number[]} */ ([]) }];
  const [layer, unit, input] = zoom;
  if (zoom.length) steps.push({ text: names.unit(layer, unit), zoom: [layer, unit] });
  if (zoom.length > 2) steps.push({ text: names.input(layer, input), zoom });
  if (!zoom.length && evidence) steps.push({ text: "evidence", zoom: [] });
  return steps;
}
