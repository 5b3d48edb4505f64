// Images of values: an image, its vector, weights and products, a dot a value, painted scaled.

import { paintDots, strokeEach } from "../../ui/js/canvas.js";
import { diverging, grayLevel } from "../../ui/js/color.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Part, View } from "./types.d.ts" */

const VECTOR_LINE = 7; // values

/** @type {(view: View, name: string) => HTMLCanvasElement} a small canvas that is painted scaled */
export function imageOf({ state }, name) {
  const found = state.images.get(name) ?? document.createElement("canvas");
  state.images.set(name, found);
  return found;
}

/**
 * @param {View} view
 * @param {Box} box
 * @param {HTMLCanvasElement} image
 */
function placeImage({ ctx, theme }, [x, y, width, height], image) {
  ctx.imageSmoothingEnabled = width < image.width;
  ctx.drawImage(image, x, y, width, height);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/**
 * @param {View} view
 * @param {Part} part
 * @param {string} name
 * @param {Float64Array} values from 0 to 1
 */
export function paintImage(view, { box }, name, values) {
  const { columns } = view.data;
  const gray = (/** @type {number} */ at) => Array(3).fill(grayLevel(values[at]));
  const rows = values.length / columns;
  placeImage(view, box, paintDots(imageOf(view, name), columns, rows, gray));
  const { pointed } = view.state;
  if (name !== "image" || !pointed || !["image", "vector"].includes(pointed.part)) return;
  frameCell(view, box, columns, rows, pointed.at);
}

/**
 * @param {View} view
 * @param {Part} part
 * @param {string} name
 * @param {Float64Array} values
 * @param {number} scale the value that has the full color
 */
export function paintSigned(view, { box }, name, values, scale) {
  const { columns } = view.data;
  const color = (/** @type {number} */ at) => diverging(values[at] / (scale || 1), view.theme.dark);
  const image = paintDots(imageOf(view, name), columns, values.length / columns, color);
  placeImage(view, box, image);
}

/** @type {(view: View, part: Part) => void} */
export function paintVector(view, { box }) {
  const { input } = view.shown.reading;
  const lines = Math.ceil(input.length / VECTOR_LINE);
  const gray = (/** @type {number} */ at) => Array(3).fill(grayLevel(input[at]));
  const image = paintDots(imageOf(view, "vector"), VECTOR_LINE, lines, gray, input.length);
  placeImage(view, box, image);
  const { pointed } = view.state;
  if (!pointed || !["image", "vector"].includes(pointed.part)) return;
  frameCell(view, box, VECTOR_LINE, lines, pointed.at);
}

/** @type {(view: View, box: Box, columns: number, rows: number, at: number) => void} */
function frameCell(view, [x, y, width, height], columns, rows, at) {
  const [across, down] = [width / columns, height / rows];
  const left = x + (at % columns) * across;
  frame(view, [left, y + Math.floor(at / columns) * down, across, down]);
}

/** @type {(view: View, box: Box) => void} */
export function frame({ ctx, theme }, [x, y, width, height]) {
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 6],
    [theme.primary, 3],
  ]);
  strokeEach(ctx, passes, () => ctx.strokeRect(x - 2, y - 2, width + 4, height + 4));
}

/** @type {(state: View["state"], name: string) => number | undefined} which value of a part is pointed at */
export const pointedIn = ({ pointed }, name) => (pointed?.part === name ? pointed.at : undefined);
