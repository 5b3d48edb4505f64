// Where image, vector and units stand, and what is at a point.

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */
/** @import { Target } from "./types.d.ts" */

/** @typedef {ReturnType<typeof layoutOf>} Layout */

const LIT_NAME = 104; // pixels beside the units in which the lit one is named
const MAX_PILLS = 16; // more units are too thin to hold their numbers

/**
 * Return where everything stands on a picture so wide.
 * @param {number} width
 * @param {Pick<Layer, "rows" | "columns" | "count" | "units" | "small">} layer
 */
export function layoutOf(width, { rows, columns, count, units, small }) {
  const narrow = width < 560;
  const few = units <= MAX_PILLS;
  const imageWidth = narrow ? Math.min(140, width * 0.4) : Math.min(240, width * 0.27);
  const pixel = imageWidth / columns;
  const imageHeight = rows * pixel;
  const top = narrow ? imageHeight + 70 : 26;
  const high = Math.max(vectorHeight(count, small, narrow), few ? units * 26 : 0);
  const vectorWidth = small ? 46 : 16;
  const unitWidth = few ? 66 : 14;
  return {
    width,
    scale: 1,
    hasImage: true,
    narrow,
    left: 4,
    top,
    high,
    pixel,
    few,
    vectorWidth,
    unitWidth,
    height: top + high + 8,
    imageTop: narrow ? 22 : top + Math.max(0, (high - imageHeight) / 2),
    vectorLeft: narrow ? 4 : 4 + imageWidth + Math.max(28, width * 0.06),
    unitLeft: width - unitWidth - (few ? 68 : LIT_NAME),
    isTight: false,
    cell: high / count,
    step: high / units,
  };
}

/**
 * Return where everything stands in a box; the image stands above the vector in a narrow one.
 * @param {{ width: number, height: number, hasImage: boolean, letters?: number }} room letters: how
 *   many times as large as usual they are, as on a projector
 * @param {Pick<Layer, "rows" | "columns" | "count" | "units" | "small">} layer
 * @returns {Layout}
 */
export function layoutIn(
  { width, height, hasImage, letters = 1 },
  { rows, columns, count, units, small },
) {
  const usual = hasImage ? 640 : 400; // pixels of the width at which letters are as on a page
  const scale = Math.max(0.8, Math.min(1.7, width / usual, height / 530));
  const wide = scale * letters;
  const narrow = hasImage && width < 560 * scale;
  const isTight = width < 300 * wide; // no room for more than a unit's number
  const few = units <= MAX_PILLS;
  const across = narrow
    ? Math.min(width * 0.4, height * 0.24)
    : Math.min(width * 0.3, height * 0.7);
  const pixel = hasImage ? Math.min(across / columns, across / rows) : 0;
  const above = 24 * wide;
  const top = narrow ? rows * pixel + 2.6 * above : above;
  const high = height - top - 6;
  const unitWidth = (few ? 66 : 14) * wide;
  const isBeside = hasImage && !narrow;
  const roomForName = few || isTight ? (isTight ? 20 : 68) * wide : Math.max(LIT_NAME, 92 * wide);
  return {
    width,
    scale,
    hasImage,
    narrow,
    left: 4,
    top,
    high,
    pixel,
    few,
    vectorWidth: (small ? 46 : 16) * scale,
    unitWidth,
    height,
    imageTop: narrow ? above : top + Math.max(0, (high - rows * pixel) / 2),
    vectorLeft: isBeside ? 4 + columns * pixel + Math.max(28, width * 0.06) : 4,
    unitLeft: width - unitWidth - roomForName,
    isTight,
    cell: high / count,
    step: high / units,
  };
}

/** @type {(count: number, small: boolean, narrow: boolean) => number} */
function vectorHeight(count, small, narrow) {
  if (small) return count * (count <= 9 ? 42 : 22);
  return narrow ? 460 : 600;
}

/** @type {(layout: Layout, index: number) => number} the middle of a cell of the vector */
export const cellMiddle = (layout, index) => layout.top + (index + 0.5) * layout.cell;

/** @type {(layout: Layout, unit: number) => number} */
export const unitMiddle = (layout, unit) => layout.top + (unit + 0.5) * layout.step;

/**
 * Return the box of an input in the image: a pixel's channels share it in strips, as in the
 * vector they stand side by side.
 * @param {Layout} layout
 * @param {{ columns: number, channels: number }} image
 * @param {number} index
 * @returns {Box}
 */
export function pixelBox(layout, { columns, channels }, index) {
  const pixel = Math.floor(index / channels);
  const strip = layout.pixel / channels;
  return [
    layout.left + (pixel % columns) * layout.pixel + (index % channels) * strip,
    layout.imageTop + Math.floor(pixel / columns) * layout.pixel,
    strip,
    layout.pixel,
  ];
}

/**
 * Return the box of a unit.
 * @param {Layout} layout
 * @param {number} unit
 * @param {number} height where units are bars
 * @returns {Box}
 */
export function unitBox(layout, unit, height) {
  const high = layout.few ? Math.max(4, Math.min(38 * layout.scale, layout.step - 4)) : height;
  return [layout.unitLeft, unitMiddle(layout, unit) - high / 2, layout.unitWidth, high];
}

/**
 * Return what is at a point: an input in the image or in the vector, a unit, or nothing.
 * @param {Layout} layout
 * @param {Layer} layer
 * @param {number} x
 * @param {number} y
 * @returns {Target}
 */
export function targetAt(layout, layer, x, y) {
  const { rows, columns, channels, count, units } = layer;
  const across = (x - layout.left) / layout.pixel;
  const column = Math.floor(across);
  const row = Math.floor((y - layout.imageTop) / layout.pixel);
  if (layout.hasImage && column >= 0 && column < columns && row >= 0 && row < rows) {
    const channel = Math.floor((across - column) * channels);
    return { input: (row * columns + column) * channels + channel };
  }
  const down = (y - layout.top) / layout.high;
  if (down < 0 || down >= 1) return {};
  if (x >= layout.vectorLeft - 12 && x <= layout.vectorLeft + layout.vectorWidth + 12)
    return { input: Math.floor(down * count) };
  if (x >= layout.unitLeft - 12) return { unit: Math.floor(down * units) };
  return {};
}
