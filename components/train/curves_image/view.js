// The curves of a run, drawn on paper of their own when somebody wants to save them.
// Always dark on white, whatever the page's theme: it is for a report.

import { context } from "../../ui/js/canvas.js";
import { partsOf } from "../../ui/js/dom.js";
import { readTheme } from "../../ui/js/theme.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Ctx, Widget } from "../../ui/js/widget.d.ts" */

const WIDTH = 1600;
const HEIGHT = 860;
const INK = "#17212b";
const LINE = "#c9d3de";
const CURVES = [
  { name: "training, mean since the last point", colour: "#0b6fc2", dashes: [] },
  { name: "held out, all test images", colour: "#b85f00", dashes: [14, 9] },
];

/**
 * Return a round step that divides a range into about so many parts.
 * @param {number} range
 * @param {number} lines
 */
function niceStep(range, lines) {
  const rough = range / lines;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((each) => each * power >= rough) ?? 10) * power;
}

/**
 * @param {Ctx} ctx
 * @param {string} font
 * @param {{ left: number, top: number, width: number, height: number }} box
 * @param {{ label: string, from: number, to: number, steps: number, across: number[][], series: (number | null)[][] }} given
 */
function chart(ctx, font, box, { label, from, to, steps, across, series }) {
  /** @param {number} at */
  const x = (at) => box.left + (at / steps) * box.width;
  /** @param {number} value */
  const y = (value) => box.top + box.height - ((value - from) / (to - from)) * box.height;
  ctx.font = `22px ${font}`;
  ctx.fillStyle = INK;
  ctx.strokeStyle = LINE;
  ctx.lineWidth = 1.5;
  /**
   * @param {number} x1
   * @param {number} y1
   * @param {number} x2
   * @param {number} y2
   */
  const line = (x1, y1, x2, y2) => {
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  };
  const rise = niceStep(to - from, 5);
  const digits = Math.max(0, -Math.floor(Math.log10(rise)) + (String(rise).includes("25") ? 1 : 0));
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (let value = from; value <= to + rise / 1000; value += rise) {
    line(box.left, y(value), box.left + box.width, y(value));
    ctx.fillText(value.toFixed(digits), box.left - 12, y(value));
  }
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (let at = 0; at <= steps; at += Math.max(1, niceStep(steps, 5))) {
    line(x(at), box.top + box.height, x(at), box.top + box.height + 8);
    ctx.fillText(at.toLocaleString("en-US"), x(at), box.top + box.height + 14);
  }
  ctx.fillText("batches trained", box.left + box.width / 2, box.top + box.height + 50);
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.font = `600 26px ${font}`;
  ctx.fillText(label, box.left, box.top - 16);
  series.forEach((values, place) => {
    ctx.strokeStyle = CURVES[place].colour;
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.setLineDash(CURVES[place].dashes);
    ctx.beginPath();
    let open = false;
    values.forEach((value, at) => {
      if (value === null) {
        open = false;
        return;
      }
      ctx[open ? "lineTo" : "moveTo"](x(across[place][at]), y(value));
      open = true;
    });
    ctx.stroke();
    ctx.setLineDash([]);
  });
}

/**
 * @param {Payload} data
 * @param {string} font
 */
function picture(data, font) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const ctx = context(canvas);
  ctx.fillStyle = "#ffffff";
  ctx.fillRect(0, 0, WIDTH, HEIGHT);
  ctx.fillStyle = INK;
  ctx.textBaseline = "top";
  ctx.font = `650 34px ${font}`;
  ctx.fillText(data.title, 60, 36, WIDTH - 120);
  ctx.font = `24px ${font}`;
  data.lines.forEach((line, place) => ctx.fillText(line, 60, 88 + 34 * place, WIDTH - 120));

  ctx.font = `22px ${font}`;
  ctx.textBaseline = "middle";
  let left = 60;
  for (const { name, colour, dashes } of CURVES) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = 4;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    ctx.moveTo(left, 192);
    ctx.lineTo(left + 64, 192);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillText(name, left + 78, 192);
    left += 78 + ctx.measureText(name).width + 60;
  }

  /** @param {(number | null)[]} list */
  const finite = (list) => list.filter((value) => value !== null);
  const most = Math.max(...finite([...data.loss, ...data.held_out_loss]), 1e-3);
  const least = Math.min(...finite([...data.accuracy, ...data.held_out_accuracy]), 1);
  const losses = niceStep(most, 5);
  const shares = niceStep(Math.max(1 - least, 0.01), 5);
  const both = { steps: data.steps, across: [data.step, data.held_out_step] };
  chart(
    ctx,
    font,
    { left: 140, top: 300, width: 610, height: 440 },
    {
      ...both,
      label: "Loss (mean cross-entropy)",
      series: [data.loss, data.held_out_loss],
      from: 0,
      to: Math.ceil(most / losses) * losses,
    },
  );
  chart(
    ctx,
    font,
    { left: 930, top: 300, width: 610, height: 440 },
    {
      ...both,
      label: "Accuracy (share read right)",
      series: [data.accuracy, data.held_out_accuracy],
      from: Math.max(0, 1 - Math.ceil((1 - least) / shares) * shares),
      to: 1,
    },
  );
  return canvas;
}

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  partsOf(parentElement)("save").onclick = () =>
    picture(data, readTheme(parentElement).font).toBlob((blob) => {
      if (!blob) return;
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = "curves.png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
    }, "image/png");
}
