// A small layer as a table of numbers: every input stands beside its row of weights, so a unit's
// column is multiplied across and added down.

import { contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { findAll, make, setData, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { inputShade } from "./dots.js";
import { isAnyLit } from "./lit.js";
import { outcomesOf } from "./outcomes.js";

/** @import { Color, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */
/** @import { Target } from "./types.d.ts" */

/**
 * Show a layer's numbers; the table is built once a shape and only rewritten while the pen draws.
 * @param {HTMLTableElement} table
 * @param {Layer} layer
 * @param {Theme} theme
 */
export function showTable(table, layer, theme) {
  const shape = `${layer.count} ${layer.units}`;
  if (table.dataset.shape !== shape) buildTable(table, layer);
  table.dataset.shape = shape;
  const rows = [...table.tBodies[0].rows];
  rows.forEach((row, input) => showWeights(row, layer, theme, input));
  outcomesOf(layer).forEach(({ values, write }, index) => {
    const [, ...cells] = /** @type {HTMLTableSectionElement} */ (table.tFoot).rows[index].cells;
    cells.forEach((cell, unit) => setText(cell, write(values[unit])));
  });
}

/**
 * Show an input's row: its value and its weights.
 * @param {HTMLTableRowElement} row
 * @param {Layer} layer
 * @param {Theme} theme
 * @param {number} input
 */
function showWeights(row, layer, theme, input) {
  const [, x, ...cells] = row.cells;
  const value = formatNumber(layer.inputs[input], layer.inputDigits);
  showCell(x, value, inputShade(layer, input));
  cells.forEach((cell, unit) => {
    const weight = layer.kernel[input * layer.units + unit];
    showCell(cell, layer.write(weight), diverging(weight / layer.limit, theme.dark));
  });
}

/**
 * @param {HTMLTableCellElement} cell
 * @param {string} text
 * @param {Color} color
 */
function showCell(cell, text, color) {
  setText(cell, text);
  cell.style.background = rgb(color);
  cell.style.color = contrastColor(color);
}

/**
 * Build an empty table for a layer of this shape.
 * @param {HTMLTableElement} table
 * @param {Layer} layer
 */
function buildTable(table, layer) {
  const units = Array.from({ length: layer.units }, (_, unit) => unit);
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const name of ["i", "x"]) addHeading(head, name, "col");
  for (const unit of units) {
    addHeading(head, withGaps(layer.words["neuron name"], { neuron: unit }), "col", { unit });
  }
  const body = table.createTBody();
  for (let input = 0; input < layer.count; input++) {
    const row = body.insertRow();
    addHeading(row, String(input), "row", { input });
    addCell(row, { input, x: "" });
    for (const unit of units) addCell(row, { input, unit });
  }
  const foot = table.createTFoot();
  for (const { name } of outcomesOf(layer)) {
    const row = foot.insertRow();
    addHeading(row, name, "row").colSpan = 2;
    for (const unit of units) addCell(row, { unit, foot: "" });
  }
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string} text
 * @param {string} scope
 * @param {Record<string, unknown>} [dataset]
 */
function addHeading(row, text, scope, dataset = {}) {
  const heading = row.appendChild(make("th", { scope }, text));
  Object.assign(heading.dataset, dataset);
  return heading;
}

/** @type {(row: HTMLTableRowElement, dataset: Record<string, unknown>) => void} */
const addCell = (row, dataset) => {
  Object.assign(row.insertCell().dataset, dataset);
};

/**
 * Light a unit's column with all of x, an input's row, or both where they cross.
 * @param {HTMLTableElement} table
 * @param {Target} lit
 */
export function lightTable(table, lit) {
  setData(table, "any", isAnyLit(lit));
  for (const cell of findAll(table, "td, th[data-unit], th[data-input]")) {
    const light = lightOf(cell.dataset, lit);
    if (light) cell.dataset.lit = light;
    else delete cell.dataset.lit;
  }
}

/** @type {(cell: DOMStringMap, lit: Target) => "both" | "row" | "column" | undefined} */
function lightOf(cell, lit) {
  const inRow = lit.input !== undefined && cell.input === String(lit.input);
  const isUnits = cell.unit === String(lit.unit);
  const isX = cell.x === "" && lit.input === undefined;
  const inColumn = lit.unit !== undefined && (isUnits || isX);
  if (inRow && inColumn) return "both";
  if (inRow) return "row";
  return inColumn ? "column" : undefined;
}

/**
 * Return what is under the pointer.
 * @param {Event} event
 * @returns {Target}
 */
export function targetInTable(event) {
  const cell = /** @type {Element} */ (event.target).closest("[data-input], [data-unit]");
  const { input, unit } = /** @type {HTMLElement | null} */ (cell)?.dataset ?? {};
  return { ...(input && { input: Number(input) }), ...(unit && { unit: Number(unit) }) };
}
