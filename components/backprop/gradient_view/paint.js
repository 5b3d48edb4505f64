// The painting: values the gradient has reached are colored, the others are empty frames.

import { formatNumber } from "../../ui/js/format.js";
import { paintBlock } from "./block.js";
import { paintBox, paintEmpty, paintFrame, paintValue, shrunk } from "./cells.js";
import { flightBox, flightProgress } from "./flight.js";
import { paintImageTitle, paintTitle, paintVectorTitle } from "./titles.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
function paintVector(ctx, scene, reached) {
  const { layout } = scene;
  const { vector } = layout;
  paintVectorTitle(ctx, scene, reached);
  scene.cellBoxes.forEach((cell, index) => {
    if (reached) paintValue(ctx, scene, index, cell, vector.cell > 60 ? 14 : 12);
    else paintEmpty(ctx, scene, cell);
    if (layout.numbers || vector.cell >= 9) paintFrame(ctx, scene, shrunk(cell));
  });
  paintIndices(ctx, scene);
}

/**
 * Write indices: of few values below each, of many before the first of a line.
 * @param {Ctx} ctx
 * @param {Scene} scene
 */
function paintIndices(ctx, { layout, theme, cellBoxes }) {
  const { vector } = layout;
  ctx.fillStyle = theme.text;
  ctx.font = `12px ${theme.font}`;
  const below = layout.numbers && !layout.wide;
  ctx.textAlign = below ? "center" : "right";
  ctx.textBaseline = "middle";
  const apart = below ? 1 : vector.perLine * Math.ceil(14 / vector.step); // lines too close share a number
  for (let index = 0; index < vector.count; index += apart) {
    const [x, y, w, h] = cellBoxes[index];
    if (below) ctx.fillText(String(index), x + w / 2, y + h + 10);
    else ctx.fillText(String(index), x - 5, y + h / 2 + 1);
  }
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {boolean} landed
 */
function paintPixel(ctx, scene, index, landed) {
  const pixel = scene.pixelBoxes[index];
  if (landed) paintValue(ctx, scene, index, pixel, pixel[2] > 70 ? 17 : 13);
  else paintEmpty(ctx, scene, pixel);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} landed
 */
function paintImages(ctx, scene, landed) {
  const { gradients, layout, theme } = scene;
  const { rows, columns } = layout;
  const { image } = gradients.words;
  paintImageTitle(ctx, scene, landed);
  paintTitle(ctx, scene, image, `(${rows}, ${columns})`, layout.ink.left, layout.ink.top, true);
  scene.pixelBoxes.forEach((_, index) => paintPixel(ctx, scene, index, landed));
  scene.inkBoxes.forEach((pixel, index) =>
    paintBox(
      ctx,
      shrunk(pixel),
      scene.inkColors[index],
      layout.numbers && formatNumber(gradients.ink[index], gradients.inkDigits),
      theme,
      16,
    ),
  );
  for (const { left, top, pixel } of [layout.image, layout.ink]) {
    paintFrame(ctx, scene, [left, top, columns * pixel, rows * pixel]);
  }
}

/**
 * Paint everything at a stage: 1 the logits, … then the vector, then the image.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} reached
 */
export function paintAll(ctx, scene, reached) {
  const { gradients, layout } = scene;
  const blocks = gradients.blocks.length;
  ctx.clearRect(0, 0, layout.width, layout.height);
  gradients.blocks.forEach((_, index) => paintBlock(ctx, scene, index, reached > index));
  paintVector(ctx, scene, reached > blocks);
  paintImages(ctx, scene, reached > blocks + 1);
}

/**
 * Paint the folding: each gradient leaves its cell in turn and lands in its pixel.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} progress from 0 to 1
 */
export function paintFlight(ctx, scene, progress) {
  const { gradients, layout, theme } = scene;
  const { length } = scene.cellBoxes;
  for (let index = length - 1; index >= 0; index--) {
    const flown = flightProgress(index, length, progress);
    if (flown === 1) paintPixel(ctx, scene, index, true);
    if (flown === 0 || flown === 1) continue;
    const box = flightBox(scene.cellBoxes[index], scene.pixelBoxes[index], flown);
    ctx.fillStyle = "#868c96"; // an outline that shows on any ground
    ctx.fillRect(box[0] - 1, box[1] - 1, box[2] + 2, box[3] + 2);
    const text = layout.numbers && formatNumber(gradients.vector[index], 3);
    paintBox(ctx, box, scene.colors[index], text, theme, 13);
  }
}
