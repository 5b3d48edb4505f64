// A layer stack as text, "28x28x1,Flatten,Dense:10:softmax", and its numbers as text.

/** @import { Payload, LayerOption } from "./payload.d.ts" */

/** @typedef {{ type: string, values: string[] }} Layer */
/** @typedef {(number | null)[] | null} Shape an unknown side is null */

/** @type {(text: string) => string[]} the shape, then a row for each layer */
export const splitStack = (text) => text.split(",");

/** @type {(row: string | undefined) => string} */
export const layerTypeOf = (row = "") => row.split(":")[0];

/** @type {(shape: string, layers: Layer[]) => string} */
export const stackText = (shape, layers) =>
  [shape, ...layers.map(({ type, values }) => [type, ...values].join(":"))].join(",");

/** @type {(text: string, layerTypes: Payload["layerTypes"]) => Layer[]} */
export const parseLayers = (text, layerTypes) =>
  splitStack(text)
    .slice(1)
    .map((row) => {
      const [type, ...values] = row.split(":");
      const options = layerTypes[type];
      return { type, values: options.map((each, index) => values[index] ?? each.default) };
    });

/**
 * Return how many rows two stacks share, from the first on.
 * @param {string[]} rows
 * @param {string[]} others
 */
export function commonRows(rows, others) {
  let same = 0;
  while (same < rows.length && rows[same] === others[same]) same++;
  return same;
}

/**
 * Return the initial values of a new layer. Permute exchanges the first two axes, whatever their
 * number, as that is its usual purpose.
 * @param {string} type
 * @param {LayerOption[]} options
 * @param {Shape | undefined} inputShape
 */
export function initialValues(type, options, inputShape) {
  const values = options.map((option) => option.default);
  if (type !== "Permute" || !inputShape?.length || inputShape.length === 3) return values;
  const axes = inputShape.map((_, axis) => axis + 1);
  const exchanged = axes.length === 1 ? axes : [2, 1, ...axes.slice(2)];
  return [exchanged.join("x"), ...values.slice(1)];
}

/**
 * Return a typed shape, such as "28, 28, 1" or "(28, 28, 1)", as a stack writes it, 28x28x1; null
 * if it is none.
 * @param {string} text
 */
export function parseShape(text) {
  const bare = text
    .trim()
    .replace(/^\(|\)$/g, "")
    .replace(/,\s*$/, "")
    .trim();
  if (bare === "") return "()";
  const parts = bare.split(/\s*[,x×]\s*|\s+/);
  return parts.every((part) => /^-?\d{1,9}$/.test(part)) ? parts.map(Number).join("x") : null;
}

/** @type {(text: string) => string} a shape of a stack as one types it */
export const formatTypedShape = (text) => (text === "()" ? "()" : text.split("x").join(", "));

const FRACTION = /^-?\d{1,6}(\.\d{1,9})?(\/\d{1,6}(\.\d{1,9})?)?$/;

/**
 * Return a typed option as a stack writes it; null if it is not valid.
 * @param {Pick<LayerOption, "form" | "min" | "max">} option
 * @param {string} text
 */
export function parseOption({ form, min = -Infinity, max = Infinity }, text) {
  const typed = text.trim();
  if (form === "numbers") return parseShape(typed);
  if (form === "fraction") {
    const fraction = typed.replace(/\s/g, "");
    return FRACTION.test(fraction) ? fraction : null;
  }
  const number = Number(typed);
  const fits = Number.isInteger(number) && number >= min && number <= max;
  return typed !== "" && fits ? String(number) : null;
}

/** @type {(value: number) => string} */
export const formatCount = (value) => value.toLocaleString("en-US");

/**
 * Return bytes with three digits, in steps of a thousand.
 * @param {number} bytes
 */
export function formatBytes(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let step = 0;
  let size = bytes;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step++;
  }
  return `${step ? Number(size.toPrecision(3)) : formatCount(bytes)} ${units[step]}`;
}

/** @type {(shape: Shape) => string} as Keras writes it */
export function formatShape(shape) {
  if (shape === null) return "?";
  const sides = ["None", ...shape.map((side) => side ?? "?")];
  return sides.length === 1 ? "(None,)" : `(${sides.join(", ")})`;
}

/** @type {(share: number) => string} */
export function formatPercent(share) {
  if (share > 0 && share < 0.001) return "< 0.1%";
  const digits = share >= 0.9995 || share === 0 ? 0 : 1;
  return `${(share * 100).toFixed(digits)}%`;
}
