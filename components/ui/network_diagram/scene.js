// The diagram's elements, made from its layout.

import { rgb } from "../js/color.js";
import { makeSvg } from "../js/dom.js";

/** @import { Payload, Cell, Edge, Ribbon, Title, Unit } from "./payload.d.ts" */

/**
 * Something that can be pointed at.
 * @typedef {Cell | Edge | Unit} Part
 */

/**
 * Return the parts that can be pointed at, in the order of the arrow keys.
 * @param {Payload} layout
 * @returns {Part[]}
 */
export const partsIn = ({ cells, edges, units }) => [...cells, ...edges, ...units];

/**
 * Return the diagram's groups, from the back to the front.
 * @param {Payload} layout
 */
export function makeScene(layout) {
  const { ribbons, edges, cells, units, titles, radius } = layout;
  const parts = partsIn(layout);
  /** @type {(part: Part, ...inside: Node[]) => SVGElement} */
  const pointable = (part, ...inside) =>
    makeSvg("g", { class: "part", "data-nth": parts.indexOf(part) }, ...inside);
  return [
    group("ribbons", ribbons.map(makeRibbon)),
    group(
      "edges",
      edges.map((edge) => pointable(edge, ...makeEdge(edge))),
    ),
    group(
      "cells",
      cells.map((cell) => pointable(cell, ...makeCell(cell))),
    ),
    group(
      "units",
      units.map((unit) => pointable(unit, ...makeUnit(unit, radius))),
    ),
    group("titles", titles.map(makeTitle)),
  ];
}

/** @type {(name: string, inside: Node[]) => SVGElement} */
const group = (name, inside) => makeSvg("g", { class: name }, ...inside);

/** @type {(position: [number, number], text: string, style?: string) => SVGElement} */
const makeText = ([x, y], text, style = "") => makeSvg("text", { x, y, style }, text);

/** @param {Title} title */
const makeTitle = ({ position, text }) => makeText(position, text);

/** @param {Ribbon} ribbon */
const makeRibbon = ({ points, opacity }) =>
  makeSvg("polygon", { points: points.join(" "), fill: "#808080", opacity });

/** @param {Edge} edge */
function makeEdge({ start: [x1, y1], end: [x2, y2], width, is_negative, opacity }) {
  const stroke = is_negative ? "#3f7fc4" : "#c85a00";
  return [
    makeSvg("line", { x1, y1, x2, y2, stroke, "stroke-width": width, opacity }),
    makeSvg("line", { x1, y1, x2, y2, class: "hit" }),
  ];
}

/** @type {(shade: number) => string} */
export const cellFill = (shade) => rgb(Array(3).fill(shade));
/** @type {(shade: number) => string} */
export const cellTextStyle = (shade) => `fill:${shade > 128 ? "#000" : "#fff"}`;

/** @param {Cell} cell */
function makeCell({ position: [x, y], shade, text }) {
  return [
    makeSvg("rect", { x, y, width: 1, height: 1, fill: cellFill(shade) }),
    makeText([x + 0.5, y + 0.5], text, cellTextStyle(shade)),
  ];
}

/** @type {(unit: Unit, radius: number) => SVGElement[]} */
function makeUnit({ position, text }, radius) {
  const [cx, cy] = position;
  return [makeSvg("circle", { cx, cy, r: radius }), makeText(position, text)];
}
