// The paper: a square a pixel, with its number where there is room.

import { context } from "../../ui/js/canvas.js";
import { MARK, rgb } from "../../ui/js/color.js";
import { shownLevel } from "./strokes.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const SIZE = 840; // dots of the canvas, whatever its size on the page
const NUMBERS = 8; // so many pixels a side have room for their numbers

/**
 * @param {HTMLCanvasElement} paper
 * @param {Payload} data
 * @param {Uint8Array} pixels
 * @param {string} font
 * @param {number[] | null} cursor row and column, if it is shown
 */
export function paintPaper(paper, data, pixels, font, cursor) {
  const { side } = data;
  const cell = SIZE / side;
  if (paper.width !== SIZE) paper.width = paper.height = SIZE;
  const ctx = context(paper);
  for (let at = 0; at < side * side; at++) {
    const x = (at % side) * cell;
    const y = Math.floor(at / side) * cell;
    const shades = shadesOf(data, pixels, at);
    ctx.fillStyle = rgb(shades);
    ctx.fillRect(Math.floor(x), Math.floor(y), Math.ceil(cell) + 1, Math.ceil(cell) + 1);
    if (side > NUMBERS) continue;
    const [red, green, blue] = shades;
    ctx.fillStyle = red * 0.3 + green * 0.59 + blue * 0.11 > 120 ? "#000" : "#fff";
    writeLevels(ctx, data, pixels, at, [x + cell / 2, y + cell / 2], font);
  }
  paintGrid(ctx, side, cell);
  if (cursor) paintCursor(ctx, cursor, cell);
}

/** @type {(data: Payload, pixels: Uint8Array, at: number) => number[]} */
function shadesOf({ channels, levels }, pixels, at) {
  const shade = (/** @type {number} */ channel) =>
    Math.round((pixels[at * channels + channel] / levels) * 255);
  return channels === 1 ? Array(3).fill(shade(0)) : [0, 1, 2].map(shade);
}

/**
 * @param {Ctx} ctx
 * @param {Payload} data
 * @param {Uint8Array} pixels
 * @param {number} at
 * @param {[x: number, y: number]} middle of the square
 * @param {string} font
 */
function writeLevels(ctx, { side, channels, full, levels }, pixels, at, [x, y], font) {
  const shown = (/** @type {number} */ channel) =>
    shownLevel(pixels[at * channels + channel], full, levels);
  const lines =
    channels === 1 ? [shown(0)] : [0, 1, 2].map((channel) => `${"RGB"[channel]} ${shown(channel)}`);
  const gray = side === 3 ? 0.34 : 0.3;
  const height = (SIZE / side) * (channels === 1 ? gray : 0.2);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 ${height}px ${font}`;
  lines.forEach((line, nth) => {
    ctx.fillText(line, x, y + (nth - (lines.length - 1) / 2) * height * 1.15);
  });
}

/** @type {(ctx: Ctx, side: number, cell: number) => void} */
function paintGrid(ctx, side, cell) {
  ctx.strokeStyle = "rgba(128,128,128,0.35)";
  ctx.lineWidth = 1;
  for (let line = 1; line < side; line++) {
    ctx.strokeRect(line * cell, -1, 0, SIZE + 2);
    ctx.strokeRect(-1, line * cell, SIZE + 2, 0);
  }
}

/** @type {(ctx: Ctx, cursor: number[], cell: number) => void} */
function paintCursor(ctx, [row, column], cell) {
  ctx.lineWidth = 8;
  ctx.strokeStyle = "#000";
  ctx.strokeRect(column * cell, row * cell, cell, cell);
  ctx.lineWidth = 4;
  ctx.strokeStyle = MARK;
  ctx.strokeRect(column * cell, row * cell, cell, cell);
}
