// Numbers are rounded and written as Python rounds and writes them, also those halfway between two.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  roundHalfEven,
  roundNumbers,
  roundTo,
  writeFixed,
} from "../../components/ui/js/rounding.js";
import { casesOf } from "./vectors.js";

const cases = casesOf("rounded_numbers");
/** @type {(values: Iterable<number>) => number[]} without a sign of zero, which no text shows */
const plain = (values) => Array.from(values, (value) => value + 0);

test("a number is rounded to the digits that NumPy gives it", () => {
  for (const { digits, values, rounded } of cases) {
    const found = plain(values).map((value) => roundTo(value, digits));
    assert.deepEqual(plain(found), plain(rounded));
  }
});

test("numbers are rounded as Python packs them", () => {
  for (const { digits, values, packed } of cases) {
    assert.deepEqual(plain(roundNumbers(values, digits)), plain(packed));
  }
});

test("a number is written with the digits of Python's format", () => {
  const unsigned = (/** @type {string} */ text) => text.replace(/^-(0\.?0*)$/, "$1");
  for (const { digits, values, texts } of cases) {
    const found = Array.from(values, (value) => unsigned(writeFixed(value, digits)));
    assert.deepEqual(found, texts.map(unsigned));
  }
});

test("what is no number stays none", () => {
  assert.ok(Number.isNaN(roundHalfEven(Number.NaN)));
  assert.equal(roundHalfEven(Number.POSITIVE_INFINITY), Number.POSITIVE_INFINITY);
  assert.ok(Number.isNaN(roundNumbers([1.234, Number.NaN], 1)[1]));
  assert.equal(roundNumbers([1.234, Number.NaN], 1)[0], 1.234);
});
