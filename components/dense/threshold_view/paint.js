// The plot of a neuron's output: the threshold, the curve with its corner, and the weighted sum on it.

import { withGaps } from "../../ui/js/gaps.js";
import {
  drawAxes,
  drawCurve,
  drawDot,
  nameAxes,
  strokeLine,
  writeOver,
} from "../../ui/js/plane.js";
import { curveOf, outcomeOf, RANGE } from "./state.js";
import { write } from "./words.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Plane } from "../../ui/js/plane.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

/**
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {State} state
 * @param {Payload} data
 */
export function paint(ctx, plane, theme, state, { activation, words }) {
  const outcome = outcomeOf(state, activation);
  paintClosed(ctx, plane, theme, outcome.threshold, words);
  drawAxes(ctx, plane, theme);
  ctx.strokeStyle = theme.output;
  ctx.lineWidth = Math.max(4, plane.font / 4);
  drawCurve(ctx, plane, curveOf(state.bias, activation));
  nameAxes(ctx, plane, theme, { x: words["x axis"], y: words["y axis"] });
  paintThreshold(ctx, plane, theme, outcome.threshold, words);
  paintSum(ctx, plane, theme, { weighted: state.weighted, output: outcome.output });
}

/**
 * Shade the sums that are too small to let anything through.
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {number} threshold
 * @param {Record<string, string>} words
 */
function paintClosed(ctx, plane, theme, threshold, words) {
  const [left, top, , height] = plane.box;
  const right = plane.x(threshold);
  ctx.fillStyle = theme.panel;
  ctx.fillRect(left, top, right - left, height);
  ctx.fillStyle = theme.text;
  ctx.font = `${plane.font}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "center", textBaseline: "middle" });
  const y = plane.y(RANGE.top * 0.55);
  const text = words["too small"];
  const end = Math.min(right, plane.x(0) - 2 * plane.font); // beside the numbers of the axis
  if (ctx.measureText(text).width < end - left) ctx.fillText(text, (left + end) / 2, y);
}

/**
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {number} threshold
 * @param {Record<string, string>} words
 */
function paintThreshold(ctx, plane, theme, threshold, words) {
  const corner = /** @type {[number, number]} */ ([plane.x(threshold), plane.y(0)]);
  drawDot(ctx, theme, corner, plane.font * 0.6, theme.primary);
  ctx.fillStyle = theme.primary;
  ctx.font = `700 ${plane.font}px ${theme.font}`;
  const text = withGaps(words.threshold, { threshold: write(threshold) });
  const x = Math.max(plane.box[0] + ctx.measureText(text).width, corner[0] - plane.font * 0.4);
  Object.assign(ctx, { textAlign: "right", textBaseline: "bottom" });
  writeOver(ctx, theme, text, [x, corner[1] - plane.font]);
}

/**
 * Draw the weighted sum under the axis, and the way up to its output.
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {{ weighted: number, output: number }} neuron
 */
function paintSum(ctx, plane, theme, { weighted, output }) {
  const [x, y] = [plane.x(weighted), plane.y(Math.min(output, RANGE.top))];
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 2;
  ctx.setLineDash([6, 5]);
  strokeLine(ctx, [x, plane.y(0)], [x, y]);
  if (output > 0) strokeLine(ctx, [x, y], [plane.x(0), y]);
  ctx.setLineDash([]);
  drawDot(ctx, theme, [x, y], plane.font * 0.5, theme.text);
  ctx.fillStyle = theme.text;
  ctx.font = `700 ${Math.round(plane.font * 1.15)}px ${theme.font}`;
  const isHigh = output > RANGE.top - 1.5;
  Object.assign(ctx, { textAlign: weighted > 7 ? "right" : "left", textBaseline: "middle" });
  const aside = weighted > 7 ? -plane.font : plane.font;
  writeOver(ctx, theme, write(output), [x + aside, y + (isHigh ? plane.font : -plane.font)]);
}
