// The camera: what of an image is shown, where it lies on the canvas, and how it moves.

/** @import { Camera, Payload } from "./payload.d.ts" */
/** @import { Place } from "./types.d.ts" */

const SECONDS = 0.22; // in which two thirds of the way are gone
const NEAR = 0.002; // of the way, where a motion ends
const APART = { across: 0.5, up: 0.12 }; // of the image's size, from one channel to the next
const MARGIN = 2.4; // lines of text around the image

/**
 * Return the camera that a slider asks for: so many times nearer, around the ink.
 * @param {Payload} data
 * @param {number | null} zoom
 * @returns {Camera}
 */
export function targetCamera({ camera, side, center }, zoom) {
  if (zoom === null) return camera;
  const visible = side / zoom;
  const [row, column] = center;
  const limit = (/** @type {number} */ from) => Math.max(0, Math.min(side - visible, from));
  return {
    ...camera,
    visible,
    left: Math.round(limit(column - visible / 2)),
    top: Math.round(limit(row - visible / 2)),
  };
}

/**
 * Return the camera so much later on its way.
 * @param {Camera} from
 * @param {Camera} to
 * @param {number} seconds
 * @returns {Camera}
 */
export function movedCamera(from, to, seconds) {
  const share = 1 - Math.exp(-seconds / SECONDS);
  const next = /** @type {Camera} */ ({ ...to });
  for (const key of /** @type {(keyof Camera)[]} */ (Object.keys(to))) {
    const rest = to[key] - from[key];
    const scale = Math.max(1, Math.abs(to[key]));
    next[key] = Math.abs(rest) < NEAR * scale ? to[key] : from[key] + rest * share;
  }
  return next;
}

/** @type {(one: Camera, other: Camera) => boolean} */
export const isSameCamera = (one, other) =>
  /** @type {(keyof Camera)[]} */ (Object.keys(one)).every((key) => one[key] === other[key]);

/**
 * Return where the image lies.
 * @param {number} width CSS pixels
 * @param {number} height CSS pixels
 * @param {Camera} camera
 * @param {number} channels
 * @param {number} font pixels
 * @returns {Place}
 */
export function placeOf(width, height, { visible, apart, axes, stack }, channels, font) {
  const margin = axes * MARGIN * font;
  const behind = apart * (channels - 1);
  const depth = stackDepth(stack);
  const across = 1 + behind * APART.across + depth;
  const up = behind * APART.up + depth;
  const size = Math.max(20, Math.min((width - margin) / across, (height - margin) / (1 + up)));
  return {
    x: (width - size * across - margin) / 2 + margin,
    y: (height - size * (1 + up) - margin) / 2 + size * up,
    size,
    cell: size / visible,
    step: { across: size * APART.across * apart, up: size * APART.up * apart },
    font,
  };
}

const CARD = 0.012; // of the image's size, from one image of a batch to the next

/** @type {(stack: number) => number} the share of the image's size that a batch stands behind it */
export const stackDepth = (stack) => CARD * Math.max(0, stack - 1);

/**
 * Return the pixel at a point of the canvas, or null.
 * @param {Place} place
 * @param {Camera} camera
 * @param {number} side
 * @param {number} x
 * @param {number} y
 * @returns {[row: number, column: number] | null}
 */
export function pixelAt({ x: left, y: top, size, cell }, camera, side, x, y) {
  if (x < left || y < top || x >= left + size || y >= top + size) return null;
  const row = Math.floor(camera.top + (y - top) / cell);
  const column = Math.floor(camera.left + (x - left) / cell);
  return row < side && column < side ? [row, column] : null;
}
