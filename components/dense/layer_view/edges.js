// Where image, vector and units stand, and the edges between them: every one is drawn.

import { sizedContext } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { setData } from "../../ui/js/dom.js";

/** @import { Box, Ctx, Theme } from "../../ui/js/widget.d.ts" */

/** @import { At, Net, Signs } from "./net.js" */

/** @typedef {ReturnType<typeof placesOf>} Layout */

/** @typedef {[weight: number, edges: number[]]} Stroke */

export const LEVELS = 32; // strengths told apart when there are too many edges for a stroke each
const TOGETHER = 200; // edges of one strength and sign in one stroke

/**
 * @param {number} width
 * @param {Net} given
 */
export function placesOf(width, { rows, columns, count, units, small }) {
  const narrow = width < 560;
  const few = units <= 16;
  const imageWidth = narrow ? Math.min(140, width * 0.4) : Math.min(240, width * 0.27);
  const pixel = imageWidth / columns;
  const imageHeight = rows * pixel;
  const top = narrow ? imageHeight + 70 : 26;
  const least = small ? count * (count <= 9 ? 42 : 22) : narrow ? 460 : 600;
  const high = Math.max(least, few ? units * 26 : 0);
  const vectorWidth = small ? 46 : 16;
  const unitWidth = few ? 66 : 14;
  return {
    width,
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
    unitLeft: width - unitWidth - (few ? 52 : 76),
    cell: high / count,
    step: high / units,
  };
}
/**
 * @param {Layout} layout
 * @param {number} index
 */
export const cellMiddle = (layout, index) => layout.top + (index + 0.5) * layout.cell;
/**
 * @param {Layout} layout
 * @param {number} unit
 */
export const unitMiddle = (layout, unit) => layout.top + (unit + 0.5) * layout.step;

/**
 * A pixel's channels share it in strips, as in the vector they stand side by side.
 * @param {Layout} layout
 * @param {{ columns: number, channels: number }} given
 * @param {number} index
 * @returns {Box}
 */
export function pixelBox(layout, { columns, channels }, index) {
  const at = Math.floor(index / channels);
  const strip = layout.pixel / channels;
  return [
    layout.left + (at % columns) * layout.pixel + (index % channels) * strip,
    layout.imageTop + Math.floor(at / columns) * layout.pixel,
    strip,
    layout.pixel,
  ];
}

/**
 * What the pointer is at: an input in the image or in the vector, a unit, or nothing.
 * @param {Layout} layout
 * @param {Net} net
 * @param {number} x
 * @param {number} y
 * @returns {At}
 */
export function underPointer(layout, net, x, y) {
  const { rows, columns, channels, count, units } = net;
  const column = Math.floor((x - layout.left) / layout.pixel);
  const row = Math.floor((y - layout.imageTop) / layout.pixel);
  if (column >= 0 && column < columns && row >= 0 && row < rows) {
    return {
      input:
        (row * columns + column) * channels +
        Math.floor(((x - layout.left) / layout.pixel - column) * channels),
    };
  }
  const down = (y - layout.top) / layout.high;
  if (down < 0 || down >= 1) return {};
  if (x >= layout.vectorLeft - 12 && x <= layout.vectorLeft + layout.vectorWidth + 12)
    return { input: Math.floor(down * count) };
  if (x >= layout.unitLeft - 12) return { unit: Math.floor(down * units) };
  return {};
}

/**
 * The weakest weight keeps a trace of its sign's colour, so that no edge is invisible.
 * @param {number} share
 * @param {boolean} dark
 */
export const edgeColour = (share, dark) =>
  rgb(diverging((share < 0 ? -1 : 1) * (0.14 + 0.86 * Math.min(1, Math.abs(share))), dark));
/**
 * @param {number} weight
 * @param {Net} given
 */
export const edgeWidth = (weight, { small, largest }) =>
  (small ? 0.8 : 0.3) + ((small ? 4.2 : 1.7) * Math.abs(weight)) / (largest || 1);

/**
 * Strokes to make, the weakest first, so that the strong ones lie on top: [weight, edges].
 * Too many for a stroke each share one with others of their strength, both signs in turn.
 * @param {Net} given
 * @param {Iterable<number>} edges
 */
export function strokesOf({ kernel, largest, small }, edges) {
  /** @type {Stroke[]} */
  const strokes = [];
  if (small) {
    for (const edge of edges) strokes.push([kernel[edge], [edge]]);
    return strokes.sort((a, b) => Math.abs(a[0]) - Math.abs(b[0]));
  }
  /** @type {[below: number[], above: number[]][]} */
  const levels = Array.from({ length: LEVELS }, () => [[], []]);
  for (const edge of edges) {
    const weight = kernel[edge];
    levels[Math.min(LEVELS - 1, Math.floor((Math.abs(weight) / (largest || 1)) * LEVELS))][
      weight < 0 ? 0 : 1
    ].push(edge);
  }
  levels.forEach((signs, level) => {
    const weight = ((level + 0.5) / LEVELS) * largest;
    for (let from = 0; from < Math.max(signs[0].length, signs[1].length); from += TOGETHER) {
      signs.forEach((edges, sign) =>
        strokes.push([sign ? weight : -weight, edges.slice(from, from + TOGETHER)]),
      );
    }
  });
  return strokes;
}

/**
 * @param {Ctx} ctx
 * @param {Layout} layout
 * @param {Net} net
 * @param {number} weight
 * @param {number[]} edges
 * @param {Theme} theme
 * @param {any} [thicker]
 */
export function strokeEdges(ctx, layout, net, weight, edges, theme, thicker = 1) {
  ctx.strokeStyle = edgeColour(weight / net.limit, theme.dark);
  ctx.lineWidth = thicker * edgeWidth(weight, net);
  ctx.setLineDash(net.small && weight < 0 ? [7, 5] : []);
  ctx.beginPath();
  for (const edge of edges) {
    ctx.moveTo(
      layout.vectorLeft + layout.vectorWidth,
      cellMiddle(layout, Math.floor(edge / net.units)),
    );
    ctx.lineTo(layout.unitLeft, unitMiddle(layout, edge % net.units));
  }
  ctx.stroke();
  ctx.setLineDash([]);
  return edges.length;
}

// Whoever does not tell the colours apart looks at one sign after the other.
/** @type {Record<Signs, (weight: number) => boolean>} */
export const SIGNS = {
  all: () => true,
  above: (/** @type {number} */ weight) => weight > 0,
  below: (/** @type {number} */ weight) => weight < 0,
};
/**
 * @param {Net} given
 * @param {Iterable<number>} edges
 */
export function* shownEdges({ kernel, signs }, edges) {
  for (const edge of edges) if (SIGNS[signs](kernel[edge])) yield edge;
}

/**
 * Draws all edges once a layer, width and theme; 100,000 of them in slices, so that the page stays awake.
 * @param {Record<string, any>} state
 * @param {HTMLCanvasElement} canvas
 * @param {Layout} layout
 * @param {Net} net
 * @param {Theme} theme
 */
export function drawAllEdges(state, canvas, layout, net, theme) {
  const key = [
    net.layer,
    net.signs,
    layout.width,
    layout.height,
    theme.dark,
    window.devicePixelRatio,
  ].join(" ");
  if (state.edgesKey === key) return;
  state.edgesKey = key;
  cancelAnimationFrame(state.frame);
  const ctx = sizedContext(canvas, layout.width, layout.height);
  const strokes = strokesOf(net, [...shownEdges(net, net.kernel.keys())]);
  setData(canvas, "drawn", 0);
  setData(canvas, "times", Number(canvas.dataset.times ?? 0) + 1);
  let at = 0;
  let drawn = 0;
  const slice = () => {
    for (let budget = 8000; at < strokes.length && budget > 0; at++) {
      const [weight, edges] = strokes[at];
      // Many weak edges over each other would be one solid colour: the weaker, the more it lets through.
      ctx.globalAlpha = net.small
        ? 1
        : 0.06 + 0.94 * (Math.abs(weight) / (net.largest || 1)) ** 1.5;
      const done = strokeEdges(ctx, layout, net, weight, edges, theme);
      drawn += done;
      budget -= done;
    }
    setData(canvas, "drawn", drawn);
    if (at < strokes.length) state.frame = requestAnimationFrame(slice);
  };
  slice();
}
