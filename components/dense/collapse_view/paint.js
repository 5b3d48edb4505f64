// The picture of two layers: the network, the one neuron that computes the same, and the plot.

import { aboveColor, belowColor, rgb } from "../../ui/js/color.js";
import {
  drawAxes,
  drawCurve,
  drawDot,
  nameAxes,
  planeIn,
  strokeLine,
  writeOver,
} from "../../ui/js/plane.js";
import { nodesIn } from "./layout.js";
import { collapsed, cornersOf, curveOf, hiddenCurveOf, RANGE } from "./state.js";
import { signed, write } from "./words.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { layoutOf } from "./layout.js" */
/** @import { State } from "./types.d.ts" */

/**
 * What is painted, and with what.
 * @typedef {{ ctx: Ctx, theme: Theme, layout: ReturnType<typeof layoutOf>, state: State,
 *   words: Record<string, string> }} Picture
 */

/** @typedef {{ x: number, y: number }} Point */

/** @param {Picture} picture */
export function paint(picture) {
  if (picture.layout.hasNetwork) paintNetwork(picture);
  paintPlot(picture);
}

/** @param {Picture} picture */
function paintPlot({ ctx, theme, layout, state, words }) {
  const plane = planeIn(layout.plot, RANGE, layout.font);
  drawAxes(ctx, plane, theme);
  const color = theme.output;
  ctx.strokeStyle = color;
  ctx.lineWidth = Math.max(4, layout.font / 4);
  const curve = curveOf(state);
  drawCurve(ctx, plane, curve);
  const names = { x: words["x axis"], y: words["y axis"] };
  nameAxes(ctx, plane, theme, names, { isAbove: true });
  ctx.globalAlpha = state.bend;
  const corners = cornersOf(state);
  for (const [input, output] of curve) {
    if (!corners.includes(input) || output > RANGE.top || output < RANGE.bottom) continue;
    drawDot(ctx, theme, [plane.x(input), plane.y(output)], layout.font * 0.5, color);
  }
  ctx.globalAlpha = 1;
}

/** @param {Picture} picture */
function paintNetwork(picture) {
  const { ctx, theme, layout, state } = picture;
  const nodes = nodesIn(layout.network, layout);
  nodes.hidden.forEach((node, unit) => {
    paintEdge(picture, nodes.input, node, state.hidden.kernel[unit]);
    paintEdge(picture, node, nodes.output, state.output.kernel[unit]);
  });
  nodes.hidden.forEach((node, unit) => paintHidden(picture, node, nodes.side, unit));
  paintNode(picture, nodes.input, "x", nodes.radius);
  paintNode(picture, nodes.output, "y", nodes.radius);
  if (!layout.hasOne) return;
  ctx.globalAlpha = 1 - 0.85 * state.bend;
  paintOne(picture, nodes);
  ctx.globalAlpha = 1;
  ctx.fillStyle = theme.text;
}

/**
 * Paint the one neuron that both layers are.
 * @param {Picture} picture
 * @param {ReturnType<typeof nodesIn>} nodes
 */
function paintOne(picture, { one, radius }) {
  const { ctx, theme, layout, state, words } = picture;
  const { weight, bias } = collapsed(state);
  const [from, to] = [one.left, one.right].map((x) => ({ x, y: one.y }));
  ctx.fillStyle = theme.text;
  ctx.font = `${layout.font}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "center", textBaseline: "bottom" });
  ctx.fillText(words["the same"], (from.x + to.x) / 2, one.y - layout.font * 1.9);
  paintEdge(picture, from, to, weight);
  paintNode(picture, from, "x", radius);
  paintNode(picture, to, "y", radius);
  ctx.font = `${layout.font}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "right", textBaseline: "top", fillStyle: theme.text });
  ctx.fillText(`${words.bias} ${signed(bias)}`, to.x + radius, one.y + radius + 4);
}

/**
 * Paint a connection with its weight: the stronger, the thicker; dashed below zero.
 * @param {Picture} picture
 * @param {Point} from
 * @param {Point} to
 * @param {number} weight
 */
function paintEdge({ ctx, theme, layout }, from, to, weight) {
  const color = rgb(weight < 0 ? belowColor(theme.dark) : aboveColor(theme.dark));
  ctx.strokeStyle = weight ? color : theme.border;
  ctx.lineWidth = 1.5 + 1.5 * Math.min(3, Math.abs(weight));
  ctx.setLineDash(weight < 0 ? [9, 6] : []);
  strokeLine(ctx, [from.x, from.y], [to.x, to.y]);
  ctx.setLineDash([]);
  ctx.font = `700 ${layout.font}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  Object.assign(ctx, { textAlign: "center", textBaseline: "middle" });
  const share = from.y === to.y ? 0.5 : 0.42;
  const y = from.y + (to.y - from.y) * share;
  writeOver(ctx, theme, `× ${write(weight)}`, [from.x + (to.x - from.x) * share, y]);
}

/**
 * Paint a hidden neuron as what it puts out over the input.
 * @param {Picture} picture
 * @param {Point} middle
 * @param {number} side
 * @param {number} unit
 */
function paintHidden({ ctx, theme, layout, state }, { x, y }, side, unit) {
  const box = /** @type {[number, number, number, number]} */ ([
    x - side / 2,
    y - side / 2,
    side,
    side,
  ]);
  const plane = planeIn(box, { left: -4, right: 4, bottom: -4, top: 4 }, layout.font);
  ctx.fillStyle = theme.background;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.roundRect(...box, side / 8);
  ctx.fill();
  ctx.stroke();
  ctx.lineWidth = 1;
  strokeLine(ctx, [box[0], plane.y(0)], [box[0] + side, plane.y(0)]);
  strokeLine(ctx, [plane.x(0), box[1]], [plane.x(0), box[1] + side]);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 3;
  drawCurve(ctx, plane, hiddenCurveOf(state, unit));
  ctx.fillStyle = theme.text;
  ctx.font = `${Math.round(layout.font * 0.9)}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "center", textBaseline: "top" });
  writeOver(ctx, theme, signed(state.hidden.bias[unit]), [x, y + side / 2 + 3]);
}

/**
 * @param {Picture} picture
 * @param {Point} at
 * @param {string} name
 * @param {number} radius
 */
function paintNode({ ctx, theme, layout }, { x, y }, name, radius) {
  ctx.fillStyle = theme.panel;
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 7);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.font = `italic 700 ${layout.font}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "center", textBaseline: "middle" });
  ctx.fillText(name, x, y);
}
