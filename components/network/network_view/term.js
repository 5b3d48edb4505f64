// One multiplication, and where its product enters the running sum.

import { scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { bracketed, formatNumber } from "../../ui/js/format.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Term, Unit } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @param {View} view */
export function termView(view) {
  const { data, part, theme, width, names, state } = view;
  const { layer, unit, term: known, bias, sum, products } = /** @type {Unit} */ (data.unit);
  const term = /** @type {Term} */ (known);
  const count = unpackNumbers(products).length;
  const name = names.input(layer, term.input);
  setText(part("termTitle"), `Term ${term.input} of ${count} in the ${names.unit(layer, unit)}`);
  setText(part("factorValue"), formatNumber(term.value, 8));
  setText(part("factorName"), name);
  setText(part("factorWeight"), bracketed(formatNumber(term.weight, 8)));
  setText(part("factorProduct"), formatNumber(term.product, 6));
  const signOf = (/** @type {number} */ value) => (value < 0 ? "below" : "above");
  part("factorWeight").dataset.sign = signOf(term.weight);
  part("factorProduct").dataset.sign = signOf(term.product);
  setText(
    part("enters"),
    `The sum so far ${formatNumber(term.before, 6)} ${term.product < 0 ? "−" : "+"} ${formatNumber(Math.abs(term.product), 6)} = ${formatNumber(term.after, 4)}`,
  );
  const rest = count - 1 - term.input;
  setText(
    part("runningNote"),
    `${term.input} products came before, ${rest} follow; with the bias ${formatNumber(bias, 6)} it ends at ${formatNumber(sum, 4)}.`,
  );

  const which = part("which");
  /** @param {number} at */
  const to = (at) => {
    if (at < 0 || at >= count) return;
    view.zoom([layer, unit, at]);
  };
  which.max = count - 1;
  const wanted = state.place.zoom[2];
  if (Number(which.value) !== wanted) which.value = wanted;
  which.setAttribute(
    "aria-valuetext",
    `${name}: ${formatNumber(term.value, 8)} × ${formatNumber(term.weight, 8)} = ${formatNumber(term.product, 6)}`,
  );
  which.oninput = () => to(Number(which.value));
  part("before").onclick = () => to(wanted - 1);
  part("after").onclick = () => to(wanted + 1);
  part("before").disabled = wanted === 0;
  part("after").disabled = wanted === count - 1;
  runningSum(view, unpackNumbers(term.running), term.input, Math.max(200, width), theme);
}

/**
 * @param {View} view
 * @param {Float32Array | Float64Array} values
 * @param {number} at
 * @param {number} width
 * @param {Theme} theme
 */
function runningSum(view, values, at, width, theme) {
  const canvas = view.part("running");
  const height = 170;
  const pad = 46;
  const ctx = sizedContext(canvas, width, height);
  canvas.style.width = `${width}px`;
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  /** @param {number} index */
  const x = (index) => pad + ((index + 1) / values.length) * (width - pad - 12);
  /** @param {number} value */
  const y = (value) => 12 + ((high - value) / (high - low || 1)) * (height - 36);
  ctx.font = `${scaledFont(13)}px ${theme.font}`;
  ctx.fillStyle = ctx.strokeStyle = theme.text;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (const value of new Set([low, 0, high])) {
    ctx.fillText(formatNumber(value, 2), pad - 6, y(value));
    ctx.globalAlpha = 0.3;
    ctx.strokeRect(pad, Math.round(y(value)) + 0.5, width - pad - 12, 0);
    ctx.globalAlpha = 1;
  }
  ctx.textAlign = "center";
  ctx.fillText(`term 0 … ${values.length - 1}, in order`, pad + (width - pad) / 2, height - 8);
  /**
   * @param {number} from
   * @param {number} to
   * @param {string} colour
   * @param {number} thick
   */
  const line = (from, to, colour, thick) => {
    ctx.strokeStyle = colour;
    ctx.lineWidth = thick;
    ctx.beginPath();
    ctx.moveTo(x(from - 1), y(from ? values[from - 1] : 0));
    for (let index = from; index < to; index++) {
      // flat until the next product, then a step
      ctx.lineTo(x(index), y(index ? values[index - 1] : 0));
      ctx.lineTo(x(index), y(values[index]));
    }
    ctx.stroke();
  };
  ctx.globalAlpha = 0.4;
  line(at + 1, values.length, theme.text, 1.5);
  ctx.globalAlpha = 1;
  line(0, at + 1, theme.text, 2);
  const before = at ? values[at - 1] : 0;
  const change = values[at] - before;
  ctx.strokeStyle = ctx.fillStyle = rgb(diverging(Math.sign(change), theme.dark));
  ctx.lineWidth = 5;
  ctx.beginPath();
  ctx.moveTo(x(at), y(before));
  ctx.lineTo(x(at), y(values[at]));
  ctx.stroke();
  ctx.fillStyle = theme.text;
  ctx.beginPath();
  ctx.arc(x(at), y(values[at]), 6, 0, 7);
  ctx.fill();
  canvas.setAttribute(
    "aria-label",
    `the running sum over ${values.length} terms, from 0 to ${formatNumber(values[values.length - 1], 4)}; after term ${at} it is ${formatNumber(values[at], 4)}`,
  );
}
