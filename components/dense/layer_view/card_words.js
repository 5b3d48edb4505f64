// What is written of the lit part: its numbers, and the same in words.

import { bracketed, formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
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
function layerCard({ count, units, signs, kernel, words }) {
  const all = (count * units).toLocaleString("en");
  const counted = { inputs: count, neurons: units, count: all };
  if (signs === "all") {
    const title = withGaps(words.connections, counted);
    return { title, facts: [], note: `${words.each} ${words.how}`, words: words.each };
  }
  const shown = kernel.filter(SIGNS[signs]).length.toLocaleString("en");
  const spoken = words[`each ${signs}`];
  return {
    title: withGaps(words["some connections"], { ...counted, shown }),
    facts: [],
    note: `${spoken} ${words.how}`,
    words: spoken,
  };
}

/** @type {(layer: Layer, unit: number) => Card} */
function unitCard(layer, unit) {
  const { activation, elementwise, inputs, write, words } = layer;
  const [weighted, bias, z] = [layer.weighted, layer.bias, layer.sums].map((values) =>
    write(values[unit]),
  );
  const output = layer.writeOutput(layer.outputs[unit]);
  const terms = layer.small ? termsOf(layer, unit) : "";
  const alive = Array.from(inputs).filter((x) => x !== 0).length;
  const made = elementwise ? words.activation : words["activation of all"];
  const gaps = { neuron: unit, weighted, bias, z, activation, output };
  return {
    title: withGaps(words.neuron, { neuron: unit }),
    facts: [
      [words.weighted, weighted],
      [words.bias, bias],
      [words.z, z],
      [withGaps(made, { activation }), output],
    ],
    dot: terms && `${terms} = ${weighted}`,
    note: terms ? "" : withGaps(words.products, { count: layer.count, alive }),
    words: withGaps(words["spoken neuron"], gaps),
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
  const { units, kernel, write, words } = layer;
  const value = layer.inputs[input];
  const x = value === 0 ? "0" : formatNumber(value, layer.inputDigits);
  const title = withGaps(words.input, { input, pixel: pixelName(layer, input), value: x });
  const weights = Array.from({ length: units }, (_, unit) => kernel[input * units + unit]);
  const products = weights.map((weight) => value * weight);
  const facts = products.map((product, unit) => {
    const text = `${x} × ${bracketed(write(weights[unit]))} = ${write(product)}`;
    return /** @type {Fact} */ ([withGaps(words["neuron name"], { neuron: unit }), text]);
  });
  if (units > MAX_LISTED) return extremesCard(layer, title, products, facts, value === 0);
  const listed = products.map((product, unit) =>
    withGaps(words.product, { neuron: unit, product: write(product) }),
  );
  const spoken = withGaps(words["spoken input"], { input: title, products: listed.join(", ") });
  return { title, facts, words: spoken };
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
function extremesCard({ units, write, words }, title, products, facts, isBlank) {
  if (isBlank) {
    const spoken = withGaps(words.nothing, { input: title });
    return { title, facts: [[words["to all"], "0 × w = 0"]], words: spoken };
  }
  const most = products.indexOf(Math.max(...products));
  const least = products.indexOf(Math.min(...products));
  const [largest, smallest] = [most, least].map((unit) => write(products[unit]));
  return {
    title,
    bars: products,
    facts: [
      [withGaps(words.most, { neuron: most }), facts[most][1]],
      [withGaps(words.least, { neuron: least }), facts[least][1]],
    ],
    note: withGaps(words.bars, { last: units - 1 }),
    words: withGaps(words["spoken extremes"], { input: title, most, largest, least, smallest }),
  };
}

/** @type {(layer: Layer, index: number) => string} */
function pixelName({ columns, channels }, index) {
  const row = Math.floor(index / (columns * channels));
  const column = Math.floor(index / channels) % columns;
  return `image[${row}, ${column}${channels > 1 ? `, ${index % channels}` : ""}]`;
}

/** @type {(layer: Layer, input: number, unit: number) => Card} */
function edgeCard(layer, input, unit) {
  const { kernel, units, inputs, inputDigits, weighted, count, write, words } = layer;
  const weight = write(kernel[input * units + unit]);
  const x = formatNumber(inputs[input], inputDigits);
  const product = write(inputs[input] * kernel[input * units + unit]);
  const gaps = { input, neuron: unit };
  return {
    title: withGaps(words.connection, gaps),
    facts: [
      [`x[${input}] × W[${input}, ${unit}]`, `${x} × ${bracketed(weight)} = ${product}`],
      [withGaps(words["one product"], { count }), write(weighted[unit])],
    ],
    words: withGaps(words["spoken connection"], { ...gaps, value: x, weight, product }),
  };
}
