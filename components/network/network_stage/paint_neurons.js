// The hidden neurons: their outputs or their weights, and what they add to a logit.

import { paintDots } from "../../ui/js/canvas.js";
import { aboveColor, belowColor, diverging, rgb } from "../../ui/js/color.js";
import { largestOf } from "../../ui/js/format.js";
import { strongestPlaces } from "../../ui/js/nn/strongest_products.js";
import { logitParts } from "./numbers.js";
import { frame, imageOf, pointedIn } from "./paint_images.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Layout, Part, View } from "./types.d.ts" */

const LINES = 26; // neurons whose products are drawn

/** @type {(view: View, part: Part) => void} */
export function paintHidden(view, { cells = [], turned = 0, alpha }) {
  const { ctx, theme, shown, data, state } = view;
  const { hidden } = shown.reading;
  const filters = turned > 0 ? filterAtlas(view) : null;
  const largest = largestOf(hidden) || 1;
  cells.forEach(([x, y, size], unit) => {
    const gap = size > 8 ? Math.max(1, size * 0.06) : 0;
    const side = size - gap;
    ctx.globalAlpha = alpha;
    ctx.fillStyle = rgb(diverging(hidden[unit] / largest, theme.dark));
    ctx.fillRect(x, y, side, side);
    if (!filters) return;
    ctx.globalAlpha = alpha * turned;
    paintFilter(view, filters, unit, [x, y, side, side], hidden[unit] / largest);
  });
  ctx.globalAlpha = alpha;
  const chosen = data.scene === "hidden" ? shown.neuron?.unit : pointedIn(state, "hidden");
  if (chosen === undefined || !cells[chosen]) return;
  const [x, y, size] = cells[chosen];
  frame(view, [x, y, size * 0.94, size * 0.94]);
}

/**
 * Paint a neuron's weights, and under them how large its output is.
 * @param {View} view
 * @param {HTMLCanvasElement} atlas
 * @param {number} unit
 * @param {Box} box
 * @param {number} share of the largest output
 */
function paintFilter({ ctx, theme, data }, atlas, unit, [x, y, width, height], share) {
  const side = data.columns;
  const perLine = atlas.width / side;
  const [left, top] = [(unit % perLine) * side, Math.floor(unit / perLine) * side];
  ctx.imageSmoothingEnabled = width < side;
  ctx.drawImage(atlas, left, top, side, side, x, y, width, height);
  const bar = Math.max(2, height * 0.1);
  ctx.fillStyle = theme.background;
  ctx.fillRect(x, y + height - bar, width, bar);
  ctx.fillStyle = theme.output;
  ctx.fillRect(x, y + height - bar, width * Math.max(0, Math.min(1, share)), bar);
}

/**
 * Return the weights of all hidden neurons as one picture; null while the network is not here.
 * @param {View} view
 */
function filterAtlas(view) {
  const layer = view.shown.reading.trace?.dense[0].layer;
  if (!layer) return null;
  const name = `filters-${view.theme.dark}`;
  const known = view.state.images.get(name);
  if (known) return known;
  const side = view.data.columns;
  const perLine = 16;
  const { kernel, units } = layer;
  const lines = Math.ceil(units / perLine);
  const most = Array.from({ length: units }, (_, unit) =>
    largestOf(Float64Array.from({ length: side * side }, (_, at) => kernel[at * units + unit])),
  );
  return paintDots(imageOf(view, name), perLine * side, lines * side, (dot) => {
    const [row, column] = [Math.floor(dot / (perLine * side)), dot % (perLine * side)];
    const unit = Math.floor(row / side) * perLine + Math.floor(column / side);
    const pixel = (row % side) * side + (column % side);
    return diverging(kernel[pixel * units + unit] / most[unit], view.theme.dark);
  });
}

/**
 * Draw what the strongest neurons add to a logit, each a line to its row.
 * @param {View} view
 * @param {Part} part
 * @param {Layout} layout
 */
export function paintLines({ ctx, theme, shown }, { alpha }, { hidden, logits }) {
  const parts = logitParts(shown.reading, shown.chosenClass);
  if (!parts || !hidden?.cells || !logits) return;
  const [x, y, , height] = logits.box;
  const end = [x - 4, y + ((shown.chosenClass + 0.5) * height) / 10];
  const most = largestOf(parts.products) || 1;
  for (const unit of strongestPlaces(parts.products, LINES)) {
    const [left, top, size] = hidden.cells[unit];
    const share = parts.products[unit] / most;
    const start = [left + size / 2, top + size / 2];
    const middle = (hidden.box[0] + hidden.box[2] + end[0]) / 2;
    ctx.globalAlpha = alpha * (0.25 + 0.7 * Math.abs(share));
    ctx.strokeStyle = rgb(share < 0 ? belowColor(theme.dark) : aboveColor(theme.dark));
    ctx.lineWidth = 0.8 + 3.2 * Math.abs(share);
    ctx.setLineDash(share < 0 ? [6, 4] : []);
    ctx.beginPath();
    ctx.moveTo(start[0], start[1]);
    ctx.bezierCurveTo(middle, start[1], middle, end[1], end[0], end[1]);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.globalAlpha = alpha;
}
