// The same layer as a table of numbers, or, where they are too many, as one coloured dot a number.
// Every input stands beside its row of weights, so a unit's column is multiplied across and added down.

import { context, paintDots, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { findAll, make, setData } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { SIGNS } from "./edges.js";
import { inputShade, mark } from "./nodes.js";

/** @import { Color, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layout } from "./edges.js" */
/** @import { At, Net } from "./net.js" */

/** @typedef {ReturnType<typeof heatPlaces>} Spot */

const FEET = ["x @ W", "+ bias", "sum", "output"];
/** @param {Net} net */
const feetOf = (net) => [net.weighted, net.bias, net.sums, net.outputs];

/**
 * @param {HTMLTableElement} table
 * @param {Net} net
 * @param {Theme} theme
 */
export function tableOf(table, net, theme) {
  const units = Array.from({ length: net.units }, (_, unit) => unit);
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  for (const name of ["i", "x"]) addHeading(head, name, "col");
  for (const unit of units) addHeading(head, `unit ${unit}`, "col", { unit });
  const body = table.createTBody();
  for (let input = 0; input < net.count; input++) {
    const row = body.insertRow();
    addHeading(row, String(input), "row", { input });
    const x = formatNumber(net.inputs[input], net.inputDigits);
    addCell(row, x, { input, x: "" }, inputShade(net, input));
    for (const unit of units) {
      const weight = net.kernel[input * net.units + unit];
      const colour = diverging(weight / net.limit, theme.dark);
      addCell(row, net.shown(weight), { input, unit }, colour);
    }
  }
  const foot = table.createTFoot();
  feetOf(net).forEach((values, at) => {
    const row = foot.insertRow();
    addHeading(row, FEET[at], "row").colSpan = 2;
    const shown = at === 3 ? net.shownOutput : net.shown;
    for (const unit of units) addCell(row, shown(values[unit]), { unit, foot: "" });
  });
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string} text
 * @param {string} scope
 * @param {Record<string, unknown>} [marks]
 */
function addHeading(row, text, scope, marks = {}) {
  const heading = row.appendChild(make("th", { scope }, text));
  Object.assign(heading.dataset, marks);
  return heading;
}

/**
 * @param {HTMLTableRowElement} row
 * @param {string} text
 * @param {Record<string, unknown>} marks
 * @param {Color} [colour]
 */
function addCell(row, text, marks, colour) {
  const cell = row.insertCell();
  cell.textContent = text;
  Object.assign(cell.dataset, marks);
  if (!colour) return;
  cell.style.background = rgb(colour);
  cell.style.color = contrastColor(colour);
}

/**
 * A unit lights its column and all of x; an input lights its row; both, where they cross.
 * @param {HTMLTableElement} table
 * @param {At} at
 */
export function lightTable(table, at) {
  setData(table, "any", at.input !== undefined || at.unit !== undefined);
  for (const cell of findAll(table, "td, th[data-unit], th[data-input]")) {
    const { input, unit, x } = cell.dataset;
    const inRow = at.input !== undefined && input === String(at.input);
    const inColumn =
      at.unit !== undefined && (unit === String(at.unit) || (x === "" && at.input === undefined));
    const lit = inRow && inColumn ? "both" : inRow ? "row" : inColumn ? "column" : null;
    if (lit) cell.dataset.lit = lit;
    else delete cell.dataset.lit;
  }
}

/**
 * @param {any} event
 * @returns {At}
 */
export function underTable(event) {
  const { input, unit } = event.target.closest("[data-input], [data-unit]")?.dataset ?? {};
  return { ...(input && { input: Number(input) }), ...(unit && { unit: Number(unit) }) };
}

/**
 * The large matrix. One dot a number, stretched to the room there is; never one left out.
 * @param {number} wide
 * @param {number} high
 * @param {(at: number) => Color} colourOf
 */
export const dotsOf = (wide, high, colourOf) =>
  paintDots(document.createElement("canvas"), wide, high, colourOf);

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Layout} layout
 */
export function heatPlaces(canvas, layout) {
  const width = canvas.parentElement?.clientWidth || 320;
  return {
    width,
    left: 92,
    top: 26,
    wide: width - 92 - 2,
    high: layout.high - 104,
    x: 66,
    xWide: 16,
    foot: 20,
  };
}

/**
 * Everything unlit of the heat map, drawn once a picture into a canvas of its own.
 * @param {Record<string, any>} state
 * @param {Net} net
 * @param {Theme} theme
 * @param {Spot} spot
 */
export function heatStill(state, net, theme, spot) {
  const still = (state.heat ??= document.createElement("canvas"));
  const ctx = sizedContext(still, spot.width, spot.top + spot.high + 104);
  const key = `${net.layer} ${net.signs} ${theme.dark}`;
  if (state.dotsKey !== key) {
    state.dotsKey = key;
    state.dots = dotsOf(net.units, net.count, (at) =>
      diverging(SIGNS[net.signs](net.kernel[at]) ? net.kernel[at] / net.limit : 0, theme.dark),
    );
  }
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(
    dotsOf(1, net.count, (at) => inputShade(net, at)),
    spot.x,
    spot.top,
    spot.xWide,
    spot.high,
  );
  ctx.imageSmoothingEnabled = net.count > spot.high || net.units > spot.wide;
  ctx.drawImage(state.dots, spot.left, spot.top, spot.wide, spot.high);
  ctx.imageSmoothingEnabled = false;
  ctx.font = `${scaledFont(14)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText("x", spot.x + 4, spot.top - 9);
  ctx.fillText(`W (${net.count}, ${net.units})`, spot.left, spot.top - 9);
  ctx.textAlign = "right";
  feetOf(net).forEach((values, at) => {
    const most = largestOf(values) || 1;
    const top = spot.top + spot.high + 8 + at * (spot.foot + 3);
    ctx.drawImage(
      dotsOf(net.units, 1, (/** @type {number} */ unit) =>
        diverging(values[unit] / most, theme.dark),
      ),
      spot.left,
      top,
      spot.wide,
      spot.foot,
    );
    ctx.fillText(FEET[at], spot.left - 8, top + 15);
  });
  return still;
}

/**
 * @param {Record<string, any>} state
 * @param {HTMLCanvasElement} canvas
 * @param {Net} net
 * @param {Theme} theme
 * @param {At} at
 */
export function drawHeat(state, canvas, net, theme, at) {
  const spot = state.spot;
  const still = state.heat;
  const ratio = window.devicePixelRatio || 1;
  const ctx = context(canvas);
  const bottom = spot.top + spot.high + 8 + 4 * (spot.foot + 3) - 3;
  ctx.clearRect(0, 0, spot.width, bottom + 20);
  ctx.globalAlpha = at.input !== undefined || at.unit !== undefined ? 0.45 : 1;
  ctx.drawImage(still, 0, 0, spot.width, still.height / ratio);
  ctx.globalAlpha = 1;
  /**
   * What is lit is magnified to be seen: a column or a row may be thinner than a pixel.
   * @param {number} x
   * @param {number} y
   * @param {number} w
   * @param {number} h
   * @param {number} [wide]
   * @param {number} [high]
   */
  const lit = (x, y, w, h, wide = w, high = h) => {
    const left = Math.min(Math.max(x + (w - wide) / 2, 2), spot.width - wide - 2);
    const top = y + (h - high) / 2;
    ctx.drawImage(still, x * ratio, y * ratio, w * ratio, h * ratio, left, top, wide, high);
    mark(ctx, theme, [left - 1.5, top - 1.5, wide + 3, high + 3]);
  };
  const step = spot.wide / net.units;
  const line = spot.high / net.count;
  ctx.imageSmoothingEnabled = false;
  if (at.unit !== undefined) {
    if (at.input === undefined) lit(spot.x, spot.top, spot.xWide, spot.high);
    lit(spot.left + at.unit * step, spot.top, step, bottom - spot.top, Math.max(step, 10));
  }
  if (at.input !== undefined)
    lit(
      spot.x,
      spot.top + at.input * line,
      spot.left + spot.wide - spot.x,
      line,
      undefined,
      Math.max(line, 8),
    );
}

/**
 * @param {Spot} spot
 * @param {Net} net
 * @param {number} x
 * @param {number} y
 */
export function underHeat(spot, net, x, y) {
  const across = (x - spot.left) / spot.wide;
  const down = (y - spot.top) / spot.high;
  const unit = across >= 0 && across < 1 ? { unit: Math.floor(across * net.units) } : {};
  if (down >= 1) return unit;
  const input =
    down >= 0 && x >= spot.x - 6 && across < 1 ? { input: Math.floor(down * net.count) } : {};
  return { ...input, ...unit };
}
