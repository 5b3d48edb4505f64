// How the images are split: a square for a hundred of them, in a block for each purpose.

import { fillingContext, scaledFont } from "../../ui/js/canvas.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasRoom } from "../../ui/js/stage.js";
import { countText, percentText } from "./words.js";

/** @import { Ctx, FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Payload, Split } from "./payload.d.ts" */
/** @import { Words } from "./words.js" */

const HUNDRED = 100; // images of a square
const COLUMNS = 50;
const GAP = 0.18; // of a square's side, between two

/** @typedef {{ name: string, squares: number, top: number }} Block */

/**
 * Lay out the blocks one under the other, each below its name.
 * @param {number} width in pixels
 * @param {number} height
 * @param {number} font
 * @param {Split} split
 * @returns {{ side: number, blocks: Block[] }}
 */
export function splitLayout(width, height, font, { training, validation, test }) {
  const parts = Object.entries({ training, validation, test });
  const counts = parts.map(([, images]) => Math.ceil(images / HUNDRED));
  const rows = counts.map((count) => Math.ceil(count / COLUMNS));
  const line = font * 2;
  const room = height - parts.length * line;
  const total = rows.reduce((sum, each) => sum + each, 0);
  const side = Math.max(1, Math.min(width / COLUMNS, room / Math.max(1, total)));
  let top = 0;
  const blocks = parts.map(([name], at) => {
    top += line;
    const block = { name, squares: counts[at], top };
    top += rows[at] * side;
    return block;
  });
  return { side, blocks };
}

/**
 * Return what stands above a block.
 * @param {Words} words
 * @param {string} name
 * @param {Split} split
 */
export function blockText(words, name, split) {
  const images = countText(split[/** @type {"training" | "validation" | "test"} */ (name)]);
  if (name !== "test") return withGaps(words[`split ${name}`], { images });
  if (!split.isOpened) return withGaps(words["split closed"], { images });
  const accuracy = percentText(words, split.testAccuracy);
  const known = split.testAccuracy === null ? "split open" : "split accuracy";
  return withGaps(words[known], { images, accuracy });
}

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {Theme} theme
 */
export function showSplit(part, { split, words }, theme) {
  const canvas = part("split");
  const box = canvas.parentElement;
  if (!hasRoom(box)) return;
  const font = Math.max(scaledFont(14), Math.min(box.clientHeight * 0.04, box.clientWidth * 0.026));
  const ctx = fillingContext(canvas, box.clientWidth, box.clientHeight);
  const { side, blocks } = splitLayout(box.clientWidth, box.clientHeight, font, split);
  ctx.font = `600 ${font}px ${theme.font}`;
  ctx.textBaseline = "alphabetic";
  for (const block of blocks) {
    ctx.fillStyle = theme.text;
    ctx.fillText(blockText(words, block.name, split), 0, block.top - font * 0.6, box.clientWidth);
    paintBlock(ctx, block, side, look(block.name, split, theme));
  }
  const texts = blocks.map(({ name }) => blockText(words, name, split));
  canvas.setAttribute("aria-label", texts.join(". "));
}

/** @type {(name: string, split: Split, theme: Theme) => { fill: string, stroke: string }} */
function look(name, { isOpened }, theme) {
  if (name === "training") return { fill: theme.text, stroke: theme.text };
  if (name === "validation" || isOpened) return { fill: theme.output, stroke: theme.output };
  return { fill: theme.panel, stroke: theme.text };
}

/** @type {(ctx: Ctx, block: Block, side: number, look: { fill: string, stroke: string }) => void} */
function paintBlock(ctx, { squares, top }, side, { fill, stroke }) {
  const size = side * (1 - GAP);
  ctx.fillStyle = fill;
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 1;
  for (let at = 0; at < squares; at++) {
    const [x, y] = [(at % COLUMNS) * side, top + Math.floor(at / COLUMNS) * side];
    ctx.fillRect(x, y, size, size);
    if (fill !== stroke) ctx.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  }
}
