// One value as a box: colored once the gradient has reached it, until then a dot.

import { contrastColor, rgb } from "../../ui/js/color.js";
import { formatNumber } from "../../ui/js/format.js";

/** @import { Box, Color, Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */

/** @type {(box: Box) => [x: number, y: number]} */
export const center = ([x, y, w, h]) => [x + w / 2, y + h / 2];

/**
 * @param {Ctx} ctx
 * @param {Box} box
 * @param {Color} color
 * @param {string | false} text
 * @param {Theme} theme
 * @param {number} size
 */
export function paintBox(ctx, [x, y, w, h], color, text, theme, size) {
  ctx.fillStyle = rgb(color);
  ctx.fillRect(x, y, w, h);
  if (!text) return;
  ctx.fillStyle = contrastColor(color);
  ctx.font = `600 ${size}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, ...center([x, y + 1, w, h]));
}

/** @type {(box: Box) => Box} */
export const shrunk = ([x, y, w, h]) => [x, y, w - (w >= 9 ? 1 : 0), h - (w >= 9 ? 1 : 0)];

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 */
export function paintEmpty(ctx, scene, [x, y, w, h]) {
  ctx.fillStyle = scene.edge;
  const dot = w < 12 ? 1 : 2;
  ctx.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 */
export function paintFrame(ctx, scene, [x, y, w, h]) {
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(Math.round(x) - 0.5, Math.round(y) - 0.5, w + 1, h + 1);
}

/**
 * Paint one value of the vector, in the image or in the vector.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index in the vector
 * @param {Box} box
 * @param {number} size of its digits, in pixels
 */
export function paintValue(ctx, { gradients, layout, theme, colors }, index, box, size) {
  const text = layout.numbers && formatNumber(gradients.vector[index], 3);
  paintBox(ctx, shrunk(box), colors[index], text, theme, size);
}
