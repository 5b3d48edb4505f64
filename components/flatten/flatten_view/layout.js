// The layout: where each pixel stands in the image and each cell in the vector, and back.
// A value has two numbers: `pixel`, its place in the image read row by row, and `index`, in the vector.

/** @import { Payload } from "./payload.d.ts" */

/** @import { Box } from "../../ui/js/widget.d.ts" */

/** @typedef {ReturnType<typeof layoutOf>} Layout */

const FEW = 27; // so many values can show their numbers

/**
 * @param {number} width
 * @param {Payload} given
 */
export function layoutOf(width, { rows, columns, channels, axes }) {
  const count = rows * columns * channels;
  const narrow = width < 620;
  const numbers = count <= FEW;
  const gutter = narrow ? 46 : 52;
  const top = 50;
  const room = narrow ? Math.min(width - gutter, 300) : Math.min(440, width * 0.4) - gutter;
  const whole = Math.floor(room / Math.max(rows, columns));
  const pixel = Math.max(channels, whole - (whole % channels)); // strips of whole screen pixels
  const vector = {
    top: narrow ? top + rows * pixel + 64 : top,
    ...vectorOf({
      width,
      narrow,
      numbers,
      count,
      gutter,
      high: rows * pixel,
      wide: columns * pixel,
      together: valuesTogether({ channels, axes }),
    }),
  };
  const height = Math.max(top + rows * pixel + 10, vector.top + vector.lines * vector.step + 10);
  return {
    width,
    height,
    narrow,
    numbers,
    gutter,
    top,
    pixel,
    vector,
    rows,
    columns,
    channels,
    count,
  };
}

/**
 * Return how many values of the vector stay together: a pixel's, where they stand side by side.
 * @param {Pick<Payload, "channels" | "axes">} given
 */
export const valuesTogether = ({ channels, axes }) => (axes.at(-1) === "channel" ? channels : 1);

/**
 * @param {{ width: number, narrow: boolean, numbers: boolean, count: number, gutter: number,
 *   high: number, wide: number, together: number }} given
 */
function vectorOf({ width, narrow, numbers, count, gutter, high, wide, together }) {
  const left = narrow ? gutter : gutter + wide + 84;
  const room = width - left - 6;
  // Cells as large as lets the vector stand about as high as the image.
  const tall = narrow ? Math.min(560, 220 + count / 4) : high;
  const cell = numbers
    ? Math.max(34, Math.min(68, Math.floor(room / count)))
    : Math.max(6, Math.min(34, Math.floor(Math.sqrt((room * tall) / (count * 1.4)))));
  const fit = Math.floor(room / cell);
  const perLine = Math.min(count, fit - (fit % together));
  const tallCell = numbers ? 48 : Math.max(8, cell);
  const step = numbers ? tallCell + 30 : tallCell + Math.max(4, Math.round(cell * 0.4));
  return { left, cell, high: tallCell, step, perLine, lines: Math.ceil(count / perLine) };
}

/**
 * @param {Pick<Layout, "vector">} layout
 * @param {number} index
 * @returns {Box}
 */
export const cellBox = ({ vector }, index) => [
  vector.left + (index % vector.perLine) * vector.cell,
  vector.top + Math.floor(index / vector.perLine) * vector.step,
  vector.cell,
  vector.high,
];

/**
 * @param {Layout} layout
 * @param {number} pixel
 */
export const rowOf = (layout, pixel) => Math.floor(pixel / (layout.columns * layout.channels));
/**
 * @param {Layout} layout
 * @param {number} pixel
 */
export const columnOf = (layout, pixel) => Math.floor(pixel / layout.channels) % layout.columns;

/**
 * A pixel's channels share its square in strips, red, green, blue.
 * @param {Layout} layout
 * @param {number} pixel
 * @returns {Box}
 */
export function pixelBox(layout, pixel) {
  const strip = layout.pixel / layout.channels;
  return [
    layout.gutter + columnOf(layout, pixel) * layout.pixel + (pixel % layout.channels) * strip,
    layout.top + rowOf(layout, pixel) * layout.pixel,
    strip,
    layout.pixel,
  ];
}

/**
 * What lies under a point: a pixel of the image, a cell of the vector, or neither.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 */
export function under(layout, x, y) {
  const { vector, gutter, top, pixel, rows, columns, channels, count } = layout;
  const row = Math.floor((y - top) / pixel);
  const across = (x - gutter) / pixel;
  const column = Math.floor(across);
  if (row >= 0 && row < rows && column >= 0 && column < columns) {
    return {
      pixel: (row * columns + column) * channels + Math.floor((across - column) * channels),
    };
  }
  const line = Math.floor((y - vector.top) / vector.step);
  const at = Math.floor((x - vector.left) / vector.cell);
  const index = line * vector.perLine + at;
  return line >= 0 && at >= 0 && at < vector.perLine && index < count ? { index } : {};
}
