// The curves of a run as an image to download. It is drawn dark on white, whatever the page's theme,
// as it is for a report.

import { context } from "../../ui/js/canvas.js";
import { make, partsOf } from "../../ui/js/dom.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { chartsOf, HEIGHT, stepTicks, valueTicks, WIDTH, xOf, yOf } from "./layout.js";

/** @import { Ctx, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Chart } from "./layout.js" */
/** @import { Payload } from "./payload.d.ts" */

const INK = "#101923";
const LINE = "#c9d3de";
const CURVES = [
  { color: "#0b6fc2", dashes: [] },
  { color: "#b85f00", dashes: [14, 9] },
];

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  fillWords(parentElement, data.words);
  partsOf(parentElement)("save").onclick = () =>
    drawImage(data, readTheme(parentElement).font).toBlob((blob) => {
      if (blob) download(blob);
    }, "image/png");
}

/** @param {Blob} blob */
function download(blob) {
  const link = make("a", { href: URL.createObjectURL(blob), download: "curves.png" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
}

/**
 * @param {Payload} data
 * @param {string} font
 */
function drawImage(data, font) {
  const canvas = make("canvas", { width: WIDTH, height: HEIGHT });
  const ctx = context(canvas);
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  drawHeading(ctx, font, data);
  drawLegend(ctx, font, data);
  for (const chart of chartsOf(data)) drawChart(ctx, font, chart, data);
  return canvas;
}

/**
 * @param {Ctx} ctx
 * @param {string} font
 * @param {Payload} data
 */
function drawHeading(ctx, font, { title, lines }) {
  ctx.fillStyle = INK;
  ctx.textBaseline = "top";
  ctx.font = `650 34px ${font}`;
  ctx.fillText(title, 60, 36, WIDTH - 120);
  ctx.font = `24px ${font}`;
  lines.forEach((line, index) => ctx.fillText(line, 60, 88 + 34 * index, WIDTH - 120));
}

/**
 * @param {Ctx} ctx
 * @param {string} font
 * @param {Payload} data
 */
function drawLegend(ctx, font, { words, isTest }) {
  const names = [words.training, words[isTest ? "test" : "validation"]];
  ctx.font = `22px ${font}`;
  ctx.textBaseline = "middle";
  let left = 60;
  CURVES.forEach(({ color, dashes }, index) => {
    ctx.strokeStyle = color;
    ctx.lineWidth = 4;
    ctx.setLineDash(dashes);
    strokeLine(ctx, left, 192, left + 64, 192);
    ctx.setLineDash([]);
    ctx.fillText(names[index], left + 78, 192);
    left += 78 + ctx.measureText(names[index]).width + 60;
  });
}

/**
 * @param {Ctx} ctx
 * @param {string} font
 * @param {Chart} chart
 * @param {Payload} data
 */
function drawChart(ctx, font, chart, data) {
  const { box, name, curves } = chart;
  drawAxes(ctx, font, chart, data);
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.font = `600 26px ${font}`;
  ctx.fillText(data.words[name], box.left, box.top - 16);
  const steps = [data.step, data.validation_step];
  curves.forEach((values, index) => {
    const { color, dashes } = CURVES[index];
    ctx.strokeStyle = color;
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.setLineDash(dashes);
    const x = (/** @type {number} */ at) => xOf(box, data.steps, steps[index][at]);
    strokeCurve(ctx, values, x, (value) => yOf(chart, value));
    ctx.setLineDash([]);
  });
}

/**
 * @param {Ctx} ctx
 * @param {string} font
 * @param {Chart} chart
 * @param {Payload} data
 */
function drawAxes(ctx, font, chart, { steps, words }) {
  const { left, top, width, height } = chart.box;
  ctx.font = `22px ${font}`;
  ctx.fillStyle = INK;
  ctx.strokeStyle = LINE;
  ctx.lineWidth = 1.5;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const { at, text } of valueTicks(chart)) {
    strokeLine(ctx, left, at, left + width, at);
    ctx.fillText(text, left - 12, at);
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (const { at, text } of stepTicks(chart.box, steps)) {
    strokeLine(ctx, at, top + height, at, top + height + 8);
    ctx.fillText(text, at, top + height + 14);
  }
  ctx.fillText(words.steps, left + width / 2, top + height + 50);
}

/** @type {(ctx: Ctx, x1: number, y1: number, x2: number, y2: number) => void} */
function strokeLine(ctx, x1, y1, x2, y2) {
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}

/**
 * Draw a curve, with gaps where a value is no number.
 * @param {Ctx} ctx
 * @param {(number | null)[]} values
 * @param {(index: number) => number} x
 * @param {(value: number) => number} y
 */
function strokeCurve(ctx, values, x, y) {
  ctx.beginPath();
  let isOpen = false;
  values.forEach((value, index) => {
    if (value !== null) ctx[isOpen ? "lineTo" : "moveTo"](x(index), y(value));
    isOpen = value !== null;
  });
  ctx.stroke();
}
