// How a neuron's numbers are written, with what they are called.

import { bracketed, formatNumber } from "../../ui/js/format.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {ReturnType<typeof writingOf>} Writing */

/**
 * Return what writes the numbers of a neuron.
 * @param {Pick<Payload, "digits" | "inputDigits" | "channels" | "columns">} data
 */
export function writingOf({ digits, inputDigits, channels, columns }) {
  /** @type {(value: number) => string} */
  const units = (value) => formatNumber(value / 10 ** digits, digits);
  /** @type {(value: number) => string} */
  const input = (value) => formatNumber(value, inputDigits);
  /** @type {(value: number) => string} */
  const weight = (value) => formatNumber(value, digits);
  return {
    units,
    input,
    weight,
    signed: (/** @type {number} */ value) =>
      value < 0 ? `− ${units(-value)}` : `+ ${units(value)}`,
    product: (/** @type {number} */ x, /** @type {number} */ w) =>
      `${input(x)} × ${bracketed(weight(w))}`,
    output: (/** @type {number} */ value) => formatNumber(value, outputDigits(value, digits)),
    pixel: (/** @type {number} */ index) => pixelText(index, columns, channels),
  };
}

/** @type {(value: number, digits: number) => number} more where fewer would hide what the activation did */
const outputDigits = (value, digits) =>
  Math.abs(value - Math.round(value * 10 ** digits) / 10 ** digits) < 1e-9
    ? digits
    : Math.max(4, digits);

/** @type {(index: number, columns: number, channels: number) => string} */
function pixelText(index, columns, channels) {
  const row = Math.floor(index / (columns * channels));
  const column = Math.floor(index / channels) % columns;
  return channels === 1 ? `${row}, ${column}` : `${row}, ${column}, ${"RGB"[index % channels]}`;
}
