// A chain of layers as text: "28x28x1,Flatten,Dense:10:softmax". And its numbers in words.

/** @import { Payload, Setting } from "./payload.d.ts" */

/** @typedef {{ kind: string, values: string[] }} Layer */
/** @typedef {(number | null)[] | null} Shape a side that is not known is null */

/** @type {(text: string) => string[]} the shape, then a row for each layer */
export const rowsOf = (text) => text.split(",");

/** @type {(row: string | undefined) => string} */
export const kindOf = (row = "") => row.split(":")[0];

/** @type {(shape: string, layers: Layer[]) => string} */
export const chainOf = (shape, layers) =>
  [shape, ...layers.map(({ kind, values }) => [kind, ...values].join(":"))].join(",");

/** @type {(text: string, kinds: Payload["kinds"]) => Layer[]} */
export const layersOf = (text, kinds) =>
  rowsOf(text)
    .slice(1)
    .map((row) => {
      const [kind, ...values] = row.split(":");
      return { kind, values: kinds[kind].map((each, nth) => values[nth] ?? each.default) };
    });

/**
 * Return how many rows of two chains are the same, from the first on.
 * @param {string[]} rows
 * @param {string[]} others
 */
export function sameRows(rows, others) {
  let same = 0;
  while (same < rows.length && rows[same] === others[same]) same++;
  return same;
}

/**
 * Return the values a new layer begins with. Permute exchanges the first two axes, whatever the
 * number of axes: what it is mostly for.
 * @param {string} kind
 * @param {Setting[]} settings
 * @param {Shape | undefined} before the shape it gets
 */
export function firstValues(kind, settings, before) {
  const values = settings.map((setting) => setting.default);
  if (kind !== "Permute" || !before?.length || before.length === 3) return values;
  const axes = before.map((_, at) => at + 1);
  const exchanged = axes.length === 1 ? axes : [2, 1, ...axes.slice(2)];
  return [exchanged.join("x"), ...values.slice(1)];
}

/**
 * Return "28, 28, 1" or "(28, 28, 1)", as a person writes it, as 28x28x1, as a chain does; null
 * where it is neither.
 * @param {string} text
 */
export function typedNumbers(text) {
  const bare = text
    .trim()
    .replace(/^\(|\)$/g, "")
    .replace(/,\s*$/, "")
    .trim();
  if (bare === "") return "()";
  const parts = bare.split(/\s*[,x×]\s*|\s+/);
  return parts.every((part) => /^-?\d{1,9}$/.test(part)) ? parts.map(Number).join("x") : null;
}

/** @type {(text: string) => string} numbers of a chain as a person writes them */
export const asTyped = (text) => (text === "()" ? "()" : text.split("x").join(", "));

const FACTOR = /^-?\d{1,6}(\.\d{1,9})?(\/\d{1,6}(\.\d{1,9})?)?$/;

/**
 * Return a typed setting as a chain writes it; null where it is none.
 * @param {Pick<Setting, "form" | "least" | "most">} setting
 * @param {string} text
 */
export function readSetting({ form, least = -Infinity, most = Infinity }, text) {
  const typed = text.trim();
  if (form === "numbers") return typedNumbers(typed);
  if (form === "factor") {
    const factor = typed.replace(/\s/g, "");
    return FACTOR.test(factor) ? factor : null;
  }
  const number = Number(typed);
  const fits = Number.isInteger(number) && number >= least && number <= most;
  return typed !== "" && fits ? String(number) : null;
}

/** @type {(value: number) => string} */
export const count = (value) => value.toLocaleString("en-US");

/**
 * Return bytes with three digits, in steps of a thousand.
 * @param {number} bytes
 */
export function bytesInWords(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let step = 0;
  let size = bytes;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step++;
  }
  return `${step ? Number(size.toPrecision(3)) : count(bytes)} ${units[step]}`;
}

/** @type {(shape: Shape) => string} as Keras writes it */
export function shapeInWords(shape) {
  if (shape === null) return "?";
  const sides = ["None", ...shape.map((side) => side ?? "?")];
  return sides.length === 1 ? "(None,)" : `(${sides.join(", ")})`;
}

/** @type {(share: number) => string} */
export function percentInWords(share) {
  if (share > 0 && share < 0.001) return "< 0.1 %";
  const digits = share >= 0.9995 || share === 0 ? 0 : 1;
  return `${(share * 100).toFixed(digits)} %`;
}
