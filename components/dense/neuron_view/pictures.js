// Image, weights, products as pictures: each is painted once at one dot a value, then only scaled.

import { context, leastLetter, paintDots, strokeEach } from "../../ui/js/canvas.js";
import { inputColor, MARK } from "../../ui/js/color.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Name, State } from "./types.d.ts" */
/** @import { Color, Ctx, Theme } from "../../ui/js/widget.d.ts" */

/** @typedef {[index: number, color: string, thick: number]} Outline */

const MAX_WRITTEN_COLUMNS = 3; // more leave no room for numbers
export const CURRENT = MARK;
export const POINTED = "#00897b";

/**
 * @param {State} state
 * @param {Name} name
 * @param {Payload} data
 */
export function layerOf(state, name, data) {
  const canvas = (state.layers[name] ??= document.createElement("canvas"));
  const width = data.columns * data.channels;
  if (canvas.width !== width || canvas.height !== data.rows) {
    canvas.width = width;
    canvas.height = data.rows;
  }
  return canvas;
}

/**
 * Paint one dot a value; nothing leaves a dot empty.
 * @param {HTMLCanvasElement} canvas
 * @param {number} count
 * @param {(index: number) => Color | null | undefined} colorOf
 */
export const paintLayer = (canvas, count, colorOf) =>
  paintDots(canvas, canvas.width, canvas.height, colorOf, count);

/** @type {(data: Payload) => (index: number) => Color} */
export const shadeOf = (data) => (index) =>
  inputColor(data.inputs[index] / data.brightest, data.channels, index);

/**
 * Return the box of a value inside a picture of this width.
 * @param {Payload} data
 * @param {number} index
 * @param {number} width
 */
function boxOf(data, index, width) {
  const cell = width / data.columns;
  const strip = cell / data.channels;
  const pixel = Math.floor(index / data.channels);
  return [
    (pixel % data.columns) * cell + (index % data.channels) * strip,
    Math.floor(pixel / data.columns) * cell,
    strip,
    cell,
  ];
}

/**
 * Return the index of the value under the pointer; undefined beside the picture.
 * @param {Payload} data
 * @param {HTMLCanvasElement} canvas
 * @param {PointerEvent} event
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
 * What is written into a picture's cells, and in which color; null where a cell is empty.
 * @typedef {{ write: (index: number) => string, colorOf: (index: number) => Color | null }} Texts
 */

/**
 * Show a picture: its layer, the numbers where there is room, and outlines around some of the values.
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLCanvasElement} layer
 * @param {Payload} data
 * @param {Theme} theme
 * @param {{ width: number, texts: Texts, outlines: Outline[] }} content
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
  if (data.columns <= MAX_WRITTEN_COLUMNS) writeNumbers(ctx, data, theme, width, texts);
  for (const outline of outlines) drawOutline(ctx, boxOf(data, outline[0], width), theme, outline);
}

/**
 * @param {Ctx} ctx
 * @param {number[]} box
 * @param {Theme} theme
 * @param {Outline} outline
 */
function drawOutline(ctx, [x, y, w, h], theme, [, color, thick]) {
  const apart = Math.max(0, (9 - w) / 2) - 1; // a tiny pixel gets a ring around it
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, thick + 2],
    [color, thick],
  ]);
  strokeEach(ctx, passes, () => ctx.strokeRect(x - apart, y - apart, w + 2 * apart, h + 2 * apart));
}

/**
 * Return the size of a font in which the widest text fits a cell, its minus sign included; 0 where
 * it would be too small to read.
 * @param {number} cell its side, in pixels
 * @param {number} channels which share the cell in strips, with upright texts
 * @param {number} widest the widest text's width in a font of one pixel
 * @param {number} most the largest size
 */
export function fittingSize(cell, channels, widest, most = 20) {
  const size = Math.min(most, (cell - 4) / widest, (0.9 * cell) / channels);
  return size < 7 ? 0 : size;
}

/**
 * @param {Ctx} ctx
 * @param {Payload} data
 * @param {Theme} theme
 * @param {number} width
 * @param {Texts} texts
 */
function writeNumbers(ctx, data, theme, width, { write, colorOf }) {
  const texts = data.inputs.map((_, index) => write(index));
  ctx.font = `600 10px ${theme.font}`;
  const widest = Math.max(...texts.map((text) => ctx.measureText(text).width / 10));
  const size = fittingSize(
    width / data.columns,
    data.channels,
    widest,
    Math.max(20, leastLetter()),
  );
  if (!size) return;
  ctx.font = `600 ${size}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  texts.forEach((text, index) => {
    const color = colorOf(index);
    if (!color) return;
    const [x, y, w, h] = boxOf(data, index, width);
    ctx.fillStyle = color[0] * 0.3 + color[1] * 0.59 + color[2] * 0.11 > 130 ? "#000" : "#fff";
    ctx.save(); // a strip is narrow: its number stands upright in it
    ctx.translate(x + w / 2, y + h / 2);
    if (data.channels > 1) ctx.rotate(-Math.PI / 2);
    ctx.fillText(text, 0, 0);
    ctx.restore();
  });
}
