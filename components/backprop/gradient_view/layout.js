// The layout: the gradients stand in the order of the network, so the way back goes leftwards;
// where the screen is narrow it goes downwards.

/** @import { Box } from "../../ui/js/widget.d.ts" */

/** @import { Net } from "./net.js" */

/**
 * Where a picture's pixels stand.
 * @typedef {{ left: number, top: number, pixel: number }} ImageLayout
 */

/**
 * Where values stand in lines.
 * @typedef {{ left: number, top: number, count: number, cell: number, perLine: number, lines: number,
 *   high: number, step: number, under?: number, few?: boolean, wide?: number }} BlockLayout
 */

/**
 * Where everything stands.
 * @typedef {{ width: number, height: number, rows: number, columns: number, numbers: boolean,
 *   wide: boolean, blocks: (BlockLayout & { few: boolean })[], vector: BlockLayout,
 *   image: ImageLayout, ink: ImageLayout }} Layout
 */

export const FEW = 27; // so many values show their numbers
const TOP = 48; // for a block's two lines of title
const GAP = 44;

/**
 * Lay everything out in a width.
 * @param {number} width
 * @param {Net} net
 * @returns {Layout}
 */
export function layoutOf(width, net) {
  return width >= 860 ? wideLayout(width, net) : narrowLayout(width, net);
}

/**
 * Lay out the blocks from the right, so that the way back goes leftwards.
 * @param {number} width
 * @param {Net} net
 * @returns {Layout}
 */
function wideLayout(width, { rows, columns, blocks, count }) {
  const numbers = count <= FEW;
  const side = Math.max(rows, columns);
  const high = 320;
  let right = width - 2;
  const placed = blocks.map((block) => {
    const units = unitsOf(block, high, block.logits ? 96 : 110, false);
    const left = right - units.wide;
    right = left - GAP;
    return { ...units, left, top: TOP };
  });
  const pixel = Math.max(1, Math.floor(Math.min(high, width * 0.27) / side));
  const small = Math.max(1, Math.floor(Math.min(200, width * 0.17) / side));
  const ink = { left: 2, top: TOP, pixel: small };
  const image = { left: ink.left + columns * small + 28, top: TOP, pixel };
  const room = image.left + columns * pixel + GAP + 22;
  const tall = numbers ? high : rows * pixel;
  const cells = vectorOf(right - room, tall, count, columns, numbers, true);
  const left = numbers ? Math.round((room + right - cells.cell) / 2) : room;
  const vector = { left, top: TOP, ...cells };
  const height = 14 + Math.max(TOP + rows * pixel, ...[vector, ...placed].map(bottomOf));
  return { width, height, rows, columns, numbers, wide: true, blocks: placed, ink, image, vector };
}

/**
 * Lay out the blocks under each other, so that the way back goes downwards.
 * @param {number} width
 * @param {Net} net
 * @returns {Layout}
 */
function narrowLayout(width, { rows, columns, blocks, count }) {
  const numbers = count <= FEW;
  const side = Math.max(rows, columns);
  let top = TOP;
  const placed = blocks.map((block) => {
    const spot = { ...unitsOf(block, width - 4, width - 4, true), left: 2, top };
    top = bottomOf(spot) + TOP + 8;
    return spot;
  });
  const left = numbers ? 2 : 34;
  const vector = { left, top, ...vectorOf(width - left - 4, 300, count, columns, numbers, false) };
  top = bottomOf(vector) + TOP + 16;
  const room = width - 4 - 20;
  const pixel = Math.floor(Math.min(320, room * 0.62) / side);
  const image = { left: 2, top, pixel };
  const small = Math.max(1, Math.floor(Math.min(200, room * 0.36) / side));
  const ink = { left: 2 + columns * pixel + 20, top, pixel: small };
  const height = top + rows * pixel + 10;
  return { width, height, rows, columns, numbers, wide: false, blocks: placed, ink, image, vector };
}

/** @param {BlockLayout} block */
const bottomOf = (block) =>
  block.top + (block.lines - 1) * block.step + block.high + (block.under ?? 0);

/**
 * A layer's units: few with their numbers, many as dots; down in columns, or across in lines.
 * @param {Net["blocks"][number]} block
 * @param {number} long
 * @param {number} most
 * @param {boolean} across
 */
function unitsOf(block, long, most, across) {
  const count = block.values.length;
  const few = count <= 16;
  if (few) {
    const lines = across ? Math.ceil(count / Math.max(1, Math.floor(long / 68))) : count;
    const perLine = Math.ceil(count / lines);
    const cell = across ? Math.min(92, Math.floor(long / perLine)) : block.logits ? 96 : 84;
    const high = across ? 34 : Math.min(44, Math.floor(long / count) - 3);
    const under = across ? 16 : 0;
    return {
      few,
      count,
      perLine,
      lines,
      cell,
      high,
      step: high + (across ? 20 : 3),
      wide: cell * perLine,
      under,
    };
  }
  const cell = Math.max(
    2,
    Math.min(across ? 12 : 18, Math.floor(Math.sqrt((long * (across ? 70 : most)) / count))),
  );
  const perLine = Math.max(
    1,
    across ? Math.floor(long / cell) : Math.ceil(count / Math.floor(long / cell)),
  );
  return {
    few,
    count,
    perLine,
    lines: Math.ceil(count / perLine),
    cell,
    high: cell,
    step: cell,
    wide: perLine * cell,
  };
}

/**
 * Few values stand in a column beside the units, or in lines with their numbers; many in dense lines.
 * @param {number} room
 * @param {number} tall
 * @param {number} count
 * @param {number} columns
 * @param {boolean} numbers
 * @param {boolean} wide
 * @returns {Omit<BlockLayout, "left" | "top">}
 */
function vectorOf(room, tall, count, columns, numbers, wide) {
  if (numbers && wide) {
    const step = Math.floor(tall / count);
    return { count, cell: Math.min(92, room), perLine: 1, high: step - 3, step, lines: count };
  }
  if (numbers) {
    const lines = Math.ceil(count / Math.max(1, Math.floor(room / 54)));
    const perLine = Math.ceil(count / lines);
    return {
      count,
      cell: Math.min(74, Math.floor(room / perLine)),
      perLine,
      high: 40,
      step: 64,
      lines,
      under: 18,
    };
  }
  const cell = Math.max(5, Math.min(34, Math.floor(Math.sqrt((room * tall) / (count * 1.4)))));
  let perLine = Math.max(1, Math.min(count, Math.floor(room / cell)));
  if (perLine === columns) perLine -= 2; // lines as long as the image's rows would look folded already
  return {
    count,
    cell,
    perLine,
    high: cell,
    step: cell + Math.max(3, Math.round(cell * 0.4)),
    lines: Math.ceil(count / perLine),
  };
}

/**
 * @param {BlockLayout} block
 * @param {number} index
 * @returns {Box}
 */
export const cellBox = ({ left, top, cell, high, step, perLine }, index) => [
  left + (index % perLine) * cell,
  top + Math.floor(index / perLine) * step,
  cell,
  high,
];
/**
 * @param {{ columns: number }} given
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
 * The index of what lies under a point, in a picture or in the vector.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 */
export function under(layout, x, y) {
  for (const { left, top, pixel } of [layout.image, layout.ink]) {
    const row = Math.floor((y - top) / pixel);
    const column = Math.floor((x - left) / pixel);
    if (row >= 0 && row < layout.rows && column >= 0 && column < layout.columns)
      return row * layout.columns + column;
  }
  const { left, top, cell, step, perLine, count } = layout.vector;
  const line = Math.floor((y - top) / step);
  const at = Math.floor((x - left) / cell);
  const index = line * perLine + at;
  return line >= 0 && at >= 0 && at < perLine && index < count ? index : undefined;
}
