// The scale of the edges: what color and thickness mean.

import { scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { edgeColor, edgeWidth, litThickness } from "./strokes.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */

const LINES = 9;

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} note
 * @param {Layer} layer
 * @param {Theme} theme
 */
export function drawLegend(canvas, note, layer, theme) {
  const ctx = sizedContext(canvas, 220, 44);
  for (let line = 0; line < LINES; line++) {
    const share = (2 * line) / (LINES - 1) - 1;
    const x = 8 + line * 23;
    ctx.strokeStyle = edgeColor(share, theme.dark);
    ctx.lineWidth = litThickness(layer) * edgeWidth(share * layer.limit, layer);
    ctx.setLineDash(layer.small && share < 0 ? [7, 5] : []);
    ctx.beginPath();
    ctx.moveTo(x, 12);
    ctx.lineTo(x + 20, 12);
    ctx.stroke();
  }
  const end = formatNumber(layer.limit, 2);
  ctx.font = `${scaledFont(13)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText(`−${end}`, 4, 38);
  ctx.textAlign = "center";
  ctx.fillText("0", 110, 38);
  ctx.textAlign = "right";
  ctx.fillText(end, 216, 38);
  const { label, text } = legendWords(layer, end);
  canvas.setAttribute("aria-label", label);
  note.textContent = text;
}

/**
 * @param {Pick<Layer, "small" | "largest" | "limit" | "words">} layer
 * @param {string} end of the scale
 */
export function legendWords({ small, largest, limit, words }, end) {
  const [name, scale] = small
    ? [words["scale name dashed"], words["scale dashed"]]
    : [words["scale name"], words.scale];
  const beyond = withGaps(words.beyond, { largest: formatNumber(largest, 2) });
  return {
    label: withGaps(name, { end }),
    text: largest > limit ? `${scale} ${beyond}` : scale,
  };
}
