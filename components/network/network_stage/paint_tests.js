// Test images read in two orders, with what the network predicts, and the accuracy of all.

import { rgb } from "../../ui/js/color.js";
import { writeFixed } from "../../ui/js/rounding.js";
import { fromBase64 } from "../../ui/js/wire.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { OrderTest } from "./payload.d.ts" */
/** @import { Part, View } from "./types.d.ts" */

/** @type {(view: View, part: Part) => void} */
export function paintAccuracy(view, { box: [x, y, width, height], turned = 0 }) {
  const { ctx, theme, data, room } = view;
  const { tests, words } = data;
  if (!tests) return;
  const { font } = room;
  const rows = /** @type {[string, number, boolean][]} */ ([
    [words["row by row"], tests.right, true],
    [words["column by column"], tests.wrong * turned, turned > 0],
  ]);
  ctx.font = `400 ${font}px ${theme.font}`;
  const name = Math.max(...rows.map(([text]) => ctx.measureText(text).width)) + font * 0.6;
  const bar = width - name - font * 4.4;
  rows.forEach(([text, share, isKnown], nth) => {
    const middle = y + (nth + 0.5) * (height / 2);
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.font = `400 ${font}px ${theme.font}`;
    ctx.fillStyle = theme.text;
    ctx.fillText(text, x, middle);
    ctx.fillStyle = theme.panel;
    ctx.fillRect(x + name, middle - font * 0.7, bar, font * 1.4);
    ctx.fillStyle = theme.output;
    ctx.fillRect(x + name, middle - font * 0.7, bar * share, font * 1.4);
    ctx.fillStyle = theme.text;
    ctx.font = `700 ${font}px ${theme.font}`;
    ctx.fillText(isKnown ? `${writeFixed(100 * share, 1)}%` : "?", x + width - font * 3.8, middle);
  });
}

/** @type {(view: View, part: Part) => void} */
export function paintTests(view, { cells = [], turned = 0 }) {
  const { data } = view;
  const { tests } = data;
  if (!tests) return;
  const bytes = fromBase64(tests.images);
  const count = data.columns ** 2;
  cells.forEach((cell, nth) => {
    paintTest(view, cell, bytes.subarray(nth * count, (nth + 1) * count), turned);
    paintTestLabel(view, cell, tests, nth, turned);
  });
}

/**
 * Paint a test image as the network gets it: on the way, rows become columns.
 * @param {View} view
 * @param {Box} box
 * @param {Uint8Array} pixels
 * @param {number} turned 0 row by row, 1 column by column
 */
function paintTest({ ctx, data }, [x, y, side], pixels, turned) {
  const dot = side / data.columns;
  ctx.fillStyle = "#000";
  ctx.fillRect(x, y, side, side);
  pixels.forEach((level, at) => {
    if (level === 0) return;
    const [row, column] = [Math.floor(at / data.columns), at % data.columns];
    const across = column + (row - column) * turned;
    const down = row + (column - row) * turned;
    ctx.fillStyle = rgb(Array(3).fill(level));
    ctx.fillRect(x + across * dot, y + down * dot, dot + 0.4, dot + 0.4);
  });
}

/**
 * @param {View} view
 * @param {Box} box
 * @param {OrderTest} tests
 * @param {number} nth
 * @param {number} turned
 */
function paintTestLabel({ ctx, theme, room }, [x, y, side], tests, nth, turned) {
  const predicted = (turned > 0.5 ? tests.by_column : tests.by_row)[nth];
  const isRight = predicted === tests.labels[nth];
  const font = Math.min(room.font, side * 0.45);
  ctx.font = `${isRight ? 400 : 700} ${font}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillText(`${predicted} ${isRight ? "✓" : "✗"}`, x + side / 2, y + side + font * 0.2);
}
