// Image, weights, products as pictures: each is painted once at one dot a value, then only scaled.

import { context, paintDots } from "../../ui/js/canvas.js";
import { inputColor } from "../../ui/js/color.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Color, Ctx, Theme } from "../../ui/js/widget.d.ts" */

/** @typedef {[index: number, color: string, thick: number]} Outline */

export const MARK = "#e08a00",
  POINTED = "#00897b";

/**
 * @param {Record<string, any>} state
 * @param {string} name
 * @param {Payload} data
 */
export function layerOf(state, name, data) {
  const layers = (state.layers ??= {});
  const canvas = (layers[name] ??= document.createElement("canvas"));
  const width = data.columns * data.channels;
  if (canvas.width !== width || canvas.height !== data.rows) {
    canvas.width = width;
    canvas.height = data.rows;
  }
  return canvas;
}

/**
 * Paints a value a dot; `colourOf(index)` gives red, green, blue, or nothing for an empty dot.
 * @param {HTMLCanvasElement} canvas
 * @param {number} count
 * @param {(index: number) => Color | null | undefined} colourOf
 */
export const paintLayer = (canvas, count, colourOf) =>
  paintDots(canvas, canvas.width, canvas.height, colourOf, count);

/** @param {Payload} data */
export function greyOf(data) {
  return (/** @type {number} */ index) =>
    inputColor(data.inputs[index] / data.brightest, data.channels, index);
}

/**
 * The box of a value inside a picture of this width.
 * @param {Payload} data
 * @param {number} index
 * @param {number} width
 */
function boxOf(data, index, width) {
  const cell = width / data.columns;
  const strip = cell / data.channels;
  const at = Math.floor(index / data.channels);
  return [
    (at % data.columns) * cell + (index % data.channels) * strip,
    Math.floor(at / data.columns) * cell,
    strip,
    cell,
  ];
}

/**
 * @param {Payload} data
 * @param {HTMLCanvasElement} canvas
 * @param {any} event
 */
export function indexUnder(data, canvas, event) {
  const box = canvas.getBoundingClientRect();
  const across = ((event.clientX - box.left) / box.width) * data.columns;
  const row = Math.floor(((event.clientY - box.top) / box.height) * data.rows);
  const column = Math.floor(across);
  if (row < 0 || row >= data.rows || column < 0 || column >= data.columns) return undefined;
  return (
    (row * data.columns + column) * data.channels + Math.floor((across - column) * data.channels)
  );
}

/**
 * One picture: its layer, the numbers where there is room, and outlines round the marked values.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} layer
 * @param {Payload} data
 * @param {Theme} theme
 * @param {{ width: number, texts: { say: (index: number) => string, colourOf: (index: number) => Color | null } | null, outlines: Outline[] }} given
 */
export function showPicture(canvas, layer, data, theme, { width, texts, outlines }) {
  const ratio = window.devicePixelRatio || 1;
  const across = Math.round(width * ratio);
  const down = Math.round((width * ratio * data.rows) / data.columns);
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  const ctx = context(canvas);
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  ctx.fillStyle = theme.panel;
  ctx.fillRect(0, 0, across, down);
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(layer, 0, 0, across, down);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (texts && data.columns <= 3) writeNumbers(ctx, data, width, texts);
  for (const [index, colour, thick] of outlines) {
    const [x, y, w, h] = boxOf(data, index, width);
    const far = Math.max(0, (9 - w) / 2); // a tiny pixel gets a ring around it
    ctx.strokeStyle = theme.background;
    ctx.lineWidth = thick + 2;
    ctx.strokeRect(x - far + 1, y - far + 1, w + 2 * far - 2, h + 2 * far - 2);
    ctx.strokeStyle = colour;
    ctx.lineWidth = thick;
    ctx.strokeRect(x - far + 1, y - far + 1, w + 2 * far - 2, h + 2 * far - 2);
  }
}

/**
 * @param {Ctx} ctx
 * @param {Payload} data
 * @param {number} width
 * @param {{ say: (index: number) => string, colourOf: (index: number) => Color | null }} given
 */
function writeNumbers(ctx, data, width, { say, colourOf }) {
  const size = Math.min(20, width / data.columns / (data.channels === 1 ? 3.1 : 5.5));
  if (size < 7) return;
  ctx.font = `600 ${size}px sans-serif`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (let index = 0; index < data.inputs.length; index++) {
    const colour = colourOf(index);
    if (!colour) continue;
    const [x, y, w, h] = boxOf(data, index, width);
    ctx.fillStyle = colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11 > 130 ? "#000" : "#fff";
    if (data.channels === 1) {
      ctx.fillText(say(index), x + w / 2, y + h / 2);
      continue;
    }
    ctx.save(); // a strip is narrow: its number stands upright in it
    ctx.translate(x + w / 2, y + h / 2);
    ctx.rotate(-Math.PI / 2);
    ctx.fillText(say(index), 0, 0);
    ctx.restore();
  }
}
