// The activation's curve: the sum so far moves along its axis, and is bent only at the last step.

import { context, scaledFont } from "../../ui/js/canvas.js";
import { CURRENT } from "./pictures.js";

/** @import { Curve, Payload } from "./payload.d.ts" */
/** @import { Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { State } from "./types.d.ts" */

const ARROW = 12; // pixels below the axis, the mark's height

/** @typedef {ReturnType<typeof curveLayout>} CurveLayout */

/**
 * What is shown on the curve: whether the activation is reached, and what stands beside the mark.
 * @typedef {{ width: number, sum: number, output: number, isBent: boolean, words: string }} Shown
 */

/**
 * Return where sums and outputs stand on a square picture; two lines of letters stand below.
 * @param {Curve} curve
 * @param {number} size
 * @param {number} letters their height, in pixels
 */
export function curveLayout({ reach, values }, size, letters = 14) {
  const below = ARROW + 2.3 * letters;
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = (high - low) * 0.12 || 1;
  return {
    size,
    letters,
    x: (/** @type {number} */ sum) =>
      6 + ((Math.max(-reach, Math.min(reach, sum)) + reach) / (2 * reach)) * (size - 12),
    y: (/** @type {number} */ output) =>
      size - below - ((output - low) / (high - low + room)) * (size - below - 8),
  };
}

/**
 * Show the sum so far on the activation's curve.
 * @param {State} state
 * @param {HTMLCanvasElement} canvas
 * @param {Payload} data
 * @param {Curve} curve
 * @param {Theme} theme
 * @param {Shown} shown
 */
export function showCurve(state, canvas, { activation, words }, curve, theme, shown) {
  const ratio = window.devicePixelRatio || 1;
  const letters = scaledFont(14);
  const key = [shown.width, letters, ratio, theme.background, activation, curve.reach].join();
  if (state.curveKey !== key || !state.curveLayout) {
    state.curveKey = key;
    state.curveLayout = curveLayout(curve, shown.width, letters);
    canvas.width = canvas.height = Math.round(shown.width * ratio);
    state.curveLayer ??= document.createElement("canvas");
    drawCurve(state.curveLayer, canvas.width, state.curveLayout, curve, theme, words.z);
  }
  const ctx = context(canvas);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(/** @type {HTMLCanvasElement} */ (state.curveLayer), 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawMark(ctx, state.curveLayout, theme, shown);
  writeBeside(ctx, state.curveLayout, theme, shown);
}

/**
 * Draw axes, curve and scale into a canvas of their own, which every step shares.
 * @param {HTMLCanvasElement} layer
 * @param {number} pixels of the screen
 * @param {CurveLayout} layout
 * @param {Curve} curve
 * @param {Theme} theme
 * @param {string} name of the axis across
 */
function drawCurve(layer, pixels, layout, { reach, values }, theme, name) {
  const ratio = window.devicePixelRatio || 1;
  layer.width = layer.height = pixels;
  const ctx = context(layer);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(0, layout.y(0));
  ctx.lineTo(layout.size, layout.y(0));
  ctx.moveTo(layout.x(0), 0);
  ctx.lineTo(layout.x(0), layout.size - 1.2 * layout.letters);
  ctx.stroke();
  ctx.strokeStyle = theme.output;
  ctx.lineWidth = 3;
  ctx.beginPath();
  const step = (2 * reach) / (values.length - 1);
  values.forEach((value, point) => ctx.lineTo(layout.x(-reach + step * point), layout.y(value)));
  ctx.stroke();
  writeScale(ctx, layout.size, theme, `${+reach.toFixed(1)}`, name);
}

/**
 * @param {Ctx} ctx
 * @param {number} size
 * @param {Theme} theme
 * @param {string} reach
 * @param {string} name
 */
function writeScale(ctx, size, theme, reach, name) {
  ctx.fillStyle = theme.text;
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.textBaseline = "alphabetic";
  const texts = /** @type {[CanvasTextAlign, number, string][]} */ ([
    ["left", 2, `−${reach}`],
    ["center", size / 2, name],
    ["right", size - 2, reach],
  ]);
  for (const [align, x, text] of texts) {
    ctx.textAlign = align;
    ctx.fillText(text, x, size - 3);
  }
}

/**
 * Draw the sum: an arrow under the axis, or, once it is bent, a point on the curve.
 * @param {Ctx} ctx
 * @param {CurveLayout} layout
 * @param {Theme} theme
 * @param {Shown} shown
 */
function drawMark(ctx, layout, theme, { sum, output, isBent }) {
  const x = layout.x(sum);
  const zero = layout.y(0);
  ctx.strokeStyle = ctx.fillStyle = CURRENT;
  ctx.lineWidth = 2;
  ctx.beginPath();
  if (isBent) {
    ctx.setLineDash([4, 4]);
    ctx.moveTo(x, zero);
    ctx.lineTo(x, layout.y(output));
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    ctx.arc(x, layout.y(output), 7, 0, 7);
  } else {
    ctx.moveTo(x - 7, zero + ARROW);
    ctx.lineTo(x + 7, zero + ARROW);
    ctx.lineTo(x, zero);
  }
  ctx.fill();
  ctx.strokeStyle = theme.background;
  ctx.stroke();
}

/**
 * Write the number beside the mark, inside the picture.
 * @param {Ctx} ctx
 * @param {CurveLayout} layout
 * @param {Theme} theme
 * @param {Shown} shown
 */
function writeBeside(ctx, layout, theme, { sum, output, isBent, words }) {
  ctx.font = `600 ${layout.letters}px ${theme.font}`;
  const half = ctx.measureText(words).width / 2 + 4;
  const x = Math.max(half, Math.min(layout.size - half, layout.x(sum)));
  const top = layout.y(output);
  let y = layout.y(0) + ARROW + 1.1 * layout.letters;
  if (isBent) y = top < 34 ? top + 26 : top - 14;
  ctx.textAlign = "center";
  ctx.lineWidth = 5;
  ctx.strokeStyle = theme.background;
  ctx.strokeText(words, x, y); // a halo, so that the curve may pass behind
  ctx.fillStyle = theme.text;
  ctx.fillText(words, x, y);
}
