// Curves over the steps, and the cursor of the step that is shown.

import { context, fillingContext, scaledFont } from "../../ui/js/canvas.js";
import { chartLayout } from "./chart_layout.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Axes, ChartLayout } from "./chart_layout.js" */

/**
 * @typedef {{ steps: number[], values: (number | null)[], color: string, dashes: number[],
 *   width?: number, alpha?: number }} Curve
 */

/** @typedef {[value: number | null, color: string, step?: number]} Dot */

const LAYERS = ["#8e24aa", "#c2185b", "#555555", "#827717", "#5d4037"];
const LAYERS_DARK = ["#ce93d8", "#f48fb1", "#e0e0e0", "#dce775", "#bcaaa4"];

/**
 * Return the curves' colors: of training the text's, of validation that of all outputs.
 * @param {Pick<Theme, "dark" | "text" | "output">} theme
 */
export const chartColors = ({ dark, text, output }) => ({
  train: text,
  validation: output,
  layers: dark ? LAYERS_DARK : LAYERS,
});
export const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [1, 5]];

/**
 * Draw curves into a canvas, and return the layout.
 * @param {HTMLCanvasElement} canvas
 * @param {Theme} theme
 * @param {Curve[]} curves
 * @param {Axes} axes
 */
export function drawChart(canvas, theme, curves, axes) {
  const { clientWidth, clientHeight } = /** @type {HTMLElement} */ (canvas.parentElement);
  const ctx = fillingContext(canvas, clientWidth, clientHeight);
  const layout = chartLayout(clientWidth, clientHeight, axes);
  drawAxes(ctx, theme, layout);
  const { left, right, top, bottom } = layout;
  // Curves of other runs beyond this one's scale leave the chart: along its edge they would look
  // like values.
  ctx.save();
  ctx.beginPath();
  ctx.rect(left - 2, top - 2, right - left + 4, bottom - top + 4);
  ctx.clip();
  for (const curve of curves) drawCurve(ctx, layout, curve, axes.log);
  ctx.restore();
  return layout;
}

/**
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {ChartLayout} layout
 */
function drawAxes(ctx, theme, { left, right, bottom, valueTicks, epochTicks }) {
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const { at, text } of valueTicks) {
    strokeLine(ctx, left, at, right, at);
    ctx.fillText(text, left - 6, at);
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const { at, text } of epochTicks) ctx.fillText(text, at, bottom + 6);
}

/** @type {(ctx: Ctx, x1: number, y1: number, x2: number, y2: number) => void} */
function strokeLine(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/**
 * Draw a curve, with gaps where a value is no number, or has no logarithm.
 * @param {Ctx} ctx
 * @param {ChartLayout} layout
 * @param {Curve} curve
 * @param {boolean} log
 */
function drawCurve(ctx, { x, y }, { steps, values, color, dashes, width, alpha }, log) {
  ctx.strokeStyle = color;
  ctx.lineWidth = width ?? 2.5;
  ctx.globalAlpha = alpha ?? 1;
  ctx.setLineDash(dashes);
  ctx.beginPath();
  let isOpen = false;
  values.forEach((value, index) => {
    const isDrawn = value !== null && !(log && !(value > 0));
    if (isDrawn) ctx[isOpen ? "lineTo" : "moveTo"](x(steps[index]), y(value, 20));
    isOpen = isDrawn;
  });
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

/**
 * Draw the cursor of a step: a line across, and each curve's value there as a dot; a validation value
 * is at the step of its evaluation.
 * @param {HTMLCanvasElement} canvas
 * @param {ChartLayout} layout
 * @param {Theme} theme
 * @param {number} step
 * @param {Dot[]} dots
 */
export function drawCursor(canvas, { x, y, top, bottom }, theme, step, dots) {
  const ctx = context(canvas);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5;
  strokeLine(ctx, x(step), top, x(step), bottom);
  for (const [value, color, dotStep] of dots) {
    if (value === null || !Number.isFinite(value)) continue;
    ctx.fillStyle = color;
    ctx.strokeStyle = theme.background;
    ctx.beginPath();
    ctx.arc(x(dotStep ?? step), y(value), 5, 0, 7);
    ctx.fill();
    ctx.stroke();
  }
}
