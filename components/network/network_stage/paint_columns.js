// Columns of numbers, a row a class, each with its bar.

import { aboveColor, belowColor, rgb } from "../../ui/js/color.js";
import { rowGeometry } from "./columns.js";
import { frame, pointedIn } from "./paint_images.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Column, Part, View } from "./types.d.ts" */

const LEAST_ROW = 15; // pixels
const SHORTENED = ["largest", "certainty", "solved"]; // scenes where no row is pointed at

/**
 * Return the classes that have rows: all, or the most probable where rows would be too low to read.
 * @param {View} view
 * @param {number} height
 */
function classesIn({ data, shown }, height) {
  const all = data.classes.map((_, at) => at);
  const fit = Math.max(3, Math.floor(height / LEAST_ROW));
  if (fit >= all.length || !SHORTENED.includes(data.scene)) return all;
  const kept = new Set(shown.ranking.slice(0, fit));
  return all.filter((at) => kept.has(at));
}

/**
 * @param {View} view
 * @param {Part} part
 * @param {Column} column
 * @param {string} name
 */
export function paintColumn(view, { box }, column, name) {
  const { ctx, theme, room } = view;
  const rows = classesIn(view, box[3]);
  const font = Math.min(room.font, (box[3] / rows.length) * 0.72);
  ctx.font = `600 ${font}px ${theme.font}`;
  const numbers = ctx.measureText(column.sample).width;
  const { nameless, prefersNumbers = false } = column;
  const geometry = rowGeometry(box, { font, numbers, prefersNumbers, nameless });
  const isPointed = pointedIn(view.state, name);
  const row = box[3] / rows.length;
  rows.forEach((at, nth) => {
    const middle = box[1] + (nth + 0.5) * row;
    const { left, width } = geometry.bar;
    if (width > 0) paintBar(view, [left, middle - row * 0.3, width, row * 0.6], at, column);
    paintTexts(view, [box[0], middle, box[2], font], at, { column, ...geometry });
    if (at === column.framed || at === isPointed) {
      frame(view, [box[0] - 2, middle - row * 0.42, box[2] + 4, row * 0.84]);
    }
  });
}

/**
 * Write a row's name and number.
 * @param {View} view
 * @param {Box} line its left, middle, width and the size of letters
 * @param {number} at
 * @param {{ column: Column, hasNumbers: boolean }} what
 */
function paintTexts({ ctx, theme, data }, [x, middle, width, font], at, { column, hasNumbers }) {
  ctx.textBaseline = "middle";
  ctx.font = `${at === column.bold ? 750 : 400} ${font}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.textAlign = "left";
  if (!column.nameless) ctx.fillText(data.classes[at], x, middle);
  if (!hasNumbers) return;
  ctx.textAlign = "right";
  ctx.fillText(column.texts[at], x + width, middle, width);
}

/**
 * @param {View} view
 * @param {Box} box of the row's bar
 * @param {number} at
 * @param {Column} column
 */
function paintBar({ ctx, theme }, [x, y, width, height], at, { shares, middle, knobs }) {
  ctx.fillStyle = theme.panel;
  ctx.fillRect(x, y, width, height);
  const share = Math.max(-1, Math.min(1, shares[at] || 0));
  const zero = middle ? x + width / 2 : x;
  const length = share * (middle ? width / 2 : width);
  const signed = rgb(share < 0 ? belowColor(theme.dark) : aboveColor(theme.dark));
  ctx.fillStyle = middle ? signed : theme.output;
  ctx.fillRect(zero, y, length, height);
  if (middle) {
    ctx.fillStyle = theme.text;
    ctx.fillRect(zero - 0.5, y - 1, 1, height + 2);
  }
  if (!knobs) return;
  ctx.fillStyle = theme.primary;
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 2;
  ctx.beginPath();
  ctx.arc(zero + length, y + height / 2, Math.min(11, height * 0.55), 0, 2 * Math.PI);
  ctx.fill();
  ctx.stroke();
}
