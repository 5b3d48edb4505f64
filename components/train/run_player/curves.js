// Curves over the batches, and the cursor of the moment shown.

import { context, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { makeSvg } from "../../ui/js/dom.js";

/** @import { OtherRun } from "./payload.d.ts" */
/** @import { Theme } from "../../ui/js/widget.d.ts" */

/**
 * @typedef {{ steps: number[], values: (number | null)[], colour: string, dashes: number[],
 *   width?: number, alpha?: number }} Curve
 */

/** @typedef {[value: number | null, colour: string, step?: number]} Dot */

/** @typedef {ReturnType<typeof chart>} ChartLayout */

/** @param {boolean} dark */
export const chartColours = (dark) => ({
  train: dark ? "#5aa9f0" : "#0b6fc2",
  held: dark ? "#ffa640" : "#c05f00",
  layers: dark
    ? ["#5aa9f0", "#ffa640", "#4db6ac", "#ce93d8", "#e0e0e0"]
    : ["#0b6fc2", "#c05f00", "#00796b", "#8e24aa", "#555"],
});
export const DASHES = [[], [6, 4], [2, 3], [10, 3, 2, 3], [1, 5]];

/**
 * Draws lines [{ steps, values, colour, dashes }] into a canvas; returns where a step lies on it.
 * @param {HTMLCanvasElement} canvas
 * @param {Theme} theme
 * @param {{ lines: Curve[], low: number, high: number, began: number, firstEpoch: number, total: number, epochs: number, log: boolean }} given
 */
export function chart(canvas, theme, { lines, low, high, began, firstEpoch, total, epochs, log }) {
  const across = canvas.clientWidth || 320;
  const height = 200;
  const ctx = sizedContext(canvas, across, height);
  const left = 46;
  const bottom = height - 24;
  const right = across - 10;
  const top = 8;
  /** @param {number} value */
  const share = (value) =>
    log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  /** @param {number} step */
  const x = (step) => left + (step / Math.max(1, total)) * (right - left); // a branch stands where it left its trunk
  /**
   * @param {number} value
   * @param {number} most
   */
  const down = (value, most) =>
    bottom - Math.max(-most, Math.min(1 + most, share(value))) * (bottom - top);
  /** @param {number} value */
  const y = (value) => down(value, 0.02);
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.strokeStyle = theme.border;
  ctx.lineWidth = 1;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (let line = 0; line <= 4; line++) {
    const value = log ? low * (high / low) ** (line / 4) : low + ((high - low) * line) / 4;
    ctx.beginPath();
    ctx.moveTo(left, y(value));
    ctx.lineTo(right, y(value));
    ctx.stroke();
    ctx.fillText(
      log ? value.toPrecision(1) : value.toFixed(high - low < 0.4 ? 3 : 2),
      left - 6,
      y(value),
    );
  }
  ctx.textBaseline = "top";
  const every = Math.max(1, Math.ceil(epochs / 10));
  for (let epoch = 0; epoch <= epochs; epoch += every) {
    ctx.textAlign = "center";
    ctx.fillText(
      String(Number((firstEpoch + epoch).toFixed(1))),
      x(began + ((total - began) * epoch) / epochs),
      bottom + 6,
    );
  }
  // What another run has beyond this one's scale leaves the picture: along its edge it would look like a value.
  ctx.save();
  ctx.beginPath();
  ctx.rect(left - 2, top - 2, right - left + 4, bottom - top + 4);
  ctx.clip();
  for (const { steps, values, colour, dashes, width, alpha } of lines) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = width ?? 2.5;
    ctx.globalAlpha = alpha ?? 1;
    ctx.setLineDash(dashes);
    ctx.beginPath();
    let open = false;
    values.forEach((value, at) => {
      if (value === null || (log && !(value > 0))) {
        open = false;
        return;
      }
      ctx[open ? "lineTo" : "moveTo"](x(steps[at]), down(value, 20));
      open = true;
    });
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.globalAlpha = 1;
  }
  ctx.restore();
  return {
    x,
    y,
    left,
    right,
    top,
    bottom,
    stepAt: (/** @type {number} */ across) => ((across - left) / (right - left)) * total,
  };
}

/**
 * The moment shown: a line across, and each line's value there as a dot; a held-out one where it was measured.
 * @param {HTMLCanvasElement} canvas
 * @param {ChartLayout} layout
 * @param {Theme} theme
 * @param {number} step
 * @param {Dot[]} dots
 */
export function cursorOn(canvas, layout, theme, step, dots) {
  const ctx = context(canvas);
  ctx.strokeStyle = theme.text;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.moveTo(layout.x(step), layout.top);
  ctx.lineTo(layout.x(step), layout.bottom);
  ctx.stroke();
  for (const [value, colour, at] of dots) {
    if (value === null || !Number.isFinite(value)) continue;
    ctx.fillStyle = colour;
    ctx.strokeStyle = theme.background;
    ctx.beginPath();
    ctx.arc(layout.x(at ?? step), layout.y(value), 5, 0, 7);
    ctx.fill();
    ctx.stroke();
  }
}

// The learner's other runs: each in its own dashes, thin, the held-out curve clearer than the other.
const OTHERS = [
  [7, 3],
  [2, 2],
  [9, 2, 2, 2],
  [4, 4],
  [1, 4],
  [12, 4],
];
/**
 * @param {number} at
 * @param {boolean} dark
 */
const otherColour = (at, dark) =>
  (dark
    ? ["#ce93d8", "#4db6ac", "#e0e0e0", "#f48fb1", "#dce775"]
    : ["#8e24aa", "#00796b", "#555555", "#c2185b", "#827717"])[at % 5];

/**
 * @param {OtherRun[]} others
 * @param {"loss" | "accuracy"} name
 * @param {boolean} dark
 * @returns {Curve[]}
 */
export function otherLines(others, name, dark) {
  return others.flatMap((run, at) => {
    const line = { colour: otherColour(at, dark), dashes: OTHERS[at % 6], width: 1.3 };
    return [
      { ...line, steps: run.steps, values: run[name], alpha: 0.45 },
      { ...line, steps: run.heldSteps, values: run[`held_out_${name}`] },
    ];
  });
}

/**
 * @param {OtherRun[]} others
 * @param {boolean} dark
 */
export function otherKeys(others, dark) {
  return others.map((/** @type {{ name: string }} */ { name }, /** @type {number} */ at) => {
    const label = document.createElement("span");
    label.className = "entry";
    const line = makeSvg("line", {
      x1: 0,
      x2: 34,
      y1: 4,
      y2: 4,
      stroke: otherColour(at, dark),
      "stroke-width": 2,
      "stroke-dasharray": OTHERS[at % 6].join(" "),
    });
    const picture = makeSvg(
      "svg",
      { class: "otherKey", width: 34, height: 8, "aria-hidden": true },
      line,
    );
    label.append(picture, name);
    return label;
  });
}
