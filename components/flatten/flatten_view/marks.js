// The marks: what lights up together around one value, in the image, in the vector and between.

import { scaledFont, strokeEach } from "../../ui/js/canvas.js";
import { along, bowOf } from "./flight.js";
import { columnOf, rowOf } from "./layout.js";
import { CHANNELS, paintCell, paintPixel } from "./paint.js";

/** @import { Box, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./paint.js" */

/** @typedef {"row" | "col" | "channel"} Axis */

/**
 * @param {Ctx} ctx
 * @param {Box} box
 * @param {number} [by]
 */
const frame = (ctx, [x, y, w, h], by = 0) => ctx.strokeRect(x - by, y - by, w + 2 * by, h + 2 * by);

/**
 * The row (or column) that is being read, and its stretch of the vector.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 */
export function markLine(ctx, scene, index) {
  const { layout, data, theme } = scene;
  const first = index - (index % data.lineLength);
  const pixel = scene.indices[index];
  ctx.strokeStyle = ctx.fillStyle = theme.primary;
  ctx.lineWidth = 2;
  frame(
    ctx,
    data.line === "row"
      ? [
          layout.gutter,
          layout.top + rowOf(layout, pixel) * layout.pixel,
          layout.columns * layout.pixel - 1,
          layout.pixel - 1,
        ]
      : [
          layout.gutter + columnOf(layout, pixel) * layout.pixel,
          layout.top,
          layout.pixel - 1,
          layout.rows * layout.pixel - 1,
        ],
    1,
  );
  for (let at = first; at < first + data.lineLength; at++) {
    const [x, y, w, h] = scene.cells[at];
    ctx.fillRect(x, y + h + 0.5, w, 2.5);
  }
}

/**
 * A word with a solid ground, kept inside the picture.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {any} [bold]
 */
function tag(ctx, scene, text, x, y, bold = true) {
  const { layout, theme, mark } = scene;
  ctx.font = `${bold ? 650 : 400} ${scaledFont(layout.narrow ? 12 : 14)}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const w = ctx.measureText(text).width + 12;
  const h = 22;
  const left = Math.max(1, Math.min(layout.width - w - 1, x - w / 2));
  const top = Math.max(1, Math.min(layout.height - h - 1, y - h / 2));
  ctx.fillStyle = theme.background;
  ctx.strokeStyle = mark;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(left, top, w, h, 6);
  ctx.fill();
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.fillText(text, left + w / 2, top + h / 2 + 1);
}

/**
 * Stroke what stands between two values: a line with a rim of the ground.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} rim
 * @param {number} width
 * @param {() => void} draw
 */
const strokeRimmed = (ctx, scene, rim, width, draw) =>
  strokeEach(
    ctx,
    [
      [scene.theme.background, rim],
      [scene.mark, width],
    ],
    draw,
  );

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {number} index
 */
function bow(ctx, scene, pixel, index) {
  const { start, bend, end } = bowOf(
    scene.pixels[pixel],
    scene.cells[index],
    scene.layout.width,
    scene.layout.height,
  );
  ctx.beginPath();
  ctx.moveTo(...start);
  ctx.quadraticCurveTo(...bend, ...end);
  ctx.stroke();
}

/**
 * The cells of one pixel: one in grey, three in colour, wherever the order puts them.
 * @param {Scene} scene
 * @param {number} pixel
 */
export function cellsOf(scene, pixel) {
  const { channels } = scene.data;
  const first = pixel - (pixel % channels);
  return Array.from({ length: channels }, (_, channel) => scene.home[first + channel]);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {number} landed
 */
export function markValue(ctx, scene, index, landed) {
  const { layout, data } = scene;
  const pixel = scene.indices[index];
  const cells = cellsOf(scene, pixel);
  const box = scene.pixels[pixel];
  const cell = scene.cells[index];
  const row = rowOf(layout, pixel);
  const column = columnOf(layout, pixel);
  const channel = pixel % data.channels;
  /** @type {Box} */
  const whole = [
    layout.gutter + column * layout.pixel,
    layout.top + row * layout.pixel,
    layout.pixel - 1,
    layout.pixel - 1,
  ];
  for (const other of cells.filter((each) => each !== index)) {
    strokeRimmed(ctx, scene, 4, 1.3, () => bow(ctx, scene, scene.indices[other], other));
  }
  strokeRimmed(ctx, scene, 7, 3, () => bow(ctx, scene, pixel, index));
  if (cells.length > 1) strokeRimmed(ctx, scene, 4, 1.5, () => frame(ctx, whole, 2));
  for (const each of cells) {
    // the lines end under the values
    paintPixel(ctx, scene, scene.indices[each], false);
    paintCell(ctx, scene, each, each < landed);
  }
  for (const other of cells.filter((each) => each !== index)) {
    strokeRimmed(ctx, scene, 4, 1.5, () => frame(ctx, scene.cells[other]));
  }
  strokeRimmed(ctx, scene, 6, 3, () => {
    frame(ctx, box, 0.5);
    frame(ctx, cell, 0.5);
  });

  const { start, bend, end } = bowOf(box, cell, layout.width, layout.height);
  const [x, y] = along({ start, bend, end }, 0.5);
  tag(ctx, scene, scene.texts[pixel], x, y);
  tag(ctx, scene, `row ${row}`, layout.gutter / 2 - 1, whole[1] + layout.pixel / 2, false);
  tag(ctx, scene, `column ${column}`, whole[0] + layout.pixel / 2, layout.top - 16, false);
  const channelName = data.channels > 1 ? ` · ${CHANNELS[channel]}` : "";
  tag(ctx, scene, `index ${index}${channelName}`, cell[0] + cell[2] / 2, cell[1] - 17);
}

/**
 * The sentences for a value: what it is, and how its index comes about.
 * @param {Scene} scene
 * @param {number} index
 */
export function wordsOf(scene, index) {
  const { data, layout } = scene;
  const pixel = scene.indices[index];
  const at = {
    row: rowOf(layout, pixel),
    col: columnOf(layout, pixel),
    channel: pixel % data.channels,
  };
  const coordinates = data.channels === 1 ? [at.row, at.col] : [at.row, at.col, at.channel];
  const names = indexFormula(
    data.axes,
    { row: "row", col: "col", channel: "channel" },
    { row: "H", col: "W", channel: "C" },
  );
  const numbers = indexFormula(data.axes, at, {
    row: data.rows,
    col: data.columns,
    channel: data.channels,
  });
  return {
    coordinates,
    value: `vector[${index}] = image[${coordinates.join(", ")}] = ${scene.texts[pixel]}`,
    arithmetic: `${names} = ${numbers} = ${index}`,
  };
}

/**
 * Write the sum that gives an index: each coordinate times the lengths of the axes within it.
 * @param {Axis[]} axes the outermost first
 * @param {Record<Axis, number | string>} at
 * @param {Record<Axis, number | string>} lengths
 */
export const indexFormula = (axes, at, lengths) =>
  axes
    .map((axis, nth) => [at[axis], ...axes.slice(nth + 1).map((each) => lengths[each])].join("·"))
    .join(" + ");
