// The loss over one weight: the curve, its slope where the weight is, and where the weight is moved.

import { fillingContext, leastLetter } from "../../ui/js/canvas.js";
import { drawAxes, drawCurve, drawDot, nameAxes, planeIn, strokeLine } from "../../ui/js/plane.js";
import { changesOf } from "./state.js";

/** @import { Plane } from "../../ui/js/plane.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/**
 * Return the plane of the curve in a box.
 * @param {Payload} data
 * @param {number} width
 * @param {number} height
 * @param {number} font
 */
export function curvePlane({ weight: { steps, losses } }, width, height, font) {
  const top = Math.max(0.1, ...losses) * 1.08;
  const range = { left: steps[0], right: steps[steps.length - 1], bottom: -0.14 * top, top };
  const box = [font, font / 2, width - 2 * font, height - font];
  return planeIn(/** @type {[number, number, number, number]} */ (box), range, font);
}

/** @param {View} view */
export function showCurve({ data, state, part, theme }) {
  const stage = part("stage");
  const [width, height] = [stage.clientWidth, stage.clientHeight];
  const font = Math.max(12, leastLetter(), Math.min(24, Math.min(width, 1.4 * height) / 34));
  const plane = curvePlane(data, width, height, Math.round(font));
  state.plane = plane;
  const ctx = fillingContext(part("plot"), width, height);
  const { step, predicted, before, after } = changesOf(data, state);
  drawAxes(ctx, plane, theme);
  ctx.strokeStyle = theme.output;
  ctx.lineWidth = Math.max(3, font / 4);
  drawCurve(ctx, plane, curvePoints(data));
  if (data.open) {
    ctx.strokeStyle = theme.primary;
    ctx.setLineDash([7, 6]);
    drawCurve(ctx, plane, tangentPoints(data, plane));
    ctx.setLineDash([]);
  }
  ctx.lineWidth = 2;
  const at = plane.x(step);
  strokeLine(ctx, [at, plane.y(after)], [at, plane.y(before + predicted)]);
  drawDot(ctx, theme, [plane.x(0), plane.y(before)], font * 0.45, theme.primary);
  drawDot(ctx, theme, [at, plane.y(after)], font * 0.5, theme.text);
  nameAxes(ctx, plane, theme, { x: data.words["x axis"], y: data.words["y axis"] });
  part("plot").setAttribute("aria-label", data.words.plot);
}

/** @type {(data: Payload) => [number, number][]} */
const curvePoints = ({ weight: { steps, losses } }) =>
  steps.map((step, nth) => [step, losses[nth]]);

/**
 * Return the line that is as steep as the curve where the weight is.
 * @param {Payload} data
 * @param {Plane} plane
 * @returns {[number, number][]}
 */
function tangentPoints({ weight }, { range }) {
  const loss = weight.losses[(weight.losses.length - 1) / 2];
  return [range.left, range.right].map((step) => [step, loss + step * weight.gradient]);
}
