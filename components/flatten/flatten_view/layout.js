// The layout: where each pixel stands in the image and each cell in the vector, and back.
// A value has two numbers: `pixel` in the image, read row by row, and `index` in the vector.

/** @import { Payload } from "./payload.d.ts" */

/** @import { Box } from "../../ui/js/widget.d.ts" */

/**
 * Where everything stands, in pixels.
 * @typedef {{ width: number, height: number, narrow: boolean, numbers: boolean, scale: number,
 *   gutter: number, top: number, pixel: number, rows: number, columns: number, channels: number,
 *   count: number, vector: { top: number, left: number, cell: number, high: number, step: number,
 *   perLine: number, lines: number } }} Layout
 */

const MAX_NUMBERS = 27; // more values have no room for their numbers
const READABLE = 34; // pixels of a cell

/**
 * Return where everything stands on a picture so wide.
 * @param {number} width
 * @param {Pick<Payload, "rows" | "columns" | "channels" | "axes">} image
 * @param {number} [room] the height that is to be filled; as high as needed where there is none
 * @returns {Layout}
 */
export function layoutOf(width, image, room) {
  if (room) return layoutIn(width, room, image);
  const { rows, columns, channels } = image;
  const count = rows * columns * channels;
  const narrow = width < 620;
  const numbers = count <= MAX_NUMBERS;
  const gutter = narrow ? 46 : 52;
  const top = 50;
  const pixel = pixelSide(
    narrow ? Math.min(width - gutter, 300) : imageRoom(width) - gutter,
    image,
  );
  const high = rows * pixel;
  const together = valuesTogether(image);
  const left = narrow ? gutter : gutter + columns * pixel + 84;
  const vector = {
    top: narrow ? top + high + 64 : top,
    left,
    ...cellsIn({ room: width - left - 6, narrow, numbers, count, high, together }),
  };
  const height = Math.max(top + high + 10, vector.top + vector.lines * vector.step + 10);
  return {
    width,
    height,
    narrow,
    numbers,
    scale: 1,
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
 * Return where everything stands in a box: side by side in a wide one, else one above the other.
 * @param {number} width
 * @param {number} height
 * @param {Pick<Payload, "rows" | "columns" | "channels" | "axes">} image
 * @returns {Layout}
 */
function layoutIn(width, height, image) {
  const { rows, columns, channels } = image;
  const count = rows * columns * channels;
  const numbers = count <= MAX_NUMBERS;
  const narrow = width < (numbers ? 2.4 : 1.15) * height;
  const scale = Math.max(0.8, Math.min(1.7, Math.min(width, 1.2 * height) / 640));
  const [gutter, top] = [56 * scale, 50 * scale];
  const room = narrow
    ? { width: width - 2 * gutter, height: height * (numbers && count < 10 ? 0.62 : 0.5) - top }
    : { width: width * 0.42 - gutter, height: height - top - 12 };
  const pixel = pixelSide(Math.min(room.width, room.height), image);
  const side = { width: columns * pixel, height: rows * pixel };
  const left = narrow ? 6 : gutter + side.width + 56 * scale;
  const above = narrow ? top + side.height + 44 * scale : top;
  const space = { width: width - left - 6, height: height - above - 6 };
  const together = valuesTogether(image);
  const cells = cellsFilling(space, { count, numbers, together, scale });
  const spare = narrow ? 0 : Math.max(0, (side.height - cells.lines * cells.step) / 2);
  return {
    width,
    height,
    narrow,
    numbers,
    scale,
    gutter: narrow ? (width - side.width) / 2 : gutter,
    top,
    pixel,
    vector: {
      top: above + spare,
      left: left + Math.max(0, (space.width - cells.perLine * cells.cell) / 2),
      ...cells,
    },
    rows,
    columns,
    channels,
    count,
  };
}

/**
 * Return the largest cells of a vector that fill a space: numbers in one line, where they can be read.
 * @param {{ width: number, height: number }} space
 * @param {{ count: number, numbers: boolean, together: number, scale: number }} vector
 */
function cellsFilling({ width, height }, vector) {
  const [least, most] = vector.numbers ? [24, 110] : [4, 40];
  const inOne = width / vector.count >= READABLE;
  for (let cell = most; cell > least; cell--) {
    const cells = cellsOfSize(cell, width, vector);
    const isWhole = !vector.numbers || cells.lines === 1 || !inOne;
    if (cells.perLine > 0 && cells.lines * cells.step <= height && isWhole) return cells;
  }
  return cellsOfSize(least, width, vector);
}

/**
 * @param {number} cell
 * @param {number} width
 * @param {{ count: number, numbers: boolean, together: number, scale: number }} vector
 */
function cellsOfSize(cell, width, { count, numbers, together, scale }) {
  const fit = Math.floor(width / cell);
  const perLine = Math.min(count, fit - (fit % together));
  const high = numbers ? Math.round(cell * 0.9) : cell;
  const step = high + (numbers ? 40 * scale : Math.max(2, Math.round(cell * 0.25)));
  return { cell, high, step, perLine, lines: Math.ceil(count / Math.max(1, perLine)) };
}

/** @param {number} width of a picture where image and vector stand side by side */
const imageRoom = (width) => Math.min(440, width * 0.4);

/**
 * Return a pixel's side, so that its channels are strips of whole screen pixels.
 * @param {number} room
 * @param {{ rows: number, columns: number, channels: number }} image
 */
function pixelSide(room, { rows, columns, channels }) {
  const whole = Math.floor(room / Math.max(rows, columns));
  return Math.max(channels, whole - (whole % channels));
}

/**
 * Return how many values of the vector stay together: a pixel's, where they stand side by side.
 * @param {Pick<Payload, "channels" | "axes">} given
 */
export const valuesTogether = ({ channels, axes }) => (axes.at(-1) === "channel" ? channels : 1);

/**
 * Return the vector's cells, as large as lets it stand about as high as the image.
 * @param {{ room: number, narrow: boolean, numbers: boolean, count: number, high: number,
 *   together: number }} given the room is a line's
 */
function cellsIn({ room, narrow, numbers, count, high, together }) {
  const tall = narrow ? Math.min(560, 220 + count / 4) : high;
  const cell = numbers
    ? Math.max(34, Math.min(68, Math.floor(room / count)))
    : Math.max(6, Math.min(34, Math.floor(Math.sqrt((room * tall) / (count * 1.4)))));
  const fit = Math.floor(room / cell);
  const perLine = Math.min(count, fit - (fit % together));
  const cellHeight = numbers ? 48 : Math.max(8, cell);
  const step = cellHeight + (numbers ? 30 : Math.max(4, Math.round(cell * 0.4)));
  return { cell, high: cellHeight, step, perLine, lines: Math.ceil(count / perLine) };
}

/**
 * Return the box of a cell of the vector.
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

/** @type {(image: { columns: number, channels: number }, pixel: number) => number} */
export const rowOf = ({ columns, channels }, pixel) => Math.floor(pixel / (columns * channels));
/** @type {(image: { columns: number, channels: number }, pixel: number) => number} */
export const columnOf = ({ columns, channels }, pixel) => Math.floor(pixel / channels) % columns;

/**
 * Return the box of a value in the image: a pixel's channels share its square in strips.
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
 * Return the row or column of the image that is read as one line.
 * @param {Layout} layout
 * @param {"row" | "column"} line
 * @param {number} pixel of the line
 * @returns {Box}
 */
export function lineBox(layout, line, pixel) {
  const { gutter, top, pixel: side, rows, columns } = layout;
  return line === "row"
    ? [gutter, top + rowOf(layout, pixel) * side, columns * side - 1, side - 1]
    : [gutter + columnOf(layout, pixel) * side, top, side - 1, rows * side - 1];
}

/**
 * Return what is at a point: a pixel of the image, a cell of the vector, or neither.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 * @returns {{ pixel?: number, index?: number }}
 */
export function targetAt(layout, x, y) {
  const { vector, gutter, top, pixel, rows, columns, channels, count } = layout;
  const row = Math.floor((y - top) / pixel);
  const across = (x - gutter) / pixel;
  const column = Math.floor(across);
  if (row >= 0 && row < rows && column >= 0 && column < columns) {
    const channel = Math.floor((across - column) * channels);
    return { pixel: (row * columns + column) * channels + channel };
  }
  const line = Math.floor((y - vector.top) / vector.step);
  const cell = Math.floor((x - vector.left) / vector.cell);
  const index = line * vector.perLine + cell;
  return line >= 0 && cell >= 0 && cell < vector.perLine && index < count ? { index } : {};
}
