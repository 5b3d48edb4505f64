// The layout: blocks stand in the order of the network, so a gradient goes leftwards; on a narrow
// screen it goes downwards.

/** @import { Box } from "../../ui/js/widget.d.ts" */

/** @import { Gradients } from "./gradients.js" */

/**
 * Where an image's pixels are; a pixel's side in CSS pixels.
 * @typedef {{ left: number, top: number, pixel: number }} ImageLayout
 */

/**
 * Where values are, in lines.
 * @typedef {{ left: number, top: number, count: number, cell: number, perLine: number, lines: number,
 *   height: number, step: number, labelHeight?: number, few?: boolean, width?: number }} BlockLayout
 */

/**
 * Where everything is.
 * @typedef {{ width: number, height: number, rows: number, columns: number, numbers: boolean,
 *   wide: boolean, blocks: (BlockLayout & { few: boolean })[], vector: BlockLayout,
 *   image: ImageLayout, ink: ImageLayout }} Layout
 */

export const MAX_WRITTEN = 27; // values that show their numbers
const TOP = 48; // for a block's two lines of title
const GAP = 44;

/**
 * Lay everything out in a width.
 * @param {number} width
 * @param {Gradients} gradients
 * @returns {Layout}
 */
export function layoutOf(width, gradients) {
  return width >= 860 ? wideLayout(width, gradients) : narrowLayout(width, gradients);
}

/**
 * Lay out the blocks from the right, so that the gradient goes leftwards.
 * @param {number} width
 * @param {Gradients} gradients
 * @returns {Layout}
 */
function wideLayout(width, { rows, columns, blocks, count }) {
  const numbers = count <= MAX_WRITTEN;
  const side = Math.max(rows, columns);
  const maxHeight = 320;
  let right = width - 2;
  const blockLayouts = blocks.map((block) => {
    const units = unitsLayout(block, maxHeight, block.isLogits ? 96 : 110, false);
    const left = right - units.width;
    right = left - GAP;
    return { ...units, left, top: TOP };
  });
  const pixel = Math.max(1, Math.floor(Math.min(maxHeight, width * 0.27) / side));
  const small = Math.max(1, Math.floor(Math.min(200, width * 0.17) / side));
  const ink = { left: 2, top: TOP, pixel: small };
  const image = { left: ink.left + columns * small + 28, top: TOP, pixel };
  const available = image.left + columns * pixel + GAP + 22;
  const tall = numbers ? maxHeight : rows * pixel;
  const cells = vectorLayout(right - available, tall, count, columns, numbers, true);
  const left = numbers ? Math.round((available + right - cells.cell) / 2) : available;
  const vector = { left, top: TOP, ...cells };
  const height = 14 + Math.max(TOP + rows * pixel, ...[vector, ...blockLayouts].map(bottomOf));
  return {
    width,
    height,
    rows,
    columns,
    numbers,
    wide: true,
    blocks: blockLayouts,
    ink,
    image,
    vector,
  };
}

/**
 * Lay out the blocks under each other, so that the gradient goes downwards.
 * @param {number} width
 * @param {Gradients} gradients
 * @returns {Layout}
 */
function narrowLayout(width, { rows, columns, blocks, count }) {
  const numbers = count <= MAX_WRITTEN;
  const side = Math.max(rows, columns);
  let top = TOP;
  const blockLayouts = blocks.map((block) => {
    const blockLayout = { ...unitsLayout(block, width - 4, width - 4, true), left: 2, top };
    top = bottomOf(blockLayout) + TOP + 8;
    return blockLayout;
  });
  const left = numbers ? 2 : 34;
  const vector = {
    left,
    top,
    ...vectorLayout(width - left - 4, 300, count, columns, numbers, false),
  };
  top = bottomOf(vector) + TOP + 16;
  const available = width - 4 - 20;
  const pixel = Math.floor(Math.min(320, available * 0.62) / side);
  const image = { left: 2, top, pixel };
  const small = Math.max(1, Math.floor(Math.min(200, available * 0.36) / side));
  const ink = { left: 2 + columns * pixel + 20, top, pixel: small };
  const height = top + rows * pixel + 10;
  return {
    width,
    height,
    rows,
    columns,
    numbers,
    wide: false,
    blocks: blockLayouts,
    ink,
    image,
    vector,
  };
}

/** @param {BlockLayout} block */
const bottomOf = (block) =>
  block.top + (block.lines - 1) * block.step + block.height + (block.labelHeight ?? 0);

/**
 * Lay out a layer's units: few with their numbers, many as dots; down in columns, or across in lines.
 * @param {Gradients["blocks"][number]} block
 * @param {number} length
 * @param {number} max
 * @param {boolean} across
 */
function unitsLayout(block, length, max, across) {
  const count = block.values.length;
  const few = count <= 16;
  if (few) {
    const lines = across ? Math.ceil(count / Math.max(1, Math.floor(length / 68))) : count;
    const perLine = Math.ceil(count / lines);
    const cell = across ? Math.min(92, Math.floor(length / perLine)) : block.isLogits ? 96 : 84;
    const height = across ? 34 : Math.min(44, Math.floor(length / count) - 3);
    const labelHeight = across ? 16 : 0;
    return {
      few,
      count,
      perLine,
      lines,
      cell,
      height,
      step: height + (across ? 20 : 3),
      width: cell * perLine,
      labelHeight,
    };
  }
  const cell = Math.max(
    2,
    Math.min(across ? 12 : 18, Math.floor(Math.sqrt((length * (across ? 70 : max)) / count))),
  );
  const perLine = Math.max(
    1,
    across ? Math.floor(length / cell) : Math.ceil(count / Math.floor(length / cell)),
  );
  return {
    few,
    count,
    perLine,
    lines: Math.ceil(count / perLine),
    cell,
    height: cell,
    step: cell,
    width: perLine * cell,
  };
}

/**
 * Lay out the vector: few values in a column beside the units, or in lines with their numbers; many
 * in dense lines.
 * @param {number} available
 * @param {number} tall
 * @param {number} count
 * @param {number} columns
 * @param {boolean} numbers
 * @param {boolean} wide
 * @returns {Omit<BlockLayout, "left" | "top">}
 */
function vectorLayout(available, tall, count, columns, numbers, wide) {
  if (numbers && wide) {
    const step = Math.floor(tall / count);
    return {
      count,
      cell: Math.min(92, available),
      perLine: 1,
      height: step - 3,
      step,
      lines: count,
    };
  }
  if (numbers) {
    const lines = Math.ceil(count / Math.max(1, Math.floor(available / 54)));
    const perLine = Math.ceil(count / lines);
    return {
      count,
      cell: Math.min(74, Math.floor(available / perLine)),
      perLine,
      height: 40,
      step: 64,
      lines,
      labelHeight: 18,
    };
  }
  const cell = Math.max(5, Math.min(34, Math.floor(Math.sqrt((available * tall) / (count * 1.4)))));
  let perLine = Math.max(1, Math.min(count, Math.floor(available / cell)));
  if (perLine === columns) perLine -= 2; // lines as long as the image's rows would look folded already
  return {
    count,
    cell,
    perLine,
    height: cell,
    step: cell + Math.max(3, Math.round(cell * 0.4)),
    lines: Math.ceil(count / perLine),
  };
}

/**
 * @param {BlockLayout} block
 * @param {number} index
 * @returns {Box}
 */
export const cellBox = ({ left, top, cell, height, step, perLine }, index) => [
  left + (index % perLine) * cell,
  top + Math.floor(index / perLine) * step,
  cell,
  height,
];
/**
 * @param {{ columns: number }} layout
 * @param {ImageLayout} image
 * @param {number} index
 * @returns {Box}
 */
export const pixelBox = ({ columns }, { left, top, pixel }, index) => [
  left + (index % columns) * pixel,
  top + Math.floor(index / columns) * pixel,
  pixel,
  pixel,
];

/**
 * Return the index at a point, in an image or in the vector.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 */
export function indexAt(layout, x, y) {
  for (const { left, top, pixel } of [layout.image, layout.ink]) {
    const row = Math.floor((y - top) / pixel);
    const column = Math.floor((x - left) / pixel);
    if (row >= 0 && row < layout.rows && column >= 0 && column < layout.columns)
      return row * layout.columns + column;
  }
  const { left, top, cell, step, perLine, count } = layout.vector;
  const line = Math.floor((y - top) / step);
  const inLine = Math.floor((x - left) / cell);
  const index = line * perLine + inLine;
  return line >= 0 && inLine >= 0 && inLine < perLine && index < count ? index : undefined;
}
