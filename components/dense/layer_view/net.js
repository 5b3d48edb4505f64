// A layer's numbers, unpacked, and how they are written.

import { formatNumber } from "../../ui/js/format.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {Float32Array | Float64Array} Floats */
/** @typedef {"all" | "above" | "below"} Signs */

/**
 * What is lit: an input, a unit, the edge between both, or nothing.
 * @typedef {{ input?: number, unit?: number }} At
 */

/**
 * What stays as it is while the picture changes.
 * @typedef {{ layer: string, kernel: Floats, bias: Floats, limit: number, largest: number }} LayerNumbers
 */

/**
 * The payload with its numbers unpacked.
 * @typedef {Omit<Payload, "inputs" | "weighted" | "sums" | "outputs" | "numbers"> & LayerNumbers & {
 *   inputs: Floats, weighted: Floats, sums: Floats, outputs: Floats, count: number, units: number,
 *   small: boolean, signs: Signs, shown: (value: number) => string,
 *   shownOutput: (value: number) => string }} Net
 */

export const WRITTEN = 27; // inputs whose values fit beside the edges as digits

/**
 * @param {Payload} data
 * @returns {LayerNumbers | undefined}
 */
export function layerNumbers({ layer, numbers }) {
  if (!numbers) return undefined;
  const { kernel, bias, limit, largest } = numbers;
  return { layer, kernel: unpackNumbers(kernel), bias: unpackNumbers(bias), limit, largest };
}

/**
 * @param {Payload} data
 * @param {LayerNumbers} numbers
 * @param {Signs} signs of the weights that are shown
 * @returns {Net}
 */
export function netOf(data, numbers, signs) {
  const { digits } = data;
  const inputs = unpackNumbers(data.inputs);
  return {
    ...data,
    ...numbers,
    inputs,
    weighted: unpackNumbers(data.weighted),
    sums: unpackNumbers(data.sums),
    outputs: unpackNumbers(data.outputs),
    count: inputs.length,
    units: numbers.bias.length,
    small: inputs.length <= WRITTEN,
    signs,
    shown: (value) => formatNumber(value, digits),
    // Four decimals where fewer would not be the whole output.
    shownOutput: (value) => {
      const isWhole = Math.abs(value - Number(value.toFixed(digits))) < 1e-9;
      return formatNumber(value, isWhole ? digits : 4);
    },
  };
}

/** @type {(at: At) => string} a name for what is lit, as in "input 3 unit 1" */
export const litName = ({ input, unit }) =>
  [input === undefined ? "" : `input ${input}`, unit === undefined ? "" : `unit ${unit}`]
    .filter(Boolean)
    .join(" ") || "all";

/** @type {(one: At, other: At) => boolean} */
export const isSame = (one, other) => one.input === other.input && one.unit === other.unit;

/** @type {(at: At, net: { count: number, units: number }) => boolean} */
export const fits = ({ input = 0, unit = 0 }, { count, units }) => input < count && unit < units;

/**
 * Return what a key lights: up and down walk among the units or among the inputs, left and right
 * change sides; undefined where the key is of no use.
 * @param {string} key
 * @param {At} at
 * @param {{ unit: number, lastUnit?: number, lastInput?: number, count: number, units: number,
 *   columns: number, channels: number }} given what is told and where each side was left
 * @returns {At | undefined}
 */
export function litAfterKey(key, { input, unit }, given) {
  const { count, units, columns, channels } = given;
  if (key === "ArrowRight") return { unit: Math.min(units - 1, given.lastUnit ?? given.unit) };
  if (key === "ArrowLeft") return { input: Math.min(count - 1, given.lastInput ?? 0) };
  const onUnits = unit !== undefined;
  const far = onUnits ? Math.max(1, Math.floor(units / 8)) : columns * channels;
  const last = onUnits ? units - 1 : count - 1;
  /** @type {Record<string, number>} */
  const steps = {
    ArrowUp: -1,
    ArrowDown: 1,
    PageUp: -far,
    PageDown: far,
    Home: -last,
    End: last,
  };
  if (!(key in steps)) return undefined;
  const now = onUnits ? unit : input;
  if (now === undefined) return { unit: given.unit };
  const to = Math.max(0, Math.min(last, now + steps[key]));
  return onUnits ? { unit: to } : { input: to };
}
