// The titles of blocks, vector and images, each with its shape.

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {string} name
 * @param {string} shape
 * @param {number} left
 * @param {number} top
 * @param {boolean} strong
 */
export function paintTitle(ctx, scene, name, shape, left, top, strong) {
  const { theme } = scene;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 5;
  ctx.lineJoin = "round";
  for (const [text, up, font] of /** @type {[string, number, string][]} */ ([
    [name, 27, `${strong ? 650 : 500} 15px`],
    [shape, 10, "13px"],
  ])) {
    ctx.font = `${font} ${theme.font}`;
    ctx.strokeText(text, left, top - up);
    ctx.fillStyle = theme.text;
    ctx.fillText(text, left, top - up);
  }
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
export const paintVectorTitle = (ctx, scene, reached) => {
  const { vector } = scene.layout;
  paintTitle(ctx, scene, "dL/dvector", `(${vector.count},)`, vector.left, vector.top, reached);
};

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
export const paintImageTitle = (ctx, scene, reached) => {
  const { image, rows, columns } = scene.layout;
  paintTitle(ctx, scene, "dL/dimage", `(${rows}, ${columns})`, image.left, image.top, reached);
};
