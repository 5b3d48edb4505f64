// Paints the journey as far as it has grown.

import { paintDots } from "../../ui/js/canvas.js";
import { aboveColor, belowColor, diverging, grayLevel, rgb } from "../../ui/js/color.js";
import { largestOf } from "../../ui/js/format.js";
import { easeInOut } from "../../ui/js/motion.js";
import { flightOf, partsOfGrowth } from "./growth.js";
import { between, pixelBox, stripBox, stripExit } from "./layout.js";
import { strokeOrder } from "./stroke_order.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Growth, Point, View } from "./types.d.ts" */

/**
 * @param {View} view
 * @param {Ctx} ctx
 */
export function paint(view, ctx) {
  const growth = partsOfGrowth(view.state.growth);
  paintImage(view, ctx, growth);
  paintVector(view, ctx, growth);
  paintConnections(view, ctx, growth);
  paintHidden(view, ctx, growth);
  paintOutputs(view, ctx, growth);
  paintCaptions(view, ctx, growth);
}

/** @type {(value: number) => string} */
const ink = (value) => {
  const level = grayLevel(value);
  return rgb([level, level, level]);
};

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintImage({ layout, numbers, theme }, ctx, growth) {
  const { vector, side } = numbers;
  const { x, y, width } = layout.image;
  ctx.fillStyle = ink(0);
  ctx.fillRect(x, y, width, width);
  const order = growth.image < 1 ? strokeOrder(vector, side) : null;
  for (let index = 0; index < vector.length; index++) {
    if (vector[index] === 0 || (order && order[index] > growth.image)) continue;
    const box = pixelBox(layout, index, side);
    ctx.fillStyle = ink(vector[index]);
    ctx.fillRect(box.x, box.y, box.width + 0.5, box.height + 0.5);
  }
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, width - 1, width - 1);
}

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintVector(view, ctx, growth) {
  if (growth.vector === 0) return;
  if (growth.vector < 1) paintFlight(view, ctx, growth.vector);
  else paintStrip(view, ctx);
}

/** @type {(view: View, ctx: Ctx, share: number) => void} */
function paintFlight({ layout, numbers: { vector, side } }, ctx, share) {
  for (let index = 0; index < vector.length; index++) {
    const flown = flightOf(share, index, vector.length);
    if (flown === 0) continue;
    const end = stripBox(layout, index, vector.length);
    const box = between(pixelBox(layout, index, side), end, flown);
    ctx.fillStyle = ink(vector[index]);
    ctx.fillRect(box.x, box.y, Math.max(box.width, 1), Math.max(box.height, 1));
  }
}

const dots = document.createElement("canvas");

/** @type {(view: View, ctx: Ctx) => void} */
function paintStrip({ layout, numbers: { vector }, theme }, ctx) {
  const { x, y, width, height } = layout.strip;
  const [columns, rows] = layout.isUpright ? [vector.length, 1] : [1, vector.length];
  // Cells are thinner than the screen's pixels: an image is scaled as a whole, without stripes.
  paintDots(dots, columns, rows, (index) => Array(3).fill(grayLevel(vector[index])));
  ctx.drawImage(dots, x, y, width, height);
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
}

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintConnections({ layout, numbers, theme }, ctx, growth) {
  const [first, last] = numbers.connections;
  const count = numbers.vector.length;
  const ends = [
    { from: (/** @type {number} */ at) => stripExit(layout, at, count), to: layout.hidden },
    { from: (/** @type {number} */ at) => layout.hidden[at], to: layout.outputs },
  ];
  const shares = [easeInOut(growth.neurons), easeInOut(Math.min(1, 2 * growth.answer))];
  [first, last].forEach(({ places, values, units }, layer) => {
    if (shares[layer] === 0) return;
    const largest = largestOf(values) || 1;
    for (let nth = values.length - 1; nth >= 0; nth--) {
      const strength = Math.abs(values[nth]) / largest;
      const from = ends[layer].from(Math.floor(places[nth] / units));
      const to = ends[layer].to[places[nth] % units];
      const color = values[nth] < 0 ? belowColor(theme.dark) : aboveColor(theme.dark);
      ctx.strokeStyle = `rgba(${color.join(",")},${0.15 + 0.6 * strength})`;
      ctx.lineWidth = 0.5 + 1.5 * strength;
      paintLine(ctx, from, to, shares[layer]);
    }
  });
}

/** @type {(ctx: Ctx, from: Point, to: Point, share: number) => void} */
function paintLine(ctx, from, to, share) {
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
  ctx.stroke();
}

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintHidden({ layout, numbers, theme }, ctx, growth) {
  if (growth.neurons === 0) return;
  const largest = largestOf(numbers.hidden) || 1;
  const lit = Math.max(0, 2 * growth.neurons - 1);
  layout.hidden.forEach((point, at) => {
    ctx.fillStyle = rgb(diverging((numbers.hidden[at] / largest) * lit, theme.dark));
    paintDot(ctx, point, layout.hiddenRadius);
    ctx.strokeStyle = theme.border;
    ctx.lineWidth = 1;
    ctx.stroke();
  });
}

/** @type {(ctx: Ctx, point: Point, radius: number) => void} */
function paintDot(ctx, { x, y }, radius) {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintOutputs(view, ctx, growth) {
  if (growth.answer === 0) return;
  const { layout, numbers, theme, data } = view;
  const { probabilities } = numbers;
  const best = Array.from(probabilities).indexOf(Math.max(...Array.from(probabilities)));
  const grownBars = easeInOut(Math.max(0, 2 * growth.answer - 1));
  layout.outputs.forEach((point, at) => {
    const isBest = at === best && grownBars > 0;
    ctx.fillStyle = isBest ? theme.output : theme.background;
    paintDot(ctx, point, layout.outputRadius);
    ctx.strokeStyle = isBest ? theme.output : theme.text;
    ctx.lineWidth = 1.5;
    ctx.stroke();
    ctx.fillStyle = isBest ? theme.background : theme.text;
    writeCentered(view, ctx, data.classes[at], point, layout.outputRadius * 1.25);
    paintBar(view, ctx, at, grownBars, isBest);
  });
}

/** @type {(view: View, ctx: Ctx, at: number, share: number, isBest: boolean) => void} */
function paintBar(view, ctx, at, share, isBest) {
  const { layout, numbers, theme } = view;
  const room = layout.bars[at];
  const length = numbers.probabilities[at] * share;
  ctx.fillStyle = theme.panel;
  ctx.fillRect(room.x, room.y, room.width, room.height);
  ctx.fillStyle = theme.output;
  if (layout.isUpright) ctx.fillRect(room.x, room.y, room.width, room.height * length);
  else ctx.fillRect(room.x, room.y, room.width * length, room.height);
  if (share < 1) return;
  const percent = `${Math.round(100 * numbers.probabilities[at])}%`;
  ctx.fillStyle = theme.text;
  if (layout.isUpright) {
    const point = { x: room.x + room.width / 2, y: room.y + room.height + layout.font * 0.8 };
    writeCentered(view, ctx, percent, point, layout.font * 0.85, isBest);
  } else {
    setFont(view, ctx, layout.font, isBest);
    ctx.textAlign = "left";
    ctx.textBaseline = "middle";
    ctx.fillText(percent, room.x + room.width + 6, room.y + room.height / 2);
  }
}

/** @type {(view: View, ctx: Ctx, growth: Growth) => void} */
function paintCaptions(view, ctx, growth) {
  const { layout, data, theme } = view;
  /** @type {Record<string, number>} */
  const shown = {
    image: growth.image,
    vector: growth.vector,
    neurons: growth.neurons,
    outputs: growth.answer,
  };
  ctx.fillStyle = theme.text;
  setFont(view, ctx, layout.font, false);
  ctx.textBaseline = "middle";
  for (const { name, x, y, align } of layout.captions) {
    if (shown[name.replace("short ", "")] === 0) continue;
    ctx.textAlign = align;
    ctx.fillText(data.words[name], x, y);
  }
}

/** @type {(view: View, ctx: Ctx, size: number, isBold: boolean) => void} */
function setFont({ theme }, ctx, size, isBold) {
  ctx.font = `${isBold ? 700 : 400} ${size}px ${theme.font}`;
}

/** @type {(view: View, ctx: Ctx, text: string, point: Point, size: number, isBold?: boolean) => void} */
function writeCentered(view, ctx, text, { x, y }, size, isBold = true) {
  setFont(view, ctx, size, isBold);
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, x, y);
}
