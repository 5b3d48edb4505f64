// Image, vector and units as they stand, with nothing lit.

import { scaledFont } from "../../ui/js/canvas.js";
import { contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { dotsOf, inputShade } from "./dots.js";
import { cellMiddle, pixelBox, unitBox, unitMiddle } from "./layout.js";

/** @import { Color, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { View } from "./types.d.ts" */

const MAX_FRAMED = 32; // units; more would be nothing but frames

/**
 * Draw image, vector and units.
 * @param {Ctx} ctx
 * @param {View} view
 */
export function drawStill(ctx, view) {
  const { layout, layer } = view;
  ctx.clearRect(0, 0, layout.width, layout.height);
  drawShapes(ctx, view);
  if (layout.hasImage && !layout.narrow) drawRowBands(ctx, view);
  drawInputs(ctx, view);
  if (layer.small) writeInputs(ctx, view);
  drawFrames(ctx, view);
  const largest = largestOf(layer.outputs) || 1;
  for (let unit = 0; unit < layer.units; unit++) drawUnit(ctx, view, unit, largest);
}

/**
 * Write what stands where, with its shape.
 * @param {Ctx} ctx
 * @param {View} view
 */
function drawShapes(ctx, { layout, layer, theme }) {
  const { rows, columns, channels, count, units, words } = layer;
  const shape = `(${rows}, ${columns}${channels > 1 ? `, ${channels}` : ""})`;
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.font = `${scaledFont(14 * layout.scale)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  const [image, vector, neurons] = [
    withGaps(words["image shape"], { shape }),
    withGaps(words["vector shape"], { count }),
    withGaps(words["neuron shape"], { count: units }),
  ];
  if (layout.hasImage) ctx.fillText(image, layout.left, layout.imageTop - 8);
  ctx.fillText(vector, layout.vectorLeft, layout.top - 9);
  ctx.textAlign = layout.isTight ? "right" : "left";
  ctx.fillText(neurons, layout.isTight ? layout.width : layout.unitLeft, layout.top - 9);
}

/**
 * Draw a band from each row of the image to its part of the vector.
 * @param {Ctx} ctx
 * @param {View} view
 */
function drawRowBands(ctx, { layout, layer, theme }) {
  const line = layout.high / layer.rows;
  const right = layout.left + layer.columns * layout.pixel;
  ctx.fillStyle = theme.text;
  for (let row = 0; row < layer.rows; row++) {
    const top = layout.imageTop + row * layout.pixel;
    const first = layout.top + row * line;
    ctx.globalAlpha = row % 2 ? 0.16 : 0.08;
    ctx.beginPath();
    ctx.moveTo(right, top);
    ctx.lineTo(layout.vectorLeft, first);
    ctx.lineTo(layout.vectorLeft, first + line);
    ctx.lineTo(right, top + layout.pixel);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/**
 * Draw the image and the vector, the same values in the same order.
 * @param {Ctx} ctx
 * @param {View} view
 */
function drawInputs(ctx, { layout, layer }) {
  const { rows, columns, channels, count } = layer;
  const { left, imageTop, pixel, vectorLeft, top, vectorWidth, high } = layout;
  const shade = (/** @type {number} */ index) => inputShade(layer, index);
  ctx.imageSmoothingEnabled = false;
  const image = dotsOf(columns * channels, rows, shade);
  ctx.drawImage(image, left, imageTop, columns * pixel, rows * pixel);
  ctx.imageSmoothingEnabled = count > high;
  ctx.drawImage(dotsOf(1, count, shade), vectorLeft, top, vectorWidth, high);
}

/**
 * Write every input into its pixel and its cell.
 * @param {Ctx} ctx
 * @param {View} view
 */
function writeInputs(ctx, { layout, layer, theme }) {
  const { vectorLeft, vectorWidth, cell, scale } = layout;
  const usual = (layer.channels === 1 ? 17 : 12) * scale;
  const room = Math.min(cell, layout.hasImage ? layout.pixel : cell);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 ${Math.min(usual, room * 0.8)}px ${theme.font}`;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  for (let index = 0; index < layer.count; index++) {
    const [x, y, w, h] = pixelBox(layout, layer, index);
    const middle = cellMiddle(layout, index);
    const text = formatNumber(layer.inputs[index], layer.inputDigits);
    ctx.fillStyle = contrastColor(inputShade(layer, index));
    if (layout.hasImage) ctx.fillText(text, x + w / 2, y + h / 2);
    ctx.fillText(text, vectorLeft + vectorWidth / 2, middle);
    ctx.strokeRect(x, y, w, h);
    ctx.strokeRect(vectorLeft, middle - cell / 2, vectorWidth, cell);
  }
}

/**
 * @param {Ctx} ctx
 * @param {View} view
 */
function drawFrames(ctx, { layout, layer, theme }) {
  const { left, imageTop, pixel, vectorLeft, vectorWidth, unitLeft, unitWidth, top, high } = layout;
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.border;
  ctx.strokeRect(left - 0.5, imageTop - 0.5, layer.columns * pixel, layer.rows * pixel);
  ctx.strokeRect(vectorLeft - 0.5, top - 0.5, vectorWidth + 1, high + 1);
  if (!layout.few) ctx.strokeRect(unitLeft - 0.5, top - 0.5, unitWidth + 1, high + 1);
}

/**
 * @param {Ctx} ctx
 * @param {View} view
 * @param {number} unit
 * @param {number} largest output of all units
 */
function drawUnit(ctx, view, unit, largest) {
  const { layout, layer, theme } = view;
  const shade = diverging(layer.outputs[unit] / largest, theme.dark);
  const box = unitBox(layout, unit, layout.step);
  ctx.fillStyle = rgb(shade);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(...box, layout.few ? box[3] / 2 : 0);
  ctx.fill();
  if (layout.few || layer.units <= MAX_FRAMED) ctx.stroke();
  if (unit === layer.unit) pointOutStory(ctx, view);
  if (layout.few) writeUnit(ctx, view, unit, shade);
}

/**
 * Write a unit's output into it, and its name beside it.
 * @param {Ctx} ctx
 * @param {View} view
 * @param {number} unit
 * @param {Color} shade
 */
function writeUnit(ctx, { layout, layer, theme }, unit, shade) {
  const { unitLeft, unitWidth } = layout;
  const middle = unitMiddle(layout, unit);
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.fillStyle = contrastColor(shade);
  ctx.font = `600 ${scaledFont(14 * layout.scale)}px ${theme.font}`;
  ctx.fillText(layer.writeOutput(layer.outputs[unit]), unitLeft + unitWidth / 2, middle);
  ctx.textAlign = "left";
  ctx.fillStyle = theme.text;
  ctx.font = `${scaledFont(13 * layout.scale)}px ${theme.font}`;
  const name = withGaps(layer.words["neuron name"], { neuron: unit });
  ctx.fillText(layout.isTight ? String(unit) : name, unitLeft + unitWidth + 7, middle);
}

/**
 * Point out the unit whose story is told: an outline of the path just drawn, or an arrow beside it.
 * @param {Ctx} ctx
 * @param {View} view
 */
function pointOutStory(ctx, { layout, layer, theme }) {
  ctx.fillStyle = ctx.strokeStyle = theme.primary;
  ctx.lineWidth = 3;
  if (layout.few) {
    ctx.stroke();
    return;
  }
  const right = layout.unitLeft + layout.unitWidth;
  const middle = unitMiddle(layout, layer.unit);
  ctx.beginPath();
  ctx.moveTo(right + 2, middle);
  ctx.lineTo(right + 11, middle - 6);
  ctx.lineTo(right + 11, middle + 6);
  ctx.fill();
}
