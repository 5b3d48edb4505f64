// Where the journey's parts lie: from left to right, or downward where there is less width.

/** @import { Box, Layout, Point } from "./types.d.ts" */

const GAP = 1.6; // lines of text that a caption takes
const LEAST_SPACING = 7; // pixels between neurons
const WIDE = 7; // likewise, of the image
const NARROW = 36; // widths of a letter's height, below which captions are only numbers

/**
 * @param {number} width CSS pixels
 * @param {number} height CSS pixels
 * @param {{ hidden: number, outputs: number }} counts of neurons
 * @param {number} font pixels
 * @returns {Layout}
 */
export function layoutOf(width, height, counts, font) {
  return width >= height
    ? acrossLayout(width, height, counts, font)
    : downLayout(width, height, counts, font);
}

/** @type {typeof layoutOf} */
function acrossLayout(width, height, { hidden, outputs }, font) {
  const top = font * GAP;
  const room = height - 2 * top;
  const middle = top + room / 2;
  const side = Math.min(room * 0.62, width * 0.3);
  const image = { x: 0, y: middle - side / 2, width: side, height: side };
  const strip = {
    x: side + width * 0.07,
    y: top,
    width: Math.max(10, width * 0.016),
    height: room,
  };
  const percent = font * 3.6;
  const barLength = Math.max(width * 0.13, font * 3);
  const outputRadius = Math.min(room / outputs / 2.6, font * 1.1);
  const outputX = width - percent - barLength - 2 * outputRadius;
  const grid = hiddenGrid(hidden, room, outputX - strip.x);
  const hiddenX = (strip.x + strip.width + outputX - grid.across) / 2;
  const outputPoints = spread(outputs, (share) => ({ x: outputX, y: top + share * room }));
  const short = width < NARROW * font ? "short " : "";
  return {
    isUpright: false,
    font,
    image,
    strip,
    hidden: grid.places.map(({ line, at }) => ({
      x: hiddenX + line * grid.spacing,
      y: middle + (at - (grid.perLine - 1) / 2) * grid.spacing,
    })),
    hiddenRadius: grid.spacing * 0.42,
    outputs: outputPoints,
    outputRadius,
    bars: outputPoints.map(({ x, y }) => ({
      x: x + outputRadius * 1.6,
      y: y - outputRadius * 0.6,
      width: barLength,
      height: outputRadius * 1.2,
    })),
    captions: [
      {
        name: `${side < WIDE * font ? "short " : ""}image`,
        x: image.x + side / 2,
        y: image.y + side + font * 1.1,
        align: "center",
      },
      { name: `${short}vector`, x: strip.x + strip.width / 2, y: font, align: "center" },
      { name: `${short}neurons`, x: hiddenX + grid.across / 2, y: font, align: "center" },
      { name: "outputs", x: width, y: font, align: "right" },
    ],
  };
}

/** @type {typeof layoutOf} */
function downLayout(width, height, { hidden, outputs }, font) {
  const caption = font * GAP;
  const side = Math.min(height * 0.34, width * 0.6);
  const image = { x: (width - side) / 2, y: 0, width: side, height: side };
  const strip = { x: 0, y: side + height * 0.08, width, height: Math.max(8, height * 0.02) };
  const outputRadius = Math.min(width / outputs / 2.6, font * 1.1);
  const barLength = Math.max(height * 0.1, font * 2);
  const outputY = height - caption - barLength - outputRadius;
  const grid = hiddenGrid(hidden, width, (outputY - strip.y) * 0.5);
  const hiddenY = (strip.y + strip.height + outputY - outputRadius - grid.across) / 2;
  const outputPoints = spread(outputs, (share) => ({ x: share * width, y: outputY }));
  return {
    isUpright: true,
    font,
    image,
    strip,
    hidden: grid.places.map(({ line, at }) => ({
      x: width / 2 + (at - (grid.perLine - 1) / 2) * grid.spacing,
      y: hiddenY + line * grid.spacing,
    })),
    hiddenRadius: grid.spacing * 0.42,
    outputs: outputPoints,
    outputRadius,
    bars: outputPoints.map(({ x, y }) => ({
      x: x - outputRadius * 0.6,
      y: y + outputRadius * 1.3,
      width: outputRadius * 1.2,
      height: barLength,
    })),
    captions: [
      { name: "image", x: image.x + side + font * 0.6, y: font, align: "left" },
      { name: "vector", x: 0, y: strip.y - font * 0.5, align: "left" },
      { name: "neurons", x: 0, y: strip.y + strip.height + font * 1.3, align: "left" },
    ],
  };
}

/** @type {(count: number, at: (share: number) => Point) => Point[]} */
const spread = (count, at) => Array.from({ length: count }, (_, nth) => at((nth + 0.5) / count));

/**
 * Return the places of neurons in lines that are as long as there is room.
 * @param {number} count
 * @param {number} along pixels
 * @param {number} across pixels
 */
function hiddenGrid(count, along, across) {
  const lines = Math.max(1, Math.ceil((count * LEAST_SPACING) / along));
  const perLine = Math.ceil(count / lines);
  const spacing = Math.min(along / perLine, across / lines);
  const places = Array.from({ length: count }, (_, nth) => ({
    line: Math.floor(nth / perLine),
    at: nth % perLine,
  }));
  return { perLine, spacing, places, across: (lines - 1) * spacing };
}

/**
 * Return the cell of a pixel in the image.
 * @param {Layout} layout
 * @param {number} index
 * @param {number} side
 * @returns {Box}
 */
export function pixelBox({ image }, index, side) {
  const cell = image.width / side;
  return {
    x: image.x + (index % side) * cell,
    y: image.y + Math.floor(index / side) * cell,
    width: cell,
    height: cell,
  };
}

/**
 * Return the cell of a value in the vector.
 * @param {Layout} layout
 * @param {number} index
 * @param {number} count
 * @returns {Box}
 */
export function stripBox({ strip, isUpright }, index, count) {
  const length = (isUpright ? strip.width : strip.height) / count;
  return isUpright
    ? { x: strip.x + index * length, y: strip.y, width: length, height: strip.height }
    : { x: strip.x, y: strip.y + index * length, width: strip.width, height: length };
}

/**
 * Return where the connections of a value begin: at the far edge of its cell.
 * @param {Layout} layout
 * @param {number} index
 * @param {number} count
 * @returns {Point}
 */
export function stripExit(layout, index, count) {
  const { x, y, width, height } = stripBox(layout, index, count);
  return layout.isUpright
    ? { x: x + width / 2, y: y + height }
    : { x: x + width, y: y + height / 2 };
}

/** @type {(from: Box, to: Box, share: number) => Box} */
export const between = (from, to, share) => ({
  x: from.x + (to.x - from.x) * share,
  y: from.y + (to.y - from.y) * share,
  width: from.width + (to.width - from.width) * share,
  height: from.height + (to.height - from.height) * share,
});
