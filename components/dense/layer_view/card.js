// What there is to say of the lit part: its numbers, its weight image, its products.

import { context, sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, diverging } from "../../ui/js/color.js";
import { bracketed, formatNumber, largestOf } from "../../ui/js/format.js";
import { edgeColour, SIGNS } from "./edges.js";
import { dotsOf } from "./matrix.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { At, Net } from "./net.js" */

/** @typedef {[name: string, value: string]} Fact */

/**
 * What is told of what is lit.
 * @typedef {{ title: string, facts: Fact[], dot: string, note?: string, words: string,
 *   bars?: boolean, products?: number[] }} About
 */

/**
 * Weights folded back to where their pixels are.
 * @param {HTMLCanvasElement} canvas
 * @param {Net} net
 * @param {Theme} theme
 * @param {number} unit
 */
function drawFold(canvas, net, theme, unit) {
  const { rows, columns, channels, units } = net;
  const size = 256;
  const cell = size / Math.max(rows, columns);
  canvas.width = canvas.height = size;
  const ctx = context(canvas);
  /** @param {number} index */
  const weight = (index) => net.kernel[index * units + unit];
  /** @param {number} index */
  const colour = (index) => diverging(weight(index) / net.limit, theme.dark);
  ctx.imageSmoothingEnabled = false;
  ctx.drawImage(dotsOf(columns * channels, rows, colour), 0, 0, columns * cell, rows * cell);
  if (net.small && channels === 1)
    for (let index = 0; index < net.count; index++) {
      ctx.fillStyle = contrastColor(colour(index));
      ctx.font = `600 24px ${theme.font}`;
      ctx.textAlign = "center";
      ctx.textBaseline = "middle";
      ctx.fillText(
        net.shown(weight(index)),
        ((index % columns) + 0.5) * cell,
        (Math.floor(index / columns) + 0.5) * cell,
      );
    }
  canvas.setAttribute(
    "aria-label",
    `the weights of unit ${unit}, folded back to ${rows} by ${columns}`,
  );
}

/**
 * One bar a unit: what this input gives it, up for more and down for less.
 * @param {HTMLCanvasElement} canvas
 * @param {number[]} values
 * @param {Theme} theme
 */
function drawBars(canvas, values, theme) {
  const width = canvas.clientWidth || 400;
  const ctx = sizedContext(canvas, width, 84);
  const most = largestOf(values) || 1;
  const step = width / values.length;
  ctx.fillStyle = theme.text;
  ctx.fillRect(0, 41.5, width, 1);
  values.forEach((value, at) => {
    const high = (40 * Math.abs(value)) / most;
    ctx.fillStyle = edgeColour(Math.sign(value), theme.dark);
    ctx.fillRect(at * step, value < 0 ? 42.5 : 41.5 - high, Math.max(0.5, step - 1), high);
  });
  canvas.setAttribute(
    "aria-label",
    `what it gives each of the ${values.length} units, at most ${formatNumber(most, 4)} either way`,
  );
}

/**
 * @param {Net} given
 * @param {number} index
 */
function pixelName({ columns, channels }, index) {
  const row = Math.floor(index / (columns * channels));
  const column = Math.floor(index / channels) % columns;
  return `image[${row}, ${column}${channels > 1 ? `, ${index % channels}` : ""}]`;
}

const HOW =
  "Point at a unit, an input or a weight. Click a unit to tell its story above; on a touch screen, tap it twice. " +
  "Keyboard: focus the picture; → goes to the units, ← to the inputs, ↑ ↓ walk among them, Page keys, Home and End further; Enter tells a unit’s story.";

/**
 * @param {Net} net
 * @returns {About}
 */
function aboutAll(net) {
  const { count, units, signs, kernel } = net;
  const all = (count * units).toLocaleString("en");
  const shown = signs === "all" ? "" : kernel.filter(SIGNS[signs]).length.toLocaleString("en");
  const words = `Every input goes to every unit, each with a weight of its own.${shown && ` Shown are those ${signs} 0.`}`;
  return {
    title: shown ? `${shown} of ${all} edges` : `${count} × ${units} = ${all} edges`,
    facts: [],
    dot: "",
    note: `${words} ${HOW}`,
    words,
  };
}

/**
 * @param {Net} net
 * @param {number} unit
 * @returns {About}
 */
function aboutUnit(net, unit) {
  const { activation, inputs, kernel, units, shown } = net;
  const made = net.elementwise ? activation : `${activation} of all sums`;
  /** @type {Fact[]} */
  const facts = [
    ["x @ W", shown(net.weighted[unit])],
    ["+ bias", shown(net.bias[unit])],
    ["= sum", shown(net.sums[unit])],
    [`→ ${made}`, net.shownOutput(net.outputs[unit])],
  ];
  const terms = net.small
    ? Array.from(inputs, (x, index) => {
        const weight = bracketed(shown(kernel[index * units + unit]));
        return `${formatNumber(x, net.inputDigits)}\u00a0×\u00a0${weight}`;
      }).join(" + ")
    : "";
  const alive = Array.from(inputs).filter((x) => x !== 0).length;
  return {
    title: `Unit ${unit}`,
    facts,
    dot: terms && `${terms} = ${shown(net.weighted[unit])}`,
    note: terms
      ? ""
      : `${net.count} products x × w add up to x @ W; ${alive} of them have an input that is not 0.`,
    words:
      `Unit ${unit}: weighted sum ${shown(net.weighted[unit])}, bias ${shown(net.bias[unit])}, ` +
      `sum ${shown(net.sums[unit])}, ${made} gives ${net.shownOutput(net.outputs[unit])}.`,
  };
}

/**
 * @param {Net} net
 * @param {number} input
 * @returns {About}
 */
function aboutInput(net, input) {
  const { units, kernel, shown } = net;
  const value = net.inputs[input];
  const x = value === 0 ? "0" : formatNumber(value, net.inputDigits);
  const title = `Input ${input}: x[${input}] = ${pixelName(net, input)} = ${x}`;
  const products = Array.from({ length: units }, (_, unit) => value * kernel[input * units + unit]);
  /** @type {(unit: number) => Fact} */
  const fact = (unit) => [
    `unit ${unit}`,
    `${x} × ${bracketed(shown(kernel[input * units + unit]))} = ${shown(products[unit])}`,
  ];
  const most = products.indexOf(Math.max(...products));
  const least = products.indexOf(Math.min(...products));
  if (units <= 16) {
    return {
      title,
      products,
      dot: "",
      facts: products.map((_, unit) => fact(unit)),
      words: `${title}. ${products.map((product, unit) => `Unit ${unit}: ${shown(product)}`).join(", ")}.`,
    };
  }
  /** @type {(word: string, fact: Fact) => Fact} */
  const named = (word, [unit, product]) => [`${word}: ${unit}`, product];
  /** @type {Fact[]} */
  const facts =
    value === 0
      ? [["to all units", "0 × w = 0"]]
      : [named("most", fact(most)), named("least", fact(least))];
  return {
    title,
    products,
    bars: value !== 0,
    facts,
    dot: "",
    note:
      value === 0
        ? ""
        : `One bar a unit, 0 to ${units - 1}: up adds to its sum, down takes away from it.`,
    words:
      `${title}. ` +
      (value === 0
        ? "It gives every unit 0."
        : `Most to unit ${most}: ${shown(products[most])}; least to unit ${least}: ${shown(products[least])}.`),
  };
}

/**
 * @param {Net} net
 * @param {{ input: number, unit: number }} given
 * @returns {About}
 */
function aboutEdge(net, { input, unit }) {
  const weight = net.kernel[input * net.units + unit];
  const x = net.inputs[input];
  const shownX = formatNumber(x, net.inputDigits);
  const product = net.shown(x * weight);
  return {
    title: `From input ${input} to unit ${unit}`,
    dot: "",
    facts: [
      [
        `x[${input}] × W[${input}, ${unit}]`,
        `${shownX} × ${bracketed(net.shown(weight))} = ${product}`,
      ],
      [`one of the ${net.count} products in x @ W`, net.shown(net.weighted[unit])],
    ],
    words: `From input ${input} to unit ${unit}: ${shownX} times ${net.shown(weight)} is ${product}.`,
  };
}

/**
 * @param {Net} net
 * @param {At} at
 * @returns {About}
 */
function aboutLit(net, { input, unit }) {
  if (input !== undefined && unit !== undefined) return aboutEdge(net, { input, unit });
  if (unit !== undefined) return aboutUnit(net, unit);
  return input !== undefined ? aboutInput(net, input) : aboutAll(net);
}

/**
 * @param {FindPart} part
 * @param {Net} net
 * @param {Theme} theme
 * @param {At} at
 */
export function showCard(part, net, theme, at) {
  const about = aboutLit(net, at);
  part("title").textContent = about.title;
  part("facts").replaceChildren(
    ...about.facts.map(([name, value]) => {
      const pair = document.createElement("div");
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = name;
      text.textContent = value;
      pair.append(term, text);
      return pair;
    }),
  );
  part("dot").textContent = about.dot;
  part("note").textContent = about.note ?? "";
  part("fold").hidden = at.unit === undefined;
  if (at.unit !== undefined) drawFold(part("fold"), net, theme, at.unit);
  part("bars").hidden = !about.bars;
  if (about.bars) drawBars(part("bars"), about.products ?? [], theme);
  return about.words;
}
