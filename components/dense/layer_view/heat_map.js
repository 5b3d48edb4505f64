// A large layer as one colored dot a weight, every input beside its row, every unit's outcome below.

import { context, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { diverging } from "../../ui/js/color.js";
import { largestOf } from "../../ui/js/format.js";
import { dotsOf, inputShade } from "./dots.js";
import { outline } from "./highlights.js";
import { isAnyLit } from "./lit.js";
import { outcomesOf } from "./outcomes.js";
import { SIGNS } from "./strokes.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */
/** @import { State, Target, View } from "./types.d.ts" */

/** @typedef {ReturnType<typeof heatLayout>} HeatLayout */

const FOOT = 20; // pixels of an outcome's height
const LEAST_COLUMN = 10; // pixels to which a lit column is widened
const LEAST_ROW = 8;

/**
 * Return where weights, inputs and outcomes stand.
 * @param {number} width
 * @param {number} height of the layer's picture beside it
 */
export const heatLayout = (width, height) => ({
  width,
  left: 92,
  top: 26,
  wide: width - 92 - 2,
  high: height - 104,
  x: 66,
  xWide: 16,
  feet: 26 + height - 104 + 8,
  bottom: 26 + height - 104 + 8 + 4 * (FOOT + 3) - 3,
});

/**
 * Lay out the heat map in the room there is, and draw it with nothing lit.
 * @param {View} view
 */
export function layOutHeat({ layer, layout, part, state, theme }) {
  const canvas = part("heat");
  const heat = heatLayout(canvas.parentElement?.clientWidth || 320, layout.high);
  const height = heat.top + heat.high + 104;
  state.heatLayout = heat;
  state.heat ??= document.createElement("canvas");
  sizedContext(state.heat, heat.width, height);
  sizedContext(canvas, heat.width, height);
  drawUnlit({ state, layer, theme });
}

/**
 * Draw the map with nothing lit, into a canvas of its own.
 * @param {Pick<View, "state" | "layer" | "theme">} view
 */
function drawUnlit(view) {
  const { state, layer, theme } = view;
  const { heatLayout: heat, heat: canvas } = state;
  if (!heat || !canvas) return;
  const ctx = context(canvas);
  const { count, units } = layer;
  const { x, top, left, wide, high } = heat;
  ctx.imageSmoothingQuality = "high";
  ctx.imageSmoothingEnabled = count > high || units > wide;
  ctx.drawImage(weightDots(state, layer, theme), left, top, wide, high);
  ctx.font = `${scaledFont(14)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText("x", x + 4, top - 9);
  ctx.fillText(`W (${count}, ${units})`, left, top - 9);
  drawComputed(view);
}

/**
 * Draw what a picture changes: the inputs beside the weights, and the outcomes below.
 * @param {Pick<View, "state" | "layer" | "theme">} view
 */
export function drawComputed({ state, layer, theme }) {
  const { heatLayout: heat, heat: canvas } = state;
  if (!heat || !canvas) return;
  const ctx = context(canvas);
  const { x, top, xWide, high, width, feet, bottom } = heat;
  ctx.imageSmoothingEnabled = layer.count > high;
  const inputs = dotsOf(1, layer.count, (index) => inputShade(layer, index));
  ctx.drawImage(inputs, x, top, xWide, high);
  ctx.imageSmoothingEnabled = false;
  ctx.clearRect(0, feet, width, bottom - feet);
  ctx.fillStyle = theme.text;
  drawOutcomes(ctx, layer, theme, heat);
}

/**
 * Return the weights as dots, painted once a layer, choice of signs and theme.
 * @param {State} state
 * @param {Layer} layer
 * @param {Theme} theme
 */
function weightDots(state, { layer, signs, kernel, limit, count, units }, { dark }) {
  const key = `${layer} ${signs} ${dark}`;
  if (state.dots && state.dotsKey === key) return state.dots;
  const isShown = SIGNS[signs];
  state.dotsKey = key;
  state.dots = dotsOf(units, count, (edge) =>
    diverging(isShown(kernel[edge]) ? kernel[edge] / limit : 0, dark),
  );
  return state.dots;
}

/**
 * @param {Ctx} ctx
 * @param {Layer} layer
 * @param {Theme} theme
 * @param {HeatLayout} heat
 */
function drawOutcomes(ctx, layer, { dark }, { left, wide, feet }) {
  ctx.textAlign = "right";
  outcomesOf(layer).forEach(({ name, values }, row) => {
    const largest = largestOf(values) || 1;
    const top = feet + row * (FOOT + 3);
    const dots = dotsOf(layer.units, 1, (unit) => diverging(values[unit] / largest, dark));
    ctx.drawImage(dots, left, top, wide, FOOT);
    ctx.fillText(name, left - 8, top + 15);
  });
}

/**
 * Draw the map with a row, a column or both lit.
 * @param {View} view
 * @param {Target} lit
 */
export function lightHeat({ layer, part, state, theme }, lit) {
  const { heatLayout: heat, heat: still } = state;
  if (!heat || !still) return;
  const ctx = context(part("heat"));
  ctx.clearRect(0, 0, heat.width, heat.bottom + 20);
  ctx.globalAlpha = isAnyLit(lit) ? 0.45 : 1;
  ctx.drawImage(still, 0, 0, heat.width, still.height / (window.devicePixelRatio || 1));
  ctx.globalAlpha = 1;
  ctx.imageSmoothingEnabled = false;
  for (const [x, y, w, h, wide, high] of litParts(heat, layer, lit)) {
    magnify(ctx, still, theme, heat.width, [x, y, w, h], Math.max(w, wide), Math.max(h, high));
  }
}

/** @typedef {[x: number, y: number, w: number, h: number, wide: number, high: number]} LitPart */

/**
 * Return the boxes that are lit, and how wide and high they must be at least to be seen.
 * @param {HeatLayout} heat
 * @param {Layer} layer
 * @param {Target} lit
 * @returns {LitPart[]}
 */
function litParts({ x, xWide, left, top, wide, high, bottom }, { count, units }, { input, unit }) {
  /** @type {LitPart[]} */
  const parts = [];
  const step = wide / units;
  const line = high / count;
  if (unit !== undefined) {
    if (input === undefined) parts.push([x, top, xWide, high, 0, 0]);
    parts.push([left + unit * step, top, step, bottom - top, LEAST_COLUMN, 0]);
  }
  if (input !== undefined) {
    parts.push([x, top + input * line, left + wide - x, line, 0, LEAST_ROW]);
  }
  return parts;
}

/**
 * Draw a part of the map larger: a column or a row may be thinner than a pixel.
 * @param {Ctx} ctx
 * @param {HTMLCanvasElement} still
 * @param {Theme} theme
 * @param {number} width of the map
 * @param {number[]} box
 * @param {number} wide
 * @param {number} high
 */
function magnify(ctx, still, theme, width, [x, y, w, h], wide, high) {
  const ratio = window.devicePixelRatio || 1;
  const left = Math.min(Math.max(x + (w - wide) / 2, 2), width - wide - 2);
  const top = y + (h - high) / 2;
  ctx.drawImage(still, x * ratio, y * ratio, w * ratio, h * ratio, left, top, wide, high);
  outline(ctx, theme, [left - 1.5, top - 1.5, wide + 3, high + 3]);
}

/**
 * Return what is at a point of the map.
 * @param {HeatLayout} heat
 * @param {{ count: number, units: number }} layer
 * @param {number} x
 * @param {number} y
 * @returns {Target}
 */
export function targetInHeat(heat, { count, units }, x, y) {
  const across = (x - heat.left) / heat.wide;
  const down = (y - heat.top) / heat.high;
  const unit = across >= 0 && across < 1 ? { unit: Math.floor(across * units) } : {};
  if (down < 0 || down >= 1 || x < heat.x - 6 || across >= 1) return unit;
  return { input: Math.floor(down * count), ...unit };
}
