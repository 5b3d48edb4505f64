// Histograms of each layer's weights and activations.

import { scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { aboveColor, belowColor, rgb } from "../../ui/js/color.js";
import { find, make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { layerText } from "./words.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Frame, Histogram } from "./payload.d.ts" */
/** @import { Words } from "./words.js" */

const HEIGHT = 90;
const FOOT = 18; // for the numbers under the bars

/**
 * @param {HTMLElement} holder
 * @param {Frame} frame
 * @param {Words} words
 * @param {Theme} theme
 */
export function showHistograms(holder, { layers }, words, theme) {
  const histograms = layers.flatMap(({ weights, activations }, index) => {
    const layer = layerText(words, index, layers.length);
    return [
      { name: withGaps(words["weights of"], { layer }), histogram: weights },
      { name: withGaps(words["activations of"], { layer }), histogram: activations },
    ];
  });
  const figures = resizeList(holder, histograms.length, () =>
    make("figure", {}, make("figcaption"), make("canvas", { role: "img" })),
  );
  histograms.forEach(({ name, histogram }, at) => {
    setText(find(figures[at], "figcaption"), name);
    const canvas = /** @type {HTMLCanvasElement} */ (find(figures[at], "canvas"));
    drawHistogram(canvas, histogram, theme);
    const ends = { low: formatNumber(histogram.low, 3), high: formatNumber(histogram.high, 3) };
    canvas.setAttribute("aria-label", `${name}: ${withGaps(words["from to"], ends)}`);
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Histogram} histogram
 * @param {Theme} theme
 */
function drawHistogram(canvas, { counts, low, high }, theme) {
  const width = canvas.clientWidth || 240;
  const ctx = sizedContext(canvas, width, HEIGHT);
  const max = Math.log1p(Math.max(...counts)) || 1;
  const step = width / counts.length;
  const base = HEIGHT - FOOT;
  const zero = ((0 - low) / (high - low)) * counts.length;
  counts.forEach((count, at) => {
    ctx.fillStyle = rgb(at + 1 <= zero ? belowColor(theme.dark) : aboveColor(theme.dark));
    const height = (Math.log1p(count) / max) * (base - 4);
    ctx.fillRect(at * step + 0.5, base - height, Math.max(1, step - 1), height);
  });
  ctx.strokeStyle = theme.border;
  ctx.strokeRect(0, base + 0.5, width, 0);
  ctx.fillStyle = theme.text;
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.fillText(formatNumber(low, 2), 0, HEIGHT - 4);
  ctx.textAlign = "right";
  ctx.fillText(formatNumber(high, 2), width, HEIGHT - 4);
  if (zero <= 0.15 * counts.length || zero >= 0.85 * counts.length) return;
  ctx.textAlign = "center";
  ctx.fillText("0", zero * step, HEIGHT - 4);
}
