// One chart: the curves of runs, the gap between two, and the line that stops a run.

import { chartColors, drawChart, drawCursor } from "../../train/run_player/curves.js";
import { context, scaledFont } from "../../ui/js/canvas.js";
import { hasRoom } from "../../ui/js/stage.js";
import { gapOutline } from "./state.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { ChartLayout } from "../../train/run_player/chart_layout.js" */
/** @import { Chart, Curve, StopLine } from "./payload.d.ts" */

const GAP = 0.16; // opacity
const DASHES = { train: [], validation: [6, 4], first: [], second: [6, 4] };
const COMPARED = 2; // pixels of a line, where there are several

/** @type {(theme: Theme) => Record<Curve["kind"], string>} */
export function colorsOf(theme) {
  const { train, validation, layers } = chartColors(theme);
  return { train, validation, first: validation, second: layers[0] };
}

/**
 * Draw a chart into a canvas that fills its box; return its layout, where there is room.
 * @param {HTMLCanvasElement} canvas
 * @param {Chart} chart
 * @param {Theme} theme
 * @param {{ stop: StopLine | null, at: number }} line
 */
export function showChart(canvas, chart, theme, { stop, at }) {
  const box = /** @type {HTMLElement} */ (canvas.parentElement);
  canvas.hidden = !hasRoom(box);
  if (canvas.hidden) return undefined;
  const colors = colorsOf(theme);
  const curves = chart.curves.map(({ kind, at: steps, values }) => ({
    steps,
    values,
    color: colors[kind],
    dashes: DASHES[kind],
    width: chart.curves.length > 2 ? COMPARED : undefined,
  }));
  const { low, high, log, end } = chart;
  const axes = { low, high, log, startStep: 0, startEpoch: 0, totalSteps: end, epochs: end };
  const layout = drawChart(canvas, theme, curves, axes);
  if (chart.gap) drawGap(context(canvas), layout, chart, theme);
  if (stop?.key === chart.key) drawLine(canvas, layout, theme, stop, at);
  return layout;
}

/**
 * Fill the gap between the two losses, below the curves, and write how large it is at the end.
 * @param {Ctx} ctx
 * @param {ChartLayout} layout
 * @param {Chart} chart
 * @param {Theme} theme
 */
function drawGap(ctx, { x, y, left, right, top, bottom }, chart, theme) {
  const outline = gapOutline(chart);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.globalCompositeOperation = "destination-over";
  ctx.globalAlpha = GAP;
  ctx.fillStyle = theme.primary;
  ctx.beginPath();
  for (const [at, value] of outline) ctx.lineTo(x(at), y(value, 20));
  ctx.fill();
  ctx.restore();
  const [first, last] = ["train", "validation"].map((kind) => {
    const values = chart.curves.find((each) => each.kind === kind)?.values ?? [];
    return y(values.at(-1) ?? 0);
  });
  const font = scaledFont(16);
  ctx.font = `700 ${font}px ${theme.font}`;
  ctx.textAlign = "right";
  // Inside where it is high enough, else above.
  const isHigh = Math.abs(first - last) > 1.6 * font;
  ctx.textBaseline = isHigh ? "middle" : "bottom";
  const down = isHigh ? (first + last) / 2 : Math.min(first, last) - font * 0.5;
  ctx.lineWidth = 4;
  ctx.strokeStyle = theme.background;
  ctx.strokeText(chart.gap, right - font / 2, down);
  ctx.fillStyle = theme.text;
  ctx.fillText(chart.gap, right - font / 2, down);
}

/**
 * Draw the line that stops a run, and a thin one at the lowest validation loss.
 * @param {HTMLCanvasElement} canvas
 * @param {ChartLayout} layout
 * @param {Theme} theme
 * @param {StopLine} stop
 * @param {number} at
 */
function drawLine(canvas, layout, theme, stop, at) {
  const { x, top, bottom, right } = layout;
  const ctx = context(canvas);
  const here = x(stop.epochs[at]);
  ctx.fillStyle = theme.background;
  ctx.globalAlpha = 0.6;
  ctx.fillRect(here, top, right - here, bottom - top); // what is not trained
  ctx.globalAlpha = 1;
  if (stop.lowest !== null) {
    ctx.strokeStyle = theme.primary;
    ctx.lineWidth = 2;
    ctx.setLineDash([3, 4]);
    ctx.beginPath();
    ctx.moveTo(x(stop.epochs[stop.lowest]), top);
    ctx.lineTo(x(stop.epochs[stop.lowest]), bottom);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  const colors = colorsOf(theme);
  drawCursor(canvas, layout, theme, stop.epochs[at], [
    [stop.losses[at], colors.train],
    [stop.validation_losses[at], colors.validation],
  ]);
  ctx.fillStyle = theme.primary;
  ctx.fillRect(here - 2, top, 4, bottom - top);
  ctx.beginPath();
  ctx.arc(here, (top + bottom) / 2, 9, 0, 7);
  ctx.fill();
}
