// Image, vector and units as they stand, and on top of them what the pointer or the keyboard lights up.

import { scaledFont, strokeEach } from "../../ui/js/canvas.js";
import { contrastColor, diverging, inputColor, rgb } from "../../ui/js/color.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { cellMiddle, pixelBox, shownEdges, strokeEdges, strokesOf, unitMiddle } from "./edges.js";
import { dotsOf } from "./matrix.js";

/** @import { Box, Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layout } from "./edges.js" */
/** @import { At, Net } from "./net.js" */

/**
 * An input's shade: grey, or its own channel's colour.
 * @param {Net} given
 * @param {number} index
 */
export const inputShade = ({ inputs, channels, brightest }, index) =>
  inputColor(inputs[index] / brightest, channels, index);

/**
 * @param {Ctx} ctx
 * @param {Layout} layout
 * @param {Net} net
 * @param {Theme} theme
 */
export function drawStill(ctx, layout, net, theme) {
  const { rows, columns, channels, count, units, outputs } = net;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.font = `${scaledFont(14)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText(
    `image (${rows}, ${columns}${channels > 1 ? `, ${channels}` : ""})`,
    layout.left,
    layout.imageTop - 8,
  );
  ctx.fillText(`vector (${count},)`, layout.vectorLeft, layout.top - 9);
  ctx.fillText(`units (${units},)`, layout.unitLeft, layout.top - 9);
  if (!layout.narrow)
    for (let row = 0; row < rows; row++) {
      // from each row of the image to its stretch of the vector
      const top = layout.imageTop + row * layout.pixel;
      const line = layout.high / rows;
      const first = layout.top + row * line;
      ctx.globalAlpha = row % 2 ? 0.16 : 0.08;
      ctx.beginPath();
      ctx.moveTo(layout.left + columns * layout.pixel, top);
      ctx.lineTo(layout.vectorLeft, first);
      ctx.lineTo(layout.vectorLeft, first + line);
      ctx.lineTo(layout.left + columns * layout.pixel, top + layout.pixel);
      ctx.fill();
      ctx.globalAlpha = 1;
    }
  drawInputs(ctx, layout, net, theme);
  ctx.lineWidth = 1;
  ctx.strokeStyle = theme.border;
  ctx.strokeRect(
    layout.left - 0.5,
    layout.imageTop - 0.5,
    columns * layout.pixel,
    rows * layout.pixel,
  );
  ctx.strokeRect(
    layout.vectorLeft - 0.5,
    layout.top - 0.5,
    layout.vectorWidth + 1,
    layout.high + 1,
  );
  if (!layout.few)
    ctx.strokeRect(layout.unitLeft - 0.5, layout.top - 0.5, layout.unitWidth + 1, layout.high + 1);
  const most = largestOf(outputs) || 1;
  for (let unit = 0; unit < units; unit++) drawUnit(ctx, layout, net, theme, unit, most);
}

/**
 * The image and the vector, the same values in the same order; a pixel's channels as strips of it.
 * @param {Ctx} ctx
 * @param {Layout} layout
 * @param {Net} net
 * @param {Theme} theme
 */
function drawInputs(ctx, layout, net, theme) {
  const { rows, columns, channels, count } = net;
  /** @param {number} index */
  const shade = (index) => inputShade(net, index);
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(
    dotsOf(columns * channels, rows, shade),
    layout.left,
    layout.imageTop,
    columns * layout.pixel,
    rows * layout.pixel,
  );
  ctx.imageSmoothingEnabled = count > layout.high;
  ctx.drawImage(
    dotsOf(1, count, shade),
    layout.vectorLeft,
    layout.top,
    layout.vectorWidth,
    layout.high,
  );
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  if (!net.small) return;
  for (let index = 0; index < count; index++) {
    const [x, y, w, h] = pixelBox(layout, net, index);
    const text = formatNumber(net.inputs[index], net.inputDigits);
    ctx.fillStyle = contrastColor(shade(index));
    ctx.font = `600 ${channels === 1 ? 17 : 12}px ${theme.font}`;
    ctx.fillText(text, x + w / 2, y + h / 2);
    ctx.fillText(text, layout.vectorLeft + layout.vectorWidth / 2, cellMiddle(layout, index));
    ctx.strokeStyle = theme.border;
    ctx.lineWidth = 1;
    ctx.strokeRect(x, y, w, h);
    ctx.strokeRect(
      layout.vectorLeft,
      cellMiddle(layout, index) - layout.cell / 2,
      layout.vectorWidth,
      layout.cell,
    );
  }
}

/**
 * @param {Ctx} ctx
 * @param {Layout} layout
 * @param {Net} net
 * @param {Theme} theme
 * @param {number} unit
 * @param {number} most
 */
function drawUnit(ctx, layout, net, theme, unit, most) {
  const shade = diverging(net.outputs[unit] / most, theme.dark);
  const middle = unitMiddle(layout, unit);
  const high = layout.few ? Math.min(38, layout.step - 4) : layout.step;
  ctx.fillStyle = rgb(shade);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(
    layout.unitLeft,
    middle - high / 2,
    layout.unitWidth,
    high,
    layout.few ? high / 2 : 0,
  );
  ctx.fill();
  if (layout.few || net.units <= 32) ctx.stroke();
  if (layout.few) {
    ctx.fillStyle = contrastColor(shade);
    ctx.font = `600 ${scaledFont(14)}px ${theme.font}`;
    ctx.fillText(
      net.shownOutput(net.outputs[unit]),
      layout.unitLeft + layout.unitWidth / 2,
      middle,
    );
    ctx.fillStyle = theme.text;
    ctx.font = `${scaledFont(13)}px ${theme.font}`;
    ctx.textAlign = "left";
    ctx.fillText(`unit ${unit}`, layout.unitLeft + layout.unitWidth + 7, middle);
    ctx.textAlign = "center";
  }
  if (unit !== net.unit) return;
  ctx.fillStyle = ctx.strokeStyle = theme.primary; // the unit whose story is told
  ctx.lineWidth = 3;
  if (layout.few) ctx.stroke();
  else {
    const right = layout.unitLeft + layout.unitWidth;
    ctx.beginPath();
    ctx.moveTo(right + 2, middle);
    ctx.lineTo(right + 11, middle - 6);
    ctx.lineTo(right + 11, middle + 6);
    ctx.fill();
  }
}

/**
 * A mark that shows on any ground: the page's text colour with a rim of its background.
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {Box} box
 * @param {number} [round]
 */
export function mark(ctx, theme, box, round = 0) {
  const passes = /** @type {[string, number][]} */ ([
    [theme.background, 6],
    [theme.text, 2.5],
  ]);
  strokeEach(ctx, passes, () => {
    ctx.beginPath();
    ctx.roundRect(...box, round);
    ctx.stroke();
  });
}

/**
 * @param {Ctx} ctx
 * @param {Theme} theme
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function label(ctx, theme, text, x, y) {
  ctx.font = `600 ${scaledFont(14)}px ${theme.font}`;
  ctx.textBaseline = "middle";
  ctx.textAlign = "left";
  ctx.lineWidth = 5;
  ctx.lineJoin = "round";
  ctx.strokeStyle = theme.background;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = theme.text;
  ctx.fillText(text, x, y);
}

/**
 * The lit edges are those of one unit, of one input, or the one between both.
 * @param {Net} net
 * @param {At} at
 */
function litEdges({ count, units }, { input, unit }) {
  if (input !== undefined && unit !== undefined) return [input * units + unit];
  if (unit !== undefined) return Array.from({ length: count }, (_, index) => index * units + unit);
  return Array.from({ length: units }, (_, each) => Number(input) * units + each);
}

/** @param {Net} net */
export const thickened = (net) => (net.small ? 1 : 1.6);
/**
 * @param {Ctx} ctx
 * @param {Layout} layout
 * @param {Net} net
 * @param {Theme} theme
 * @param {At} at
 */
export function drawLit(ctx, layout, net, theme, at) {
  for (const [weight, edges] of strokesOf(net, [...shownEdges(net, litEdges(net, at))]))
    strokeEdges(ctx, layout, net, weight, edges, theme, thickened(net));
  if (at.input !== undefined) {
    const [x, y, w, h] = pixelBox(layout, net, at.input);
    const middle = cellMiddle(layout, at.input);
    const passes = /** @type {[string, number][]} */ ([
      [theme.background, 5],
      [theme.text, 2],
    ]);
    strokeEach(ctx, passes, () => {
      ctx.beginPath();
      ctx.moveTo(x + w, y + h / 2);
      ctx.lineTo(layout.vectorLeft, middle);
      ctx.stroke();
    });
    mark(ctx, theme, [x, y, w, h]);
    const high = Math.max(layout.cell, 4);
    mark(ctx, theme, [layout.vectorLeft, middle - high / 2, layout.vectorWidth, high]);
  }
  if (at.unit !== undefined) {
    const middle = unitMiddle(layout, at.unit);
    const high = layout.few ? Math.min(38, layout.step - 4) : Math.max(6, layout.step);
    mark(
      ctx,
      theme,
      [layout.unitLeft, middle - high / 2, layout.unitWidth, high],
      layout.few ? high / 2 : 0,
    );
    if (!layout.few) {
      const down = Math.min(Math.max(middle, layout.top + 8), layout.top + layout.high - 22);
      label(ctx, theme, `unit ${at.unit}`, layout.unitLeft + layout.unitWidth + 14, down);
      label(
        ctx,
        theme,
        net.shownOutput(net.outputs[at.unit]),
        layout.unitLeft + layout.unitWidth + 14,
        down + 17,
      );
    }
  }
}
