// The paint: a still canvas, repainted only where a value left or arrived, and one above for the air.

import { scaledFont } from "../../ui/js/canvas.js";
import { withGaps } from "../../ui/js/gaps.js";
import { easeInOut } from "../../ui/js/motion.js";
import { bowOf, pointOn, progressOf } from "./flight.js";
import { CHANNELS } from "./words.js";

/** @import { Box, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */
/** @import { Flight } from "./flight.js" */
/** @import { Move } from "./types.d.ts" */

/**
 * What a still canvas shows: values in the vector, and values that left the image.
 * @typedef {{ landed: number, lifted: number }} Painted
 */

const FLYER = "#868c96"; // an outline that shows on black and on white

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {Box} box
 * @param {boolean} [faint]
 */
function paintValue(ctx, scene, pixel, [x, y, w, h], faint = false) {
  const { color, ink, text } = scene.looks[pixel];
  ctx.fillStyle = color;
  if (faint) ctx.globalAlpha = 0.3;
  ctx.fillRect(x, y, w, h);
  ctx.globalAlpha = 1;
  if (!scene.layout.numbers) return;
  ctx.fillStyle = faint ? scene.theme.text : ink;
  ctx.font = `650 ${Math.min(24, Math.round(w * 0.55))}px ${scene.theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x + w / 2, y + h / 2 + 1);
}

/**
 * A pixel that has left is a shadow of itself.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {boolean} left
 */
export function paintPixel(ctx, scene, pixel, left) {
  const [x, y, w, h] = scene.pixels[pixel];
  const { layout, theme } = scene;
  const seam = layout.pixel >= 8 ? 1 : 0;
  const end = (pixel + 1) % layout.channels === 0 ? seam : 0;
  ctx.fillStyle = theme.background;
  ctx.fillRect(x, y, w, h);
  paintValue(ctx, scene, pixel, [x, y, w - end, h - seam], left);
}

/**
 * An empty cell has a dot, a filled one its value: black and empty are not the same.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {boolean} landed
 */
export function paintCell(ctx, scene, index, landed) {
  const [x, y, w, h] = scene.cells[index];
  const { theme } = scene;
  ctx.fillStyle = theme.background;
  ctx.fillRect(x, y, w, h);
  if (landed) paintValue(ctx, scene, scene.indices[index], [x, y, w - 1, h]);
  else {
    ctx.fillStyle = theme.text;
    ctx.globalAlpha = 0.35;
    const dot = w < 12 ? 1 : 2;
    ctx.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, w - 2, h - 1);
}

/**
 * Paint the image and the vector whole.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} landed
 * @param {number} lifted
 * @returns {Painted}
 */
export function paintAll(ctx, scene, landed, lifted) {
  const { layout, home } = scene;
  const { count, gutter, top, columns, rows, pixel: side } = layout;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(gutter - 1.5, top - 1.5, columns * side + 2, rows * side + 2);
  for (let pixel = 0; pixel < count; pixel++) paintPixel(ctx, scene, pixel, home[pixel] < lifted);
  for (let index = 0; index < count; index++) paintCell(ctx, scene, index, index < landed);
  paintLabels(ctx, scene);
  return { landed, lifted };
}

/**
 * Return the height of the indices' letters, with which the last one still fits under its cell.
 * @param {Ctx} ctx
 * @param {Scene} scene
 */
function indexFont(ctx, { layout, data, theme }) {
  const { vector, count, numbers, scale } = layout;
  const font = scaledFont(12 * scale);
  if (!numbers) return font;
  ctx.font = `${font}px ${theme.font}`;
  const { width } = ctx.measureText(data.channels > 1 ? `${count - 1} G ` : `${count} `);
  return Math.floor(font * Math.min(1, vector.cell / width));
}

/**
 * Write the shapes, and the indices of cells: of each, or of each line's first.
 * @param {Ctx} ctx
 * @param {Scene} scene
 */
function paintLabels(ctx, scene) {
  const { layout, theme, data, cells, indices } = scene;
  const { vector, count, numbers } = layout;
  const { words } = data;
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.fillStyle = theme.text;
  ctx.font = `650 ${scaledFont(16 * layout.scale)}px ${theme.font}`;
  ctx.fillText(
    withGaps(words["image shape"], { shape: data.shape }),
    layout.gutter,
    16 * layout.scale,
  );
  ctx.fillText(
    withGaps(words["vector shape"], { count }),
    vector.left,
    vector.top - 32 * layout.scale,
  );
  ctx.font = `${indexFont(ctx, scene)}px ${theme.font}`;
  ctx.textAlign = numbers ? "center" : "right";
  for (let index = 0; index < count; index += numbers ? 1 : vector.perLine) {
    const [x, y, w, h] = cells[index];
    const channel = data.channels > 1 ? ` ${CHANNELS[indices[index] % 3]}` : "";
    if (numbers) ctx.fillText(index + channel, x + w / 2, y + h + 15 * layout.scale);
    else ctx.fillText(String(index), x - 7, y + h / 2 + 4);
  }
}

/**
 * Repaint what left or arrived since the still canvas was painted.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Painted} painted
 * @param {number} landed
 * @param {number} lifted
 */
export function repaintMoved(ctx, scene, painted, landed, lifted) {
  const [from, to] = [painted.lifted, lifted].sort((one, other) => one - other);
  for (let index = from; index < to; index++)
    paintPixel(ctx, scene, scene.indices[index], index < lifted);
  const [first, end] = [painted.landed, landed].sort((one, other) => one - other);
  for (let index = first; index < end; index++) paintCell(ctx, scene, index, index < landed);
  Object.assign(painted, { landed, lifted });
}

/**
 * Repaint the pixels whose values changed, and their cells.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Painted} painted
 * @param {number[]} pixels
 */
export function repaintValues(ctx, scene, { landed, lifted }, pixels) {
  for (const pixel of pixels) {
    const index = scene.home[pixel];
    paintPixel(ctx, scene, pixel, index < lifted);
    paintCell(ctx, scene, index, index < landed);
  }
}

/**
 * Paint one value on its way from a box to a box, a little larger in mid-air.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {Box} from
 * @param {Box} to
 * @param {number} share of the way
 */
function paintFlyer(ctx, scene, pixel, from, to, share) {
  const eased = easeInOut(share);
  const [x, y] = pointOn(bowOf(from, to, scene.layout), eased);
  const lift = 1 + 0.15 * Math.sin(Math.PI * eased);
  const w = (from[2] + (to[2] - from[2]) * eased) * lift;
  const h = (from[3] + (to[3] - from[3]) * eased) * lift;
  ctx.fillStyle = FLYER; // two filled boxes paint faster than one with a line around it
  const rim = w < 8 ? 0.5 : 1;
  ctx.fillRect(x - w / 2 - rim, y - h / 2 - rim, w + 2 * rim, h + 2 * rim);
  paintValue(ctx, scene, pixel, [x - w / 2, y - h / 2, w, h]);
}

/**
 * Paint the values that are in the air.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Flight} flight
 * @param {number} position
 * @param {Painted} end where landed values end, and where those in the air do
 */
export function paintFlight(ctx, scene, flight, position, { landed, lifted }) {
  for (let index = lifted - 1; index >= landed; index--) {
    const pixel = scene.indices[index];
    const share = progressOf(flight, index, position);
    paintFlyer(ctx, scene, pixel, scene.pixels[pixel], scene.cells[index], share);
  }
}

/**
 * Paint all values on their way from the cells of one order to the cells of another.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Move} move
 */
export function paintMove(ctx, scene, { cells, home, share }) {
  scene.home.forEach((index, pixel) =>
    paintFlyer(ctx, scene, pixel, cells[home[pixel]], scene.cells[index], share),
  );
}
