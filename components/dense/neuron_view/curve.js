// The activation's curve: the sum so far moves along its axis, and is bent only at the last step.

import { context, scaledFont } from "../../ui/js/canvas.js";
import { MARK } from "./pictures.js";

/** @import { Curve, Payload } from "./payload.d.ts" */
/** @import { Theme } from "../../ui/js/widget.d.ts" */

/** @type {(data: Payload) => Curve} */
const curveOf = ({ curve }) => /** @type {Curve} */ (curve); // where there is none, none is drawn

/**
 * @param {Record<string, any>} state
 * @param {HTMLCanvasElement} canvas
 * @param {Payload} data
 * @param {Theme} theme
 * @param {number} width
 * @param {number} height
 */
function curveLayer(state, canvas, data, theme, width, height) {
  const ratio = window.devicePixelRatio || 1;
  const layer = (state.curveLayer ??= document.createElement("canvas"));
  layer.width = canvas.width = Math.round(width * ratio);
  layer.height = canvas.height = Math.round(height * ratio);
  const ctx = context(layer);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { reach, values } = curveOf(data);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const room = (high - low) * 0.12 || 1;
  const layout = {
    x: (/** @type {number} */ sum) =>
      6 + ((Math.max(-reach, Math.min(reach, sum)) + reach) / (2 * reach)) * (width - 12),
    y: (/** @type {number} */ output) =>
      height - 44 - ((output - low) / (high - low + room)) * (height - 52),
  };
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(0, layout.y(0));
  ctx.lineTo(width, layout.y(0));
  ctx.moveTo(layout.x(0), 0);
  ctx.lineTo(layout.x(0), height - 16);
  ctx.stroke();
  ctx.strokeStyle = theme.primary;
  ctx.lineWidth = 3;
  ctx.beginPath();
  values.forEach((value, at) =>
    ctx.lineTo(layout.x(-reach + (2 * reach * at) / (values.length - 1)), layout.y(value)),
  );
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.textBaseline = "alphabetic";
  for (const [align, at, words] of /** @type {[CanvasTextAlign, number, string][]} */ ([
    ["left", 2, `−${+reach.toFixed(1)}`],
    ["center", width / 2, "sum"],
    ["right", width - 2, `${+reach.toFixed(1)}`],
  ])) {
    ctx.textAlign = align;
    ctx.fillText(words, at, height - 3);
  }
  return layout;
}

/**
 * `bent` is whether the story has reached the activation; `words` is what stands beside the mark.
 * @param {Record<string, any>} state
 * @param {HTMLCanvasElement} canvas
 * @param {Payload} data
 * @param {Theme} theme
 * @param {{ width: number, sum: number, output: number, bent: boolean, words: string }} given
 */
export function showCurve(state, canvas, data, theme, { width, sum, output, bent, words }) {
  const height = width;
  const key = [
    width,
    height,
    window.devicePixelRatio,
    theme.background,
    data.activation,
    curveOf(data).reach,
  ].join();
  if (state.curveKey !== key) {
    state.curvePlace = curveLayer(state, canvas, data, theme, width, height);
    state.curveKey = key;
  }
  const ctx = context(canvas);
  const ratio = window.devicePixelRatio || 1;
  const layout = state.curvePlace;
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.clearRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(state.curveLayer, 0, 0);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const x = layout.x(sum);
  const zero = layout.y(0);
  const top = bent ? layout.y(output) : zero;
  ctx.strokeStyle = ctx.fillStyle = MARK;
  ctx.lineWidth = 2;
  if (bent) {
    ctx.setLineDash([4, 4]);
    ctx.beginPath();
    ctx.moveTo(x, zero);
    ctx.lineTo(x, top);
    ctx.stroke();
    ctx.setLineDash([]);
  }
  ctx.beginPath();
  if (bent) ctx.arc(x, top, 7, 0, 7);
  else {
    ctx.moveTo(x - 7, zero + 12);
    ctx.lineTo(x + 7, zero + 12);
    ctx.lineTo(x, zero);
  }
  ctx.fill();
  ctx.strokeStyle = theme.background;
  ctx.stroke();
  ctx.font = `600 ${scaledFont(14)}px ${theme.font}`;
  const half = ctx.measureText(words).width / 2 + 4;
  const at = Math.max(half, Math.min(width - half, x));
  const line = bent ? (top < 34 ? top + 26 : top - 14) : zero + 28;
  ctx.textAlign = "center";
  ctx.lineWidth = 5;
  ctx.strokeText(words, at, line); // a halo, so that the curve may pass behind
  ctx.fillStyle = theme.text;
  ctx.fillText(words, at, line);
}
