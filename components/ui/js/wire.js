// The wire format: how Python's numbers and pictures travel; ui/wire_format.py is its other side.

/** @import { PackedNumbers } from "./packed_numbers.d.ts" */

/** @type {(text: string) => Uint8Array<ArrayBuffer>} */
export const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
/** @type {(bytes: Uint8Array) => string} */
export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));

/**
 * Return numbers as Python packed them: exact, or from whole steps of the last of `digits` decimals.
 * @param {PackedNumbers} packed
 * @returns {Float32Array | Float64Array}
 */
export function unpackNumbers({ dtype, digits, data }) {
  const { buffer } = fromBase64(data);
  if (dtype === "f4") return new Float32Array(buffer);
  if (dtype === "f8") return new Float64Array(buffer);
  const steps = dtype === "i2" ? new Int16Array(buffer) : new Int32Array(buffer);
  const scale = 10 ** digits;
  return Float64Array.from(steps, (step) => step / scale);
}
