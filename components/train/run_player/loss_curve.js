// The loss of one image: −ln of the probability that its true class has.

import { fillingContext, scaledFont } from "../../ui/js/canvas.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { drawCurve, drawDot, planeIn, strokeLine } from "../../ui/js/plane.js";
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
  const plane = planeIn(
    [font * 2.4, font, width - font * 3.4, height - font * 4.2],
    { left: 0, right: 1, bottom: 0, top: HIGHEST },
    font,
  );
  const probabilityAt = (/** @type {number} */ x) =>
    Math.max(LEAST, Math.min(0.99, Math.round(100 * plane.valueAt(x)) / 100));
  return { ...plane, probabilityAt };
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
  paintAxes(ctx, layout, words, theme);
  paintCurve(ctx, layout, theme);
  paintPoint(ctx, layout, theme, probability);
  return layout;
}

/** @type {(ctx: Ctx, layout: LossLayout, words: Words, theme: Theme) => void} */
function paintAxes(ctx, { box, font, x, y }, words, theme) {
  const [left, , width] = box;
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.border;
  ctx.textBaseline = "middle";
  ctx.textAlign = "right";
  for (let loss = 0; loss <= HIGHEST; loss++) {
    strokeLine(ctx, [left, y(loss)], [left + width, y(loss)]);
    ctx.fillText(String(loss), left - font * 0.5, y(loss));
  }
  ctx.textBaseline = "top";
  ctx.textAlign = "center";
  for (const each of [0, 0.25, 0.5, 0.75, 1]) {
    ctx.fillText(String(each), x(each), y(0) + font * 0.5);
  }
  ctx.fillText(words["probability axis"], left + width / 2, y(0) + font * 1.8);
  ctx.textAlign = "left";
  ctx.fillText(words["loss axis"], left + font * 0.5, y(HIGHEST) + font * 0.3);
}

/** @type {(ctx: Ctx, layout: LossLayout, theme: Theme) => void} */
function paintCurve(ctx, layout, theme) {
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 3;
  const points = Array.from({ length: POINTS + 1 }, (_, at) => {
    const probability = LEAST + ((1 - LEAST) * at) / POINTS;
    return /** @type {[number, number]} */ ([probability, lossOf(probability)]);
  });
  drawCurve(ctx, layout, points);
}

/** @type {(ctx: Ctx, layout: LossLayout, theme: Theme, probability: number) => void} */
function paintPoint(ctx, { box, x, y }, theme, probability) {
  const point = /** @type {[number, number]} */ ([x(probability), y(lossOf(probability))]);
  ctx.strokeStyle = theme.primary;
  ctx.lineWidth = 2;
  ctx.setLineDash([5, 5]);
  strokeLine(ctx, [point[0], y(0)], point);
  strokeLine(ctx, [box[0], point[1]], point);
  ctx.setLineDash([]);
  drawDot(ctx, theme, point, 10, theme.primary);
}
