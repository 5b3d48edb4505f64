// The highlights: the edges of what is lit, and outlines around it.

import { scaledFont, strokeEach } from "../../ui/js/canvas.js";
import { withGaps } from "../../ui/js/gaps.js";
import { strokeEdges } from "./edges.js";
import { cellMiddle, pixelBox, unitBox, unitMiddle } from "./layout.js";
import { litEdges, litThickness, shownEdges, strokesOf } from "./strokes.js";

/** @import { Box, Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Target, View } from "./types.d.ts" */

/**
 * Draw what is lit.
 * @param {Ctx} ctx
 * @param {View} view
 * @param {Target} lit an input, a unit or both
 */
export function drawLit(ctx, view, lit) {
  const { layer } = view;
  for (const stroke of strokesOf(layer, shownEdges(layer, litEdges(layer, lit))))
    strokeEdges(ctx, view, stroke, litThickness(layer));
  if (lit.input !== undefined) drawLitInput(ctx, view, lit.input);
  if (lit.unit !== undefined) drawLitUnit(ctx, view, lit.unit);
}

/**
 * Outline an input in the image and in the vector, and connect both.
 * @param {Ctx} ctx
 * @param {View} view
 * @param {number} input
 */
function drawLitInput(ctx, { layout, layer, theme }, input) {
  const [x, y, w, h] = pixelBox(layout, layer, input);
  const middle = cellMiddle(layout, input);
  const high = Math.max(layout.cell, 4);
  outline(ctx, theme, [layout.vectorLeft, middle - high / 2, layout.vectorWidth, high]);
  if (!layout.hasImage) return;
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 5],
    [theme.text, 2],
  ]);
  strokeEach(ctx, passes, () => {
    ctx.beginPath();
    ctx.moveTo(x + w, y + h / 2);
    ctx.lineTo(layout.vectorLeft, middle);
    ctx.stroke();
  });
  outline(ctx, theme, [x, y, w, h]);
}

/**
 * Outline a unit, with its output where it is too thin to hold it.
 * @param {Ctx} ctx
 * @param {View} view
 * @param {number} unit
 */
function drawLitUnit(ctx, { layout, layer, theme }, unit) {
  const box = unitBox(layout, unit, Math.max(6, layout.step));
  outline(ctx, theme, box, layout.few ? box[3] / 2 : 0);
  if (layout.few || layout.isTight) return;
  const x = layout.unitLeft + layout.unitWidth + 14;
  const end = layout.top + layout.high - 22;
  const y = Math.min(Math.max(unitMiddle(layout, unit), layout.top + 8), end);
  drawLabel(ctx, theme, withGaps(layer.words["neuron name"], { neuron: unit }), x, y);
  drawLabel(ctx, theme, layer.writeOutput(layer.outputs[unit]), x, y + 17);
}

/**
 * Outline a box so that it shows on any ground: the text's color with a rim of the background.
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {Box} box
 * @param {number} [radius]
 */
export function outline(ctx, theme, box, radius = 0) {
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 6],
    [theme.text, 2.5],
  ]);
  strokeEach(ctx, passes, () => {
    ctx.beginPath();
    ctx.roundRect(...box, radius);
    ctx.stroke();
  });
}

/**
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function drawLabel(ctx, theme, text, x, y) {
  ctx.font = `600 ${scaledFont(14)}px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineWidth = 5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.background;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.text;
  ctx.fillText(text, x, y);
}
