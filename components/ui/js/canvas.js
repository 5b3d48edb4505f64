// Canvases at the screen's own resolution.

/** @import { Color, Ctx } from "./widget.d.ts" */

/**
 * Return a canvas's context.
 * @param {HTMLCanvasElement} canvas
 * @returns {Ctx}
 */
export const context = (canvas) => /** @type {Ctx} */ (canvas.getContext("2d"));

/**
 * Size a canvas to so many CSS pixels and return its context.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function sizedContext(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const ctx = context(canvas);
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

/**
 * Size a canvas that fills its box, at any width of the page, and return its context.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function fillingContext(canvas, width, height) {
  canvas.style.width = `${width}px`;
  return sizedContext(canvas, width, height);
}

/**
 * Return a font's size, which grows with the page's own, as on a projector; 16 pixels is usual.
 * @type {(pixels: number) => number}
 */
export const scaledFont = (pixels) => {
  const style = getComputedStyle(document.documentElement);
  return Math.max(leastLetter(style), Math.round((pixels * parseFloat(style.fontSize)) / 16));
};

/**
 * Return the least height of letters: on a projector, one thirty-sixth of the screen's.
 * @param {CSSStyleDeclaration} [style] the page's
 * @returns {number} pixels; 0 where the page is not presented
 */
export function leastLetter(style = getComputedStyle(document.documentElement)) {
  return style.getPropertyValue("--presents").trim() ? Math.ceil(innerHeight / 36) : 0;
}

/**
 * Paint one dot a value.
 * @param {HTMLCanvasElement} canvas
 * @param {number} columns
 * @param {number} rows
 * @param {(index: number) => Color | null | undefined} colorOf nothing leaves a dot empty
 * @param {number} [count] of values, where the last line is not full
 */
export function paintDots(canvas, columns, rows, colorOf, count = columns * rows) {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const ctx = context(canvas);
  const image = ctx.createImageData(columns, rows);
  for (let index = 0; index < count; index++) {
    const color = colorOf(index);
    if (!color) continue;
    image.data.set(color, 4 * index);
    image.data[4 * index + 3] = 255;
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}

/**
 * Draw the same lines several times, a wide one under a thin one, so that they show on any ground.
 * @param {Ctx} ctx
 * @param {[color: string, width: number][]} passes
 * @param {() => void} draw
 */
export function strokeEach(ctx, passes, draw) {
  for (const [color, width] of passes) {
    ctx.strokeStyle = color;
    ctx.lineWidth = width;
    draw();
  }
}
