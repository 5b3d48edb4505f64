// The scale beside a picture of signed numbers: colors alone say nothing without it.

import { ramp } from "./color.js";
import { make, resizeList, setText } from "./dom.js";

/**
 * @param {HTMLElement} element
 * @param {string} most the strongest value, as it is written
 * @param {boolean} dark
 */
export function showScale(element, most, dark) {
  element.style.setProperty("--ramp", ramp(dark));
  resizeList(element, 3, () => make("span"));
  [`−${most}`, "0", `+${most}`].forEach((text, at) => setText(element.children[at], text));
}

/**
 * Draw a dash where a share is below zero, for eyes to which its color is none.
 * @param {CanvasRenderingContext2D} ctx
 * @param {number} x
 * @param {number} y
 * @param {number} dot pixels of a cell
 * @param {number} share from -1 to 1
 * @param {boolean} dark
 */
export function dashBelowZero(ctx, x, y, dot, share, dark) {
  if (share >= -0.12 || dot < 5) return;
  ctx.fillStyle = dark === share < -0.45 ? "#10151c" : "#fff";
  if (share >= -0.45) ctx.fillStyle = dark ? "#fff" : "#10151c";
  ctx.fillRect(
    x + dot * 0.25,
    y + Math.round(dot * 0.44),
    dot * 0.5,
    Math.max(1, Math.round(dot * 0.12)),
  );
}
