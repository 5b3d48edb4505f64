// The card of what is lit: its words, its weight image, its products as bars.

import { context, sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, diverging } from "../../ui/js/color.js";
import { make } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { cardOf } from "./card_words.js";
import { dotsOf } from "./dots.js";
import { edgeColor } from "./strokes.js";

/** @import { Color, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */
/** @import { Target, View } from "./types.d.ts" */

const FOLD = 256; // pixels of the weight image's side
const BARS = 84; // pixels of the bars' height

/**
 * Show the card of what is lit, and return its words.
 * @param {View} view
 * @param {Target} lit
 */
export function showCard({ part, layer, theme }, lit) {
  const card = cardOf(layer, lit);
  part("title").textContent = card.title;
  part("facts").replaceChildren(
    ...card.facts.map(([name, value]) =>
      make("div", {}, make("dt", {}, name), make("dd", {}, value)),
    ),
  );
  part("dot").textContent = card.dot ?? "";
  part("note").textContent = card.note ?? "";
  part("fold").hidden = lit.unit === undefined;
  if (lit.unit !== undefined) drawFold(part("fold"), layer, theme, lit.unit);
  part("bars").hidden = !card.bars;
  if (card.bars) drawBars(part("bars"), card.bars, theme, layer.words);
  return card.words;
}

/**
 * Draw a unit's weights, folded back to where their pixels are.
 * @param {HTMLCanvasElement} canvas
 * @param {Layer} layer
 * @param {Theme} theme
 * @param {number} unit
 */
function drawFold(canvas, layer, theme, unit) {
  const { rows, columns, channels, units, kernel, limit, words } = layer;
  const cell = FOLD / Math.max(rows, columns);
  canvas.width = canvas.height = FOLD;
  const ctx = context(canvas);
  const weight = (/** @type {number} */ index) => kernel[index * units + unit];
  const color = (/** @type {number} */ index) => diverging(weight(index) / limit, theme.dark);
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(dotsOf(columns * channels, rows, color), 0, 0, columns * cell, rows * cell);
  if (layer.small && channels === 1) writeWeights(ctx, layer, theme, weight, color);
  const label = withGaps(words.fold, { neuron: unit, rows, columns });
  canvas.setAttribute("aria-label", label);
}

/**
 * @param {CanvasRenderingContext2D} ctx
 * @param {Layer} layer
 * @param {Theme} theme
 * @param {(index: number) => number} weight
 * @param {(index: number) => Color} color
 */
function writeWeights(ctx, { rows, columns, count, write }, theme, weight, color) {
  const cell = FOLD / Math.max(rows, columns);
  ctx.font = `600 24px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (let index = 0; index < count; index++) {
    const x = ((index % columns) + 0.5) * cell;
    const y = (Math.floor(index / columns) + 0.5) * cell;
    ctx.fillStyle = contrastColor(color(index));
    ctx.fillText(write(weight(index)), x, y);
  }
}

/**
 * Draw one bar a unit: what this input gives it, up for more and down for less.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} products
 * @param {Theme} theme
 * @param {Record<string, string>} words
 */
function drawBars(canvas, products, theme, words) {
  const width = canvas.clientWidth || 400;
  const ctx = sizedContext(canvas, width, BARS);
  const largest = largestOf(products) || 1;
  const step = width / products.length;
  ctx.fillStyle = theme.text;
  ctx.fillRect(0, 41.5, width, 1);
  products.forEach((product, unit) => {
    const high = (40 * Math.abs(product)) / largest;
    ctx.fillStyle = edgeColor(Math.sign(product), theme.dark);
    ctx.fillRect(unit * step, product < 0 ? 42.5 : 41.5 - high, Math.max(0.5, step - 1), high);
  });
  const gaps = { count: products.length, largest: formatNumber(largest, 4) };
  canvas.setAttribute("aria-label", withGaps(words["bars name"], gaps));
}
