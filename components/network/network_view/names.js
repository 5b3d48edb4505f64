// Names of neurons, pixels and inputs, in the lesson's words.

import { withGaps } from "../../ui/js/gaps.js";

/** @import { Words } from "../../ui/js/words.js" */

/** @typedef {ReturnType<typeof namesOf>} Names */

/**
 * @param {Words} words
 * @param {number} hiddenLayers how many
 * @param {readonly string[]} classes
 * @param {number} columns of the image
 */
export function namesOf(words, hiddenLayers, classes, columns) {
  const pixel = (/** @type {number} */ at) =>
    withGaps(words.pixel, { row: Math.floor(at / columns), column: at % columns });
  /** @type {(layer: number) => "logit" | "neuron" | "layer neuron"} */
  const kind = (layer) => {
    if (layer === hiddenLayers) return "logit";
    return hiddenLayers === 1 ? "neuron" : "layer neuron";
  };
  const gaps = (/** @type {number} */ layer, /** @type {number} */ at) => ({
    class: classes[at],
    layer: layer + 1,
    neuron: at,
  });
  /** @type {(layer: number, at: number) => string} */
  const unit = (layer, at) => withGaps(words[kind(layer)], gaps(layer, at));
  /** @type {(layer: number, at: number, sizes: { neurons: number, terms: number }) => string} */
  const title = (layer, at, sizes) =>
    withGaps(words[`${kind(layer)} title`], { ...gaps(layer, at), ...sizes });
  /** @type {(layer: number, at: number) => string} what a layer reads at an index */
  const input = (layer, at) => (layer === 0 ? pixel(at) : unit(layer - 1, at));
  return { unit, title, pixel, input };
}
