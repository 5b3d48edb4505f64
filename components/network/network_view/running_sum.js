// The running sum as a line that steps at each term, one of them marked.

import { scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { GLANCE_DIGITS } from "./digits.js";

/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Numbers, View } from "./types.d.ts" */

const HEIGHT = 170; // pixels
const LEFT = 46; // of the axis, where its numbers stand
const [RIGHT, TOP, BOTTOM] = [12, 12, 24];

/**
 * Where terms and sums lie.
 * @typedef {{ x: (index: number) => number, y: (value: number) => number, low: number, high: number }} Axes
 */

/**
 * Return the axes of a picture of running sums; 0 is always on it.
 * @param {Numbers} sums
 * @param {number} width pixels
 * @returns {Axes}
 */
export function axesOf(sums, width) {
  let [low, high] = [0, 0];
  for (const sum of sums) {
    low = Math.min(low, sum);
    high = Math.max(high, sum);
  }
  return {
    low,
    high,
    x: (index) => LEFT + ((index + 1) / sums.length) * (width - LEFT - RIGHT),
    y: (value) => TOP + ((high - value) / (high - low || 1)) * (HEIGHT - TOP - BOTTOM),
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Numbers} sums
 * @param {number} at the marked term
 * @param {number} width pixels
 * @param {Pick<View, "theme" | "data">} view
 */
export function paintRunningSum(canvas, sums, at, width, { theme, data: { words } }) {
  const ctx = sizedContext(canvas, width, HEIGHT);
  canvas.style.width = `${width}px`;
  const axes = axesOf(sums, width);
  const name = withGaps(words["running axis"], { last: sums.length - 1 });
  paintAxes(ctx, axes, name, width, theme);
  ctx.strokeStyle = theme.text;
  ctx.globalAlpha = 0.4;
  paintLine(ctx, axes, sums, at + 1, sums.length, 1.5);
  ctx.globalAlpha = 1;
  paintLine(ctx, axes, sums, 0, at + 1, 2);
  paintTerm(ctx, axes, sums, at, theme);
  const end = formatNumber(sums[sums.length - 1], GLANCE_DIGITS);
  const here = formatNumber(sums[at], GLANCE_DIGITS);
  const gaps = { count: sums.length, end, term: at, sum: here };
  canvas.setAttribute("aria-label", withGaps(words["running name"], gaps));
}

/**
 * @param {Ctx} ctx
 * @param {Axes} axes
 * @param {string} name of the axis below
 * @param {number} width
 * @param {Theme} theme
 */
function paintAxes(ctx, { low, high, y }, name, width, theme) {
  ctx.font = `${scaledFont(13)}px ${theme.font}`;
  ctx.fillStyle = ctx.strokeStyle = theme.text;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const value of new Set([low, 0, high])) {
    ctx.fillText(formatNumber(value, 2), LEFT - 6, y(value));
    ctx.globalAlpha = 0.3;
    ctx.strokeRect(LEFT, Math.round(y(value)) + 0.5, width - LEFT - RIGHT, 0);
    ctx.globalAlpha = 1;
  }
  ctx.textAlign = "center";
  ctx.fillText(name, LEFT + (width - LEFT) / 2, HEIGHT - 8);
}

/** @type {(sums: Numbers, index: number) => number} the sum before a term */
const sumBefore = (sums, index) => (index ? sums[index - 1] : 0);

/**
 * Paint the line of some terms: flat until the next product, then a step.
 * @param {Ctx} ctx
 * @param {Axes} axes
 * @param {Numbers} sums
 * @param {number} from
 * @param {number} to
 * @param {number} thickness
 */
function paintLine(ctx, { x, y }, sums, from, to, thickness) {
  ctx.lineWidth = thickness;
  ctx.beginPath();
  ctx.moveTo(x(from - 1), y(sumBefore(sums, from)));
  for (let index = from; index < to; index++) {
    ctx.lineTo(x(index), y(sumBefore(sums, index)));
    ctx.lineTo(x(index), y(sums[index]));
  }
  ctx.stroke();
}

/**
 * Paint the step of the marked term.
 * @param {Ctx} ctx
 * @param {Axes} axes
 * @param {Numbers} sums
 * @param {number} at
 * @param {Theme} theme
 */
function paintTerm(ctx, { x, y }, sums, at, theme) {
  const before = sumBefore(sums, at);
  ctx.strokeStyle = rgb(diverging(Math.sign(sums[at] - before), theme.dark));
  ctx.lineWidth = 5;
  ctx.beginPath();
  ctx.moveTo(x(at), y(before));
  ctx.lineTo(x(at), y(sums[at]));
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.beginPath();
  ctx.arc(x(at), y(sums[at]), 6, 0, 7);
  ctx.fill();
}
