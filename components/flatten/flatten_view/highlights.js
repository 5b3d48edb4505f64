// The highlights: what lights up together around one value, in the image, in the vector and between.

import { scaledFont, strokeEach } from "../../ui/js/canvas.js";
import { withGaps } from "../../ui/js/gaps.js";
import { bowOf, pointOn } from "./flight.js";
import { columnOf, lineBox, rowOf } from "./layout.js";
import { paintCell, paintPixel } from "./paint.js";
import { CHANNELS, cellsOf } from "./words.js";

/** @import { Box, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */

/**
 * @param {Ctx} ctx
 * @param {Box} box
 * @param {number} [apart] pixels around the box
 */
const strokeBox = (ctx, [x, y, w, h], apart = 0) =>
  ctx.strokeRect(x - apart, y - apart, w + 2 * apart, h + 2 * apart);

/**
 * Frame the row (or column) that is being read, and underline its cells.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index of a value in it
 */
export function highlightLine(ctx, scene, index) {
  const { layout, data, theme } = scene;
  ctx.strokeStyle = ctx.fillStyle = theme.primary;
  ctx.lineWidth = 2;
  strokeBox(ctx, lineBox(layout, data.line, scene.indices[index]), 1);
  const first = index - (index % data.lineLength);
  for (let each = first; each < first + data.lineLength; each++) {
    const [x, y, w, h] = scene.cells[each];
    ctx.fillRect(x, y + h + 0.5, w, 2.5);
  }
}

/**
 * Light up a value, its pixel's other values, and the bows between pixel and cells.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {number} landed values in the vector
 */
export function highlightValue(ctx, scene, index, landed) {
  const pixel = scene.indices[index];
  const cells = cellsOf(scene.data.channels, scene.home, pixel);
  const others = cells.filter((each) => each !== index);
  for (const other of others) {
    strokeRimmed(ctx, scene, 4, 1.3, () => strokeBow(ctx, scene, scene.indices[other], other));
  }
  strokeRimmed(ctx, scene, 7, 3, () => strokeBow(ctx, scene, pixel, index));
  const whole = pixelBoxOf(scene, pixel);
  if (others.length) strokeRimmed(ctx, scene, 4, 1.5, () => strokeBox(ctx, whole, 2));
  for (const each of cells) {
    // The lines end under the values.
    paintPixel(ctx, scene, scene.indices[each], false);
    paintCell(ctx, scene, each, each < landed);
  }
  for (const other of others) {
    strokeRimmed(ctx, scene, 4, 1.5, () => strokeBox(ctx, scene.cells[other]));
  }
  strokeRimmed(ctx, scene, 6, 3, () => {
    strokeBox(ctx, scene.pixels[pixel], 0.5);
    strokeBox(ctx, scene.cells[index], 0.5);
  });
  nameValue(ctx, scene, index, whole);
}

/**
 * Return the box of a pixel with all its channels.
 * @param {Scene} scene
 * @param {number} pixel
 * @returns {Box}
 */
function pixelBoxOf({ layout }, pixel) {
  const x = layout.gutter + columnOf(layout, pixel) * layout.pixel;
  const y = layout.top + rowOf(layout, pixel) * layout.pixel;
  return [x, y, layout.pixel - 1, layout.pixel - 1];
}

/**
 * Write the value on its bow, its row and column at the image, its index at the cell.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {Box} whole the box of its pixel
 */
function nameValue(ctx, scene, index, [left, top]) {
  const { layout, data } = scene;
  const pixel = scene.indices[index];
  const cell = scene.cells[index];
  const [x, y] = pointOn(bowOf(scene.pixels[pixel], cell, layout), 0.5);
  const half = layout.pixel / 2;
  const { words, channels } = data;
  const row = withGaps(words.row, { row: rowOf(layout, pixel) });
  const column = withGaps(words.column, { column: columnOf(layout, pixel) });
  const name = channels > 1 ? words["index and channel"] : words.index;
  const text = withGaps(name, { index, channel: CHANNELS[pixel % channels] });
  drawTag(ctx, scene, scene.looks[pixel].text, x, y);
  drawTag(ctx, scene, row, layout.gutter - 27 * layout.scale, top + half, 400);
  drawTag(ctx, scene, column, left + half, layout.top - 15 * layout.scale, 400);
  drawTag(ctx, scene, text, cell[0] + cell[2] / 2, cell[1] - 16 * layout.scale);
}

/**
 * Write a word on a solid ground, inside the picture.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {string} text
 * @param {number} x of its middle
 * @param {number} y
 * @param {number} [weight] of the font
 */
function drawTag(ctx, { layout, theme, highlight }, text, x, y, weight = 650) {
  ctx.font = `${weight} ${scaledFont((layout.narrow ? 12 : 14) * layout.scale)}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const w = ctx.measureText(text).width + 12 * layout.scale;
  const h = 22 * layout.scale;
  const left = Math.max(1, Math.min(layout.width - w - 1, x - w / 2));
  const top = Math.max(1, Math.min(layout.height - h - 1, y - h / 2));
  ctx.fillStyle = theme.background;
  ctx.strokeStyle = highlight;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(left, top, w, h, 6);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.fillText(text, left + w / 2, top + h / 2 + 1);
}

/**
 * Stroke what stands between two values: a line with a rim of the ground.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} rim
 * @param {number} width
 * @param {() => void} draw
 */
function strokeRimmed(ctx, { theme, highlight }, rim, width, draw) {
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, rim],
    [highlight, width],
  ]);
  strokeEach(ctx, passes, draw);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {number} index
 */
function strokeBow(ctx, { pixels, cells, layout }, pixel, index) {
  const { start, bend, end } = bowOf(pixels[pixel], cells[index], layout);
  ctx.beginPath();
  ctx.moveTo(...start);
  ctx.quadraticCurveTo(...bend, ...end);
  ctx.stroke();
}
