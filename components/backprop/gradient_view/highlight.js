// The highlight of one value: its cell, its pixels, and the lines of its terms.

import { strokeEach } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { cellBox } from "./layout.js";
import { paintImageTitle, paintVectorTitle } from "./titles.js";

/** @import { Box, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */
/** @import { GradientSum } from "./sum.js" */

/** @typedef {[x: number, y: number]} Point */

/** @type {(box: Box, across: number, down: number) => Point} */
const pointOf = ([x, y, w, h], across, down) => [x + across * w, y + down * h];

/**
 * Draw a cell's highlight, that of its pixel in both images, and its strongest terms.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {GradientSum} sum
 * @param {number} reached blocks
 */
export function drawHighlight(ctx, scene, index, sum, reached) {
  const { layout, theme, gradients } = scene;
  const blocks = gradients.blocks.length;
  if (reached > blocks) drawTermLines(ctx, scene, index, sum);
  const cell = scene.cellBoxes[index];
  const pixel = scene.pixelBoxes[index];
  const from = layout.wide ? pointOf(pixel, 1, 0.5) : pointOf(pixel, 0.5, 0);
  const to = layout.wide ? pointOf(cell, 0, 0.5) : pointOf(cell, 0.5, 1);
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 6],
    [scene.highlightColor, 2.5],
  ]);
  strokeEach(ctx, passes, () => {
    stroke(ctx, from, to);
    for (const [x, y, w, h] of [cell, pixel, scene.inkBoxes[index]]) {
      ctx.strokeRect(x - 1, y - 1, w + 1, h + 1);
    }
  });
  if (layout.wide) return;
  paintVectorTitle(ctx, scene, reached > blocks); // the lines cross the titles
  paintImageTitle(ctx, scene, reached > blocks + 1);
}

/**
 * Draw a line from each of the strongest units to the cell.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {GradientSum} sum
 */
function drawTermLines(ctx, scene, index, { strongest }) {
  const { layout, theme } = scene;
  const blockLayout = layout.blocks[layout.blocks.length - 1];
  const cell = scene.cellBoxes[index];
  const max = Math.max(...strongest.map(({ exact }) => Math.abs(exact))) || 1;
  for (const { unit, exact } of strongest) {
    if (exact === 0) continue;
    const from = cellBox(blockLayout, unit);
    const [left, middle] = pointOf(from, 0, 0.5);
    ctx.strokeStyle = rgb(diverging(Math.sign(exact), theme.dark));
    ctx.lineWidth = 0.8 + (3.2 * Math.abs(exact)) / max;
    ctx.setLineDash(exact < 0 ? [7, 4] : []);
    if (layout.wide) stroke(ctx, [left - 1, middle], pointOf(cell, 1, 0.5));
    else stroke(ctx, pointOf(from, 0.5, 1), pointOf(cell, 0.5, 0));
  }
  ctx.setLineDash([]);
}

/** @type {(ctx: Ctx, from: Point, to: Point) => void} */
function stroke(ctx, from, to) {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}
