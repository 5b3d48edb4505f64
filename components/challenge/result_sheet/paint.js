// The page, drawn dark on white whatever the theme, as it is to be printed.

import { context, paintDots } from "../../ui/js/canvas.js";
import { withGaps } from "../../ui/js/gaps.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { outcomes, SIGNS, STATES } from "../shift_grid/state.js";
import {
  cellBox,
  DIGIT,
  FACTS,
  GRID,
  HEIGHT,
  LINE,
  MARGIN,
  NETWORK,
  WIDTH,
  wrapped,
} from "./layout.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const INK = "#17212b";
const QUIET = "#51606f";
const RULE = "#c9d3de";
const COLORS = { none: RULE, predicted: QUIET, correct: "#00796b", wrong: "#b3261e" };
const STATE_COLORS = { open: QUIET, met: COLORS.correct, missed: COLORS.wrong };

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Payload} data
 * @param {string} font
 * @param {string} date
 */
export function paintSheet(canvas, data, font, date) {
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const ctx = context(canvas);
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  ctx.textBaseline = "top";
  paintHeading(ctx, data, font, date);
  paintDigits(ctx, data, font);
  paintFacts(ctx, data, font);
  paintNetwork(ctx, data, font);
}

/**
 * @param {Ctx} ctx
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {string} font with its size
 * @param {string} color
 */
function write(ctx, text, x, y, font, color = INK) {
  ctx.font = font;
  ctx.fillStyle = color;
  ctx.fillText(text, x, y);
}

/** @type {(ctx: Ctx, data: Payload, font: string, date: string) => void} */
function paintHeading(ctx, { words, passed }, font, date) {
  write(ctx, words[passed ? "passed" : "attempt"], MARGIN, MARGIN, `750 84px ${font}`);
  write(ctx, `${words.course} · ${date}`, MARGIN, MARGIN + 112, `38px ${font}`, QUIET);
  ctx.fillStyle = RULE;
  ctx.fillRect(MARGIN, 270, WIDTH - 2 * MARGIN, 3);
}

/** @type {(ctx: Ctx, data: Payload, font: string) => void} */
function paintDigits(ctx, { side, images, predictions, label }, font) {
  const levels = fromBase64(images);
  const count = levels.length / side ** 2;
  const dots = document.createElement("canvas");
  ctx.imageSmoothingEnabled = false;
  outcomes(predictions, label, count).forEach((outcome, at) => {
    paintDots(dots, side, side, (dot) => Array(3).fill(levels[at * side * side + dot]));
    const { left, top, side: size } = cellBox(at);
    ctx.drawImage(dots, left, top, size, size);
    if (2 * at + 1 === count) ctx.drawImage(dots, DIGIT.left, DIGIT.top, DIGIT.side, DIGIT.side);
    ctx.strokeStyle = COLORS[outcome];
    ctx.lineWidth = 6;
    ctx.setLineDash(outcome === "wrong" ? [14, 10] : []);
    ctx.strokeRect(left, top, size, size);
    const text = `${predictions[at] ?? ""}${SIGNS[outcome]}`;
    if (text) paintBadge(ctx, text, left + size, top + size, font, COLORS[outcome]);
  });
  ctx.setLineDash([]);
}

/** @type {(ctx: Ctx, text: string, right: number, bottom: number, font: string, color: string) => void} */
function paintBadge(ctx, text, right, bottom, font, color) {
  ctx.font = `700 36px ${font}`;
  const width = ctx.measureText(text).width + 20;
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(right - width, bottom - 46, width, 46);
  write(ctx, text, right - width + 10, bottom - 42, ctx.font, color);
}

/** @type {(ctx: Ctx, data: Payload, font: string) => void} */
function paintFacts(ctx, { conditions, words }, font) {
  let { top } = FACTS;
  for (const { text, state } of conditions) {
    write(ctx, STATES[state], FACTS.left, top, `800 46px ${font}`, STATE_COLORS[state]);
    top = paintText(ctx, text, FACTS.left + 70, top, FACTS.width - 70, `600 42px ${font}`) + 18;
  }
  write(ctx, words.grid, GRID.left, GRID.top + GRID.side + 12, `32px ${font}`, QUIET);
}

/** @type {(ctx: Ctx, data: Payload, font: string) => void} */
function paintNetwork(ctx, { layers, training, words }, font) {
  let { top } = NETWORK;
  write(ctx, words.network, NETWORK.left, top, `700 48px ${font}`);
  top += 1.3 * LINE;
  for (const { code, shape, parameters } of layers) {
    const count = withGaps(words.parameters, { count: parameters });
    write(ctx, code, NETWORK.left, top, `600 38px monospace`);
    write(ctx, `${shape}   ${count}`, NETWORK.left, top + 0.8 * LINE, `34px ${font}`, QUIET);
    top += 1.75 * LINE;
  }
  paintText(ctx, training, NETWORK.left, top + 10, NETWORK.width, `36px ${font}`);
}

/**
 * Write a text in as many lines as it takes, and return where it ends.
 * @type {(ctx: Ctx, text: string, x: number, y: number, width: number, font: string) => number}
 */
function paintText(ctx, text, x, y, width, font) {
  ctx.font = font;
  const lines = wrapped(text, width, (each) => ctx.measureText(each).width);
  lines.forEach((line, at) => write(ctx, line, x, y + at * 0.85 * LINE, font));
  return y + lines.length * 0.85 * LINE;
}
