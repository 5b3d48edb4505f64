// The batches of an epoch: a row of squares each, filled as far as the epoch has come.

import { fillingContext, scaledFont } from "../../ui/js/canvas.js";
import { setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasRoom } from "../../ui/js/stage.js";
import { squaresIn } from "./tiles.js";
import { countText } from "./words.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const FIRST = 3; // batches that are shown before the question is answered
const COLUMNS = 16; // of a batch's images
const LEAST = 3; // pixels of a batch's square; more batches are one bar

/** @type {(data: Pick<Payload, "images" | "batchSize">) => number} */
export const batchesOf = ({ images, batchSize }) => Math.ceil(images / batchSize);

/**
 * Return how many batches of its epoch a step has trained: all of it at its end.
 * @param {Pick<Payload, "images" | "batchSize" | "startStep">} data
 * @param {number} step
 */
export function batchesDone(data, step) {
  const batches = batchesOf(data);
  const done = Math.max(0, step - data.startStep);
  return done ? ((done - 1) % batches) + 1 : 0;
}

/** @type {(data: Pick<Payload, "images" | "batchSize">) => number} images of the last batch */
export const lastBatch = (data) => data.images - (batchesOf(data) - 1) * data.batchSize;

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {Theme} theme
 * @param {number} step
 */
export function showBatches(part, data, theme, step) {
  const canvas = part("batches");
  const box = canvas.parentElement;
  if (!hasRoom(box)) return;
  const text = data.open ? epochText(data, step) : "";
  setText(part("batchesText"), text);
  canvas.setAttribute("aria-label", text || data.words["three batches"]);
  const ctx = fillingContext(canvas, box.clientWidth, box.clientHeight);
  if (data.open) paintEpoch(ctx, box, data, theme, step);
  else paintFirst(ctx, box, data, theme);
}

/** @type {(data: Payload, step: number) => string} */
function epochText(data, step) {
  const batches = batchesOf(data);
  return withGaps(data.words["epoch sum"], {
    full: countText(batches - 1),
    size: countText(data.batchSize),
    last: countText(lastBatch(data)),
    images: countText(data.images),
    done: countText(batchesDone(data, step)),
    batches: countText(batches),
  });
}

/** @type {(ctx: CanvasRenderingContext2D, box: HTMLElement, data: Payload, theme: Theme, step: number) => void} */
function paintEpoch(ctx, box, data, theme, step) {
  const count = batchesOf(data);
  const gap = 2;
  const { columns, side } = squaresIn(box.clientWidth, box.clientHeight, count, gap);
  const done = batchesDone(data, step);
  if (side < LEAST) {
    paintBar(ctx, box, theme, done / count);
    return;
  }
  const part = lastBatch(data) / data.batchSize;
  for (let at = 0; at < count; at++) {
    const height = at === count - 1 ? Math.max(1, side * part) : side;
    const [x, y] = [(at % columns) * (side + gap), Math.floor(at / columns) * (side + gap)];
    ctx.fillStyle = at < done ? theme.primary : theme.panel;
    ctx.fillRect(x, y + side - height, side, height);
    ctx.strokeStyle = theme.border;
    ctx.strokeRect(x + 0.5, y + side - height + 0.5, side - 1, height - 1);
  }
}

/** @type {(ctx: CanvasRenderingContext2D, box: HTMLElement, theme: Theme, share: number) => void} */
function paintBar(ctx, { clientWidth, clientHeight }, theme, share) {
  const height = Math.min(clientHeight, scaledFont(48));
  const top = (clientHeight - height) / 2;
  ctx.fillStyle = theme.panel;
  ctx.fillRect(0, top, clientWidth, height);
  ctx.fillStyle = theme.primary;
  ctx.fillRect(0, top, clientWidth * share, height);
}

/**
 * Show the first batches image by image, which says nothing of how many there are.
 * @param {CanvasRenderingContext2D} ctx
 * @param {HTMLElement} box
 * @param {Payload} data
 * @param {Theme} theme
 */
function paintFirst(ctx, box, { batchSize, words }, theme) {
  const rows = Math.ceil(batchSize / COLUMNS);
  const font = scaledFont(15);
  const width = box.clientWidth / (FIRST + 0.6);
  const dot = Math.min((width * 0.9) / COLUMNS, (box.clientHeight - 2 * font) / rows);
  const top = (box.clientHeight - dot * rows) / 2;
  ctx.font = `600 ${font}px ${theme.font}`;
  for (let batch = 0; batch < FIRST; batch++) {
    ctx.fillStyle = theme.text;
    ctx.fillText(
      withGaps(words["batch name"], { batch: batch + 1 }),
      batch * width,
      top - font * 0.5,
    );
    ctx.fillStyle = theme.primary;
    for (let image = 0; image < batchSize; image++) {
      const [column, row] = [image % COLUMNS, Math.floor(image / COLUMNS)];
      ctx.fillRect(batch * width + column * dot, top + row * dot, dot * 0.8, dot * 0.8);
    }
  }
  ctx.fillStyle = theme.text;
  ctx.fillText("…", FIRST * width, top + (dot * rows) / 2);
}
