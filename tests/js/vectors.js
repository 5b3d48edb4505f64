// Golden vectors that tests/js/vectors.py has written, and how close to them a number must be.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const TYPES = { uint8: Uint8Array, float32: Float32Array, float64: Float64Array };

/**
 * Read the cases Python wrote, with their arrays in place.
 * @param {string} name of the files
 * @returns {any[]}
 */
export function casesOf(name) {
  const folder = process.env.UNROLLED_VECTORS;
  if (!folder) throw new Error("tests/js/test_parity.py writes the vectors and runs this file");
  const { buffer, byteOffset } = readFileSync(join(folder, `${name}.bin`));
  const { arrays, cases } = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf-8"));
  /** @type {(value: any) => any} */
  const filled = (value) => {
    if (Array.isArray(value)) return value.map(filled);
    if (value === null || typeof value !== "object") return value;
    if ("array" in value) {
      const { dtype, offset, count } = arrays[value.array];
      return new TYPES[/** @type {keyof typeof TYPES} */ (dtype)](
        buffer,
        byteOffset + offset,
        count,
      );
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each)]));
  };
  return filled(cases);
}

/**
 * Demand that numbers agree, as far as doubles of their size can.
 * @param {ArrayLike<number>} actual
 * @param {ArrayLike<number>} expected
 * @param {number} tolerance for numbers up to 1; in proportion for larger ones
 * @param {string} what
 */
export function assertClose(actual, expected, tolerance, what) {
  assert.equal(actual.length, expected.length, `${what}: how many`);
  for (let at = 0; at < expected.length; at++) {
    const off = Math.abs(actual[at] - expected[at]);
    if (!(off <= tolerance * Math.max(1, Math.abs(expected[at])))) {
      assert.fail(`${what}[${at}] is ${actual[at]}, Python has ${expected[at]}`);
    }
  }
}
