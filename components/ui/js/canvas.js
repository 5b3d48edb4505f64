// Canvases at the screen's own resolution.

// Sizes a canvas to so many CSS pixels; returns its context.
export function sizedContext(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const ctx = canvas.getContext("2d");
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}

// Letters in a canvas grow with the page's own, as on a projector; 16 pixels is the usual size.
export const scaledFont = (pixels) =>
  Math.round((pixels * parseFloat(getComputedStyle(document.documentElement).fontSize)) / 16);

// Paints one dot a value; `colorOf(index)` gives red, green, blue, or nothing for an empty dot.
export function paintDots(canvas, columns, rows, colorOf, count = columns * rows) {
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  const ctx = canvas.getContext("2d");
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
