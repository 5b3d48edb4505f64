// Paints an image as the camera sees it: cells, their numbers, axes, channels and batch.

import { paintDots } from "../../ui/js/canvas.js";
import { contrastColor } from "../../ui/js/color.js";
import { stackDepth } from "./camera.js";
import { cellText } from "./words.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Camera } from "./payload.d.ts" */
/** @import { Place, View } from "./types.d.ts" */

const NUMBERS_FROM = 2.6; // letters' heights that a cell must have for its number
const GRID_FROM = 7; // pixels that a cell must have for its border

const dots = document.createElement("canvas");

/**
 * @param {View} view
 * @param {Ctx} ctx
 * @param {Camera} camera
 * @param {Place} place
 */
export function paint(view, ctx, camera, place) {
  paintBatch(view, ctx, camera, place);
  const { channels } = view.data;
  if (channels > 1 && camera.apart > 0) {
    for (let channel = channels - 1; channel >= 0; channel--) {
      const { across, up } = place.step;
      const behind = { x: place.x + channel * across, y: place.y - channel * up };
      paintPlane(view, ctx, camera, { ...place, ...behind }, channel);
    }
  } else paintPlane(view, ctx, camera, place, null);
  paintCursor(view, ctx, camera, place);
  if (camera.axes > 0) paintAxes(view, ctx, camera, place);
}

/**
 * Paint the image, or one of its channels in that channel's own shade.
 * @type {(view: View, ctx: Ctx, camera: Camera, place: Place, channel: number | null) => void}
 */
function paintPlane({ data, levels, theme }, ctx, { left, top, visible }, place, channel) {
  const { side, channels } = data;
  const colorOf = (/** @type {number} */ pixel) =>
    [0, 1, 2].map((shade) => {
      if (channels === 1) return levels[pixel];
      return channel === null || channel === shade ? levels[pixel * channels + shade] : 0;
    });
  paintDots(dots, side, side, colorOf);
  const { x, y, size, cell } = place;
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(dots, left, top, visible, visible, x, y, size, size);
  if (cell >= GRID_FROM) paintGrid(ctx, place, visible);
  if (channels === 1 && cell >= NUMBERS_FROM * place.font) {
    paintNumbers(data.side, levels, theme.font, ctx, { left, top, visible }, place);
  }
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
}

/** @type {(ctx: Ctx, place: Place, visible: number) => void} */
function paintGrid(ctx, { x, y, size, cell }, visible) {
  ctx.strokeStyle = "rgba(128,140,155,0.45)";
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let line = 1; line < visible; line++) {
    ctx.moveTo(x + line * cell, y);
    ctx.lineTo(x + line * cell, y + size);
    ctx.moveTo(x, y + line * cell);
    ctx.lineTo(x + size, y + line * cell);
  }
  ctx.stroke();
}

/** @type {(side: number, levels: Uint8Array, font: string, ctx: Ctx, window: Pick<Camera, "left" | "top" | "visible">, place: Place) => void} */
function paintNumbers(side, levels, font, ctx, { left, top, visible }, { x, y, cell, font: size }) {
  ctx.font = `600 ${Math.min(cell * 0.32, size * 1.4)}px ${font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (let row = Math.floor(top); row < Math.min(side, top + visible); row++) {
    for (let column = Math.floor(left); column < Math.min(side, left + visible); column++) {
      const level = levels[row * side + column];
      ctx.fillStyle = contrastColor([level, level, level]);
      ctx.fillText(cellText(level), x + (column - left + 0.5) * cell, y + (row - top + 0.5) * cell);
    }
  }
}

/** @type {(view: View, ctx: Ctx, camera: Camera, place: Place) => void} */
function paintBatch({ theme }, ctx, { stack }, { x, y, size }) {
  const cards = Math.round(stack) - 1;
  for (let card = cards; card > 0; card--) {
    const behind = size * stackDepth(card + 1);
    ctx.fillStyle = "#000";
    ctx.fillRect(x + behind, y - behind, size, size);
    ctx.strokeStyle = theme.border;
    ctx.lineWidth = 1;
    ctx.strokeRect(x + behind + 0.5, y - behind + 0.5, size - 1, size - 1);
  }
}

/** @type {(view: View, ctx: Ctx, camera: Camera, place: Place) => void} */
function paintCursor({ state, theme }, ctx, { left, top, visible }, { x, y, cell }) {
  if (!state.cursor) return;
  const [row, column] = state.cursor;
  if (row < top || column < left || row >= top + visible || column >= left + visible) return;
  const [across, down] = [x + (column - left) * cell, y + (row - top) * cell];
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 4;
  ctx.strokeRect(across, down, cell, cell);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 2;
  ctx.strokeRect(across, down, cell, cell);
}

/** @type {(view: View, ctx: Ctx, camera: Camera, place: Place) => void} */
function paintAxes({ data, theme }, ctx, { axes, apart, stack }, { x, y, size, font }) {
  const { words, channels } = data;
  ctx.globalAlpha = Math.min(1, axes);
  ctx.fillStyle = theme.text;
  ctx.font = `600 ${font * 1.15}px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "center";
  ctx.fillText(words.columns, x + size / 2, y + size + font);
  ctx.save();
  ctx.translate(x - font, y + size / 2);
  ctx.rotate(-Math.PI / 2);
  ctx.fillText(words.rows, 0, 0);
  ctx.restore();
  ctx.textAlign = "left";
  if (channels > 1 && apart > 0.5) {
    ctx.fillText(words.channels, x + size + font * 0.7, y + size + font);
  }
  if (stack > 1.5) {
    ctx.textAlign = "right";
    ctx.fillText(words.batch, x + size * 0.3, y - size * stackDepth(stack) + font * 0.5);
  }
  ctx.globalAlpha = 1;
}
