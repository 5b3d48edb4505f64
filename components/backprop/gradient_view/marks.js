// The marks: what lights up together around one value.

import { strokeEach } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { cellBox } from "./layout.js";
import { imageTitle, vectorTitle } from "./paint.js";

/** @import { Box, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./paint.js" */
/** @import { Sum } from "./sum.js" */

/** @typedef {[x: number, y: number]} Point */

/** @type {(box: Box, across: number, down: number) => Point} */
const pointOf = ([x, y, w, h], across, down) => [x + across * w, y + down * h];

/**
 * Mark a cell, its pixel in both pictures, and the strongest of what is handed back to it.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {Sum} sum
 * @param {number} reached blocks
 */
export function markPair(ctx, scene, index, sum, reached) {
  const { layout, theme, net } = scene;
  const blocks = net.blocks.length;
  if (reached > blocks) markTerms(ctx, scene, index, sum);
  const cell = scene.cells[index];
  const pixel = scene.pixels[index];
  const from = layout.wide ? pointOf(pixel, 1, 0.5) : pointOf(pixel, 0.5, 0);
  const to = layout.wide ? pointOf(cell, 0, 0.5) : pointOf(cell, 0.5, 1);
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 6],
    [scene.mark, 2.5],
  ]);
  strokeEach(ctx, passes, () => {
    stroke(ctx, from, to);
    for (const [x, y, w, h] of [cell, pixel, scene.inkPixels[index]]) {
      ctx.strokeRect(x - 1, y - 1, w + 1, h + 1);
    }
  });
  if (layout.wide) return;
  vectorTitle(ctx, scene, reached > blocks); // the lines cross the titles
  imageTitle(ctx, scene, reached > blocks + 1);
}

/**
 * Draw a line from each of the strongest units to the cell.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {Sum} sum
 */
function markTerms(ctx, scene, index, { strongest }) {
  const { layout, theme } = scene;
  const spot = layout.blocks[layout.blocks.length - 1];
  const cell = scene.cells[index];
  const most = Math.max(...strongest.map(({ exact }) => Math.abs(exact))) || 1;
  for (const { unit, exact } of strongest) {
    if (exact === 0) continue;
    const from = cellBox(spot, unit);
    const [left, middle] = pointOf(from, 0, 0.5);
    ctx.strokeStyle = rgb(diverging(Math.sign(exact), theme.dark));
    ctx.lineWidth = 0.8 + (3.2 * Math.abs(exact)) / most;
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
