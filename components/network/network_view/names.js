// Names of units, pixels and inputs, as sentences use them.

/** @typedef {ReturnType<typeof namesOf>} Names */

/**
 * @param {number} hiddenLayers how many
 * @param {readonly string[]} classes
 * @param {number} columns of the image
 */
export function namesOf(hiddenLayers, classes, columns) {
  const pixel = (/** @type {number} */ at) =>
    `pixel (${Math.floor(at / columns)}, ${at % columns})`;
  /** @type {(layer: number, at: number) => string} */
  const unit = (layer, at) => {
    if (layer === hiddenLayers) return `logit of ${classes[at]}`;
    return hiddenLayers === 1 ? `hidden unit ${at}` : `layer ${layer + 1}, unit ${at}`;
  };
  /** @type {(layer: number, at: number) => string} what a layer reads at an index */
  const input = (layer, at) => (layer === 0 ? pixel(at) : unit(layer - 1, at));
  return { unit, pixel, input };
}

/** @type {(text: string) => string} */
export const capitalized = (text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
