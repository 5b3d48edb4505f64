// A plane: two axes with numbers in a box, and where a pair of numbers stands on it.

/** @import { Ctx, Theme } from "./widget.d.ts" */

/**
 * The numbers at a plane's ends.
 * @typedef {{ left: number, right: number, bottom: number, top: number }} Range
 */

/**
 * A plane in a box of pixels.
 * @typedef {{ box: [x: number, y: number, width: number, height: number], range: Range,
 *   font: number, x: (value: number) => number, y: (value: number) => number,
 *   valueAt: (x: number) => number }} Plane
 */

const PASSES = [1, 2, 5, 10, 20];
const APART = 3.2; // widths of a letter's height between two numbers of an axis

/**
 * @param {[x: number, y: number, width: number, height: number]} box in pixels
 * @param {Range} range
 * @param {number} font pixels of its letters' height
 * @returns {Plane}
 */
export function planeIn(box, range, font) {
  const [left, top, width, height] = box;
  const across = width / (range.right - range.left);
  const down = height / (range.top - range.bottom);
  return {
    box,
    range,
    font,
    x: (value) => left + (value - range.left) * across,
    y: (value) => top + (range.top - value) * down,
    valueAt: (x) => range.left + (x - left) / across,
  };
}

/**
 * Return the numbers that are written on an axis, as many as have room.
 * @param {number} from
 * @param {number} to
 * @param {number} length pixels
 * @param {number} font pixels
 */
export function ticksOf(from, to, length, font) {
  const most = Math.max(1, length / (font * APART));
  const step = PASSES.find((each) => (to - from) / each <= most) ?? to - from;
  const first = Math.ceil(from / step);
  return Array.from(
    { length: Math.floor(to / step) - first + 1 },
    (_, nth) => (first + nth) * step,
  );
}

/**
 * Draw both axes through zero, with their numbers.
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 */
export function drawAxes(ctx, plane, theme) {
  const { box, range, font } = plane;
  const [left, top, width, height] = box;
  ctx.strokeStyle = theme.border;
  ctx.fillStyle = theme.text;
  ctx.lineWidth = 1.5;
  ctx.font = `${font}px ${theme.font}`;
  strokeLine(ctx, [left, plane.y(0)], [left + width, plane.y(0)]);
  strokeLine(ctx, [plane.x(0), top], [plane.x(0), top + height]);
  Object.assign(ctx, { textAlign: "center", textBaseline: "top", globalAlpha: 0.8 });
  for (const tick of ticksOf(range.left, range.right, width, font)) {
    strokeLine(ctx, [plane.x(tick), plane.y(0) - 3], [plane.x(tick), plane.y(0) + 3]);
    if (tick) ctx.fillText(tickText(tick), plane.x(tick), plane.y(0) + 6);
  }
  Object.assign(ctx, { textAlign: "right", textBaseline: "middle" });
  for (const tick of ticksOf(range.bottom, range.top, height, font)) {
    strokeLine(ctx, [plane.x(0) - 3, plane.y(tick)], [plane.x(0) + 3, plane.y(tick)]);
    if (tick) ctx.fillText(tickText(tick), plane.x(0) - 7, plane.y(tick));
  }
  ctx.globalAlpha = 1;
}

/**
 * Write the names of both axes, over all that crosses them.
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {Theme} theme
 * @param {{ x: string, y: string }} names
 * @param {{ isAbove?: boolean }} [options] whether the name of x stands above its axis
 */
export function nameAxes(ctx, plane, theme, names, { isAbove = false } = {}) {
  const [left, top, width] = plane.box;
  ctx.fillStyle = theme.text;
  ctx.font = `600 ${plane.font}px ${theme.font}`;
  Object.assign(ctx, { textAlign: "right", textBaseline: "bottom" });
  const aside = isAbove ? -0.4 : 2.6; // letters' heights
  writeOver(ctx, theme, names.x, [left + width, plane.y(0) + aside * plane.font]);
  Object.assign(ctx, { textAlign: "left", textBaseline: "top" });
  writeOver(ctx, theme, names.y, [plane.x(0) + 9, top]);
}

/** @type {(tick: number) => string} */
const tickText = (tick) => String(tick).replace("-", "−");

/**
 * @param {Ctx} ctx
 * @param {[x: number, y: number]} from
 * @param {[x: number, y: number]} to
 */
export function strokeLine(ctx, from, to) {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

/**
 * Draw a line through points, as far as it is on the plane.
 * @param {Ctx} ctx
 * @param {Plane} plane
 * @param {[x: number, y: number][]} points
 */
export function drawCurve(ctx, plane, points) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(...plane.box);
  ctx.clip();
  ctx.lineJoin = "round";
  ctx.beginPath();
  for (const [x, y] of points) ctx.lineTo(plane.x(x), plane.y(y));
  ctx.stroke();
  ctx.restore();
}

/**
 * Draw a dot with a rim that shows on any ground.
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {[x: number, y: number]} middle pixels
 * @param {number} radius
 * @param {string} color
 */
export function drawDot(ctx, theme, middle, radius, color) {
  ctx.fillStyle = color;
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 2.5;
  ctx.beginPath();
  ctx.arc(...middle, radius, 0, 7);
  ctx.fill();
  ctx.stroke();
}

/**
 * Write on any ground: the background shows around the letters.
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {string} text
 * @param {[x: number, y: number]} at
 */
export function writeOver(ctx, theme, text, at) {
  ctx.lineWidth = 5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.background;
  ctx.strokeText(text, ...at);
  ctx.fillText(text, ...at);
}
