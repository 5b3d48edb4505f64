// What is written of the lit part: its numbers, and the same in words.

import { bracketed, formatNumber } from "../../ui/js/format.js";
import { SIGNS } from "./strokes.js";

/** @import { Layer } from "./layer.js" */
/** @import { Target } from "./types.d.ts" */

/** @typedef {[name: string, value: string]} Fact */

/**
 * What is written of what is lit; products where they are drawn as bars.
 * @typedef {{ title: string, facts: Fact[], dot?: string, note?: string, words: string,
 *   bars?: number[] }} Card
 */

const MAX_LISTED = 16; // units whose products are written one by one
const HOW =
  "Point at a unit, an input or a weight. Click a unit to tell its story above; on a touch screen, tap it twice. " +
  "Keyboard: focus the picture; → goes to the units, ← to the inputs, ↑ ↓ walk among them, Page keys, Home and End further; Enter tells a unit’s story.";

/**
 * Return the card of what is lit.
 * @param {Layer} layer
 * @param {Target} lit
 * @returns {Card}
 */
export function cardOf(layer, { input, unit }) {
  if (input !== undefined && unit !== undefined) return edgeCard(layer, input, unit);
  if (unit !== undefined) return unitCard(layer, unit);
  return input === undefined ? layerCard(layer) : inputCard(layer, input);
}

/** @type {(layer: Layer) => Card} */
function layerCard({ count, units, signs, kernel }) {
  const all = (count * units).toLocaleString("en");
  const shown = signs === "all" ? "" : kernel.filter(SIGNS[signs]).length.toLocaleString("en");
  const words = `Every input goes to every unit, each with a weight of its own.${shown && ` Shown are those ${signs} 0.`}`;
  return {
    title: shown ? `${shown} of ${all} edges` : `${count} × ${units} = ${all} edges`,
    facts: [],
    note: `${words} ${HOW}`,
    words,
  };
}

/** @type {(layer: Layer, unit: number) => Card} */
function unitCard(layer, unit) {
  const { activation, elementwise, inputs, write } = layer;
  const made = elementwise ? activation : `${activation} of all sums`;
  const [weighted, bias, sum] = [layer.weighted, layer.bias, layer.sums].map((values) =>
    write(values[unit]),
  );
  const output = layer.writeOutput(layer.outputs[unit]);
  const terms = layer.small ? termsOf(layer, unit) : "";
  const alive = Array.from(inputs).filter((x) => x !== 0).length;
  return {
    title: `Unit ${unit}`,
    facts: [
      ["x @ W", weighted],
      ["+ bias", bias],
      ["= sum", sum],
      [`→ ${made}`, output],
    ],
    dot: terms && `${terms} = ${weighted}`,
    note: terms
      ? ""
      : `${layer.count} products x × w add up to x @ W; ${alive} of them have an input that is not 0.`,
    words:
      `Unit ${unit}: weighted sum ${weighted}, bias ${bias}, ` +
      `sum ${sum}, ${made} gives ${output}.`,
  };
}

/** @type {(layer: Layer, unit: number) => string} */
const termsOf = ({ inputs, inputDigits, kernel, units, write }, unit) =>
  Array.from(inputs, (x, index) => {
    const weight = bracketed(write(kernel[index * units + unit]));
    return `${formatNumber(x, inputDigits)}\u00a0×\u00a0${weight}`;
  }).join(" + ");

/** @type {(layer: Layer, input: number) => Card} */
function inputCard(layer, input) {
  const { units, kernel, write } = layer;
  const value = layer.inputs[input];
  const x = value === 0 ? "0" : formatNumber(value, layer.inputDigits);
  const title = `Input ${input}: x[${input}] = ${pixelName(layer, input)} = ${x}`;
  const weights = Array.from({ length: units }, (_, unit) => kernel[input * units + unit]);
  const products = weights.map((weight) => value * weight);
  const facts = products.map((product, unit) => {
    const text = `${x} × ${bracketed(write(weights[unit]))} = ${write(product)}`;
    return /** @type {Fact} */ ([`unit ${unit}`, text]);
  });
  if (units > MAX_LISTED) return extremesCard(layer, title, products, facts, value === 0);
  const listed = products.map((product, unit) => `Unit ${unit}: ${write(product)}`);
  return { title, facts, words: `${title}. ${listed.join(", ")}.` };
}

/**
 * Return the card of an input with too many products to list: the largest and the smallest.
 * @param {Layer} layer
 * @param {string} title
 * @param {number[]} products
 * @param {Fact[]} facts
 * @param {boolean} isBlank whether the input is 0
 * @returns {Card}
 */
function extremesCard({ units, write }, title, products, facts, isBlank) {
  if (isBlank) {
    const words = `${title}. It gives every unit 0.`;
    return { title, facts: [["to all units", "0 × w = 0"]], words };
  }
  const most = products.indexOf(Math.max(...products));
  const least = products.indexOf(Math.min(...products));
  return {
    title,
    bars: products,
    facts: [
      [`most: ${facts[most][0]}`, facts[most][1]],
      [`least: ${facts[least][0]}`, facts[least][1]],
    ],
    note: `One bar a unit, 0 to ${units - 1}: up adds to its sum, down takes away from it.`,
    words: `${title}. Most to unit ${most}: ${write(products[most])}; least to unit ${least}: ${write(products[least])}.`,
  };
}

/** @type {(layer: Layer, index: number) => string} */
function pixelName({ columns, channels }, index) {
  const row = Math.floor(index / (columns * channels));
  const column = Math.floor(index / channels) % columns;
  return `image[${row}, ${column}${channels > 1 ? `, ${index % channels}` : ""}]`;
}

/** @type {(layer: Layer, input: number, unit: number) => Card} */
function edgeCard({ kernel, units, inputs, inputDigits, weighted, count, write }, input, unit) {
  const weight = kernel[input * units + unit];
  const x = formatNumber(inputs[input], inputDigits);
  const product = write(inputs[input] * weight);
  return {
    title: `From input ${input} to unit ${unit}`,
    facts: [
      [`x[${input}] × W[${input}, ${unit}]`, `${x} × ${bracketed(write(weight))} = ${product}`],
      [`one of the ${count} products in x @ W`, write(weighted[unit])],
    ],
    words: `From input ${input} to unit ${unit}: ${x} times ${write(weight)} is ${product}.`,
  };
}
