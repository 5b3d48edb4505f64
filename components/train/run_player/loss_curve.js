// The loss of one image: −ln of the probability that its true class has.

import { fillingContext, scaledFont } from "../../ui/js/canvas.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasRoom } from "../../ui/js/stage.js";

/** @import { Ctx, FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Words } from "./words.js" */

const LEAST = 0.01; // probability
const HIGHEST = 5; // of the loss's axis: −ln 0.01 is 4.6
const POINTS = 200; // of the curve

/** @type {(probability: number) => number} */
export const lossOf = (probability) => -Math.log(probability);

/**
 * Lay out the curve in a box, and return where probabilities and losses are.
 * @param {number} width in pixels
 * @param {number} height
 * @param {number} font
 */
export function lossLayout(width, height, font) {
  const [left, right, top, bottom] = [font * 2.4, width - font, font, height - font * 3.2];
  return {
    left,
    right,
    top,
    bottom,
    x: (/** @type {number} */ probability) => left + probability * (right - left),
    y: (/** @type {number} */ loss) => bottom - (loss / HIGHEST) * (bottom - top),
    probabilityAt: (/** @type {number} */ x) =>
      Math.max(LEAST, Math.min(0.99, Math.round((100 * (x - left)) / (right - left)) / 100)),
  };
}

/** @typedef {ReturnType<typeof lossLayout>} LossLayout */

/**
 * Show the loss at a probability, and let the learner change it.
 * @param {FindPart} part
 * @param {{ words: Words, theme: Theme, probability: number, choose: (probability: number) => void }} what
 */
export function showLossCurve(part, { words, theme, probability, choose }) {
  const canvas = part("lossCurve");
  const box = canvas.parentElement;
  if (!hasRoom(box)) return;
  const gaps = { probability: probability.toFixed(2), loss: formatNumber(lossOf(probability), 2) };
  setText(part("formula"), withGaps(words["loss formula"], gaps));
  setText(part("probabilityText"), probability.toFixed(2));
  const slider = part("probability");
  slider.value = String(probability);
  slider.setAttribute("aria-valuetext", withGaps(words["loss formula"], gaps));
  slider.oninput = () => choose(Number(slider.value));
  const layout = paintLoss(canvas, box, words, theme, probability);
  canvas.onpointerdown = (/** @type {PointerEvent} */ event) => {
    canvas.setPointerCapture(event.pointerId);
    choose(layout.probabilityAt(event.offsetX));
  };
  canvas.onpointermove = (/** @type {PointerEvent} */ event) => {
    if (canvas.hasPointerCapture(event.pointerId)) choose(layout.probabilityAt(event.offsetX));
  };
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLElement} box
 * @param {Words} words
 * @param {Theme} theme
 * @param {number} probability
 */
function paintLoss(canvas, box, words, theme, probability) {
  const font = Math.max(scaledFont(14), box.clientHeight * 0.035);
  const ctx = fillingContext(canvas, box.clientWidth, box.clientHeight);
  const layout = lossLayout(box.clientWidth, box.clientHeight, font);
  ctx.font = `${font}px ${theme.font}`;
  paintAxes(ctx, layout, words, theme, font);
  paintCurve(ctx, layout, theme);
  paintPoint(ctx, layout, theme, probability);
  return layout;
}

/** @type {(ctx: Ctx, layout: LossLayout, words: Words, theme: Theme, font: number) => void} */
function paintAxes(ctx, { left, right, bottom, x, y }, words, theme, font) {
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.border;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  for (let loss = 0; loss <= HIGHEST; loss++) {
    line(ctx, left, y(loss), right, y(loss));
    ctx.fillText(String(loss), left - font * 0.5, y(loss));
  }
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  for (const each of [0, 0.25, 0.5, 0.75, 1]) {
    ctx.fillText(String(each), x(each), bottom + font * 0.5);
  }
  ctx.fillText(words["probability axis"], (left + right) / 2, bottom + font * 1.8);
  ctx.textAlign = "left";
  ctx.fillText(words["loss axis"], left + font * 0.5, y(HIGHEST) + font * 0.3);
}

/** @type {(ctx: Ctx, layout: LossLayout, theme: Theme) => void} */
function paintCurve(ctx, { x, y }, theme) {
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 3;
  ctx.beginPath();
  for (let at = 0; at <= POINTS; at++) {
    const probability = LEAST + ((1 - LEAST) * at) / POINTS;
    ctx[at ? "lineTo" : "moveTo"](x(probability), y(lossOf(probability)));
  }
  ctx.stroke();
}

/** @type {(ctx: Ctx, layout: LossLayout, theme: Theme, probability: number) => void} */
function paintPoint(ctx, { left, bottom, x, y }, theme, probability) {
  const [across, down] = [x(probability), y(lossOf(probability))];
  ctx.strokeStyle = theme.primary;
  ctx.lineWidth = 2;
  ctx.setLineDash([5, 5]);
  line(ctx, across, bottom, across, down);
  line(ctx, left, down, across, down);
  ctx.setLineDash([]);
  ctx.fillStyle = theme.primary;
  ctx.strokeStyle = theme.background;
  ctx.beginPath();
  ctx.arc(across, down, 10, 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
}

/** @type {(ctx: Ctx, x1: number, y1: number, x2: number, y2: number) => void} */
function line(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
