// What all widgets share: numbers in words, colors, keys.

import assert from "node:assert/strict";
import { test } from "node:test";
import { contrastColor, diverging, inputColor, ramp, rgb } from "../../components/ui/js/color.js";
import {
  bracketed,
  digitsEnough,
  formatNumber,
  inUnits,
  largestOf,
} from "../../components/ui/js/format.js";
import { gridStep, isGridKey } from "../../components/ui/js/keyboard.js";
import { easeInOut } from "../../components/ui/js/motion.js";
import { withCount } from "../../components/ui/js/words.js";

test("a number has a real minus sign, no minus zero, and no endless row of digits", () => {
  assert.equal(formatNumber(-1.255, 2), "−1.25");
  assert.equal(formatNumber(-0.001, 2), "0.00");
  assert.equal(formatNumber(0, 0), "0");
  assert.equal(formatNumber(-12_345_678.9, 1), "−1.23e+7");
  assert.equal(formatNumber(Number.NaN, 2), "NaN");
  assert.equal(formatNumber(Number.POSITIVE_INFINITY, 2), "Infinity");
});

test("a negative factor stands in brackets", () => {
  assert.equal(bracketed("−2"), "(−2)");
  assert.equal(bracketed("2"), "2");
});

test("a number in units of its last digit is rounded half up", () => {
  assert.deepEqual(
    [0.125, -0.125, 0.124].map((value) => inUnits(value, 2)),
    [13, -12, 12],
  );
});

test("operands get as many digits as their result needs to be found again", () => {
  const product = (/** @type {number[]} */ ...[x, w]) => x * w;
  const digits = digitsEnough([0.12345, 9.87654], 0.12345 * 9.87654, 4, product);
  assert.ok(digits !== undefined && digits > 4);
  const shown = [0.12345, 9.87654].map((value) => Number(value.toFixed(digits)));
  assert.equal(formatNumber(product(...shown), 4), formatNumber(0.12345 * 9.87654, 4));
  assert.equal(
    digitsEnough([1e-20], 1, 2, (value) => value * 1e20),
    undefined,
  );
});

test("the largest size leaves out what is no number", () => {
  assert.equal(largestOf([1, -3, Number.NaN, Number.POSITIVE_INFINITY]), 3);
  assert.equal(largestOf([]), 0);
});

for (const dark of [false, true]) {
  test(`colors are blue below zero and orange above, ${dark ? "dark" : "light"}`, () => {
    const [below, zero, above] = [-1, 0, 1].map((share) => diverging(share, dark));
    assert.ok(below[2] > below[0] && above[0] > above[2]);
    assert.ok(Math.max(...zero) - Math.min(...zero) < 20);
    assert.deepEqual(diverging(-7, dark), below);
    assert.equal(ramp(dark, 3), `linear-gradient(to right, ${[below, zero, above].map(rgb)})`);
  });
}

test("text on a color is black or white, whichever is read better", () => {
  assert.equal(contrastColor([255, 255, 255]), "#000");
  assert.equal(contrastColor([0, 0, 0]), "#fff");
  assert.equal(contrastColor([33, 102, 172]), "#fff");
});

test("an input is gray, or a shade of its own channel", () => {
  assert.deepEqual(inputColor(0.5, 1, 7), [128, 128, 128]);
  assert.deepEqual(inputColor(2, 3, 4), [64, 255, 64]);
});

test("keys walk in a grid and stop at its edges", () => {
  const from4 = (/** @type {string} */ key) => gridStep(key, 4, 3, 8);
  assert.deepEqual(
    ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].map(from4),
    [3, 5, 1, 7, 0, 7],
  );
  assert.equal(gridStep("ArrowLeft", 0, 3, 8), undefined);
  assert.equal(gridStep("ArrowDown", 5, 3, 8), undefined);
  assert.equal(from4("a"), undefined);
  assert.ok(isGridKey("Home") && !isGridKey("Enter") && !isGridKey("xArrowLeft"));
});

test("a movement begins and ends at rest", () => {
  assert.deepEqual([0, 0.5, 1].map(easeInOut), [0, 0.5, 1]);
  assert.ok(easeInOut(0.1) < 0.1 && easeInOut(0.9) > 0.9);
});

test("a count has the form of its language, and one text does where there is no other", () => {
  const words = { "terms one": "[[count]] term", terms: "[[count]] terms", left: "[[count]] left" };
  assert.equal(withCount(words, "terms", 1), "1 term");
  assert.equal(withCount(words, "terms", 1000, { count: "1,000" }), "1,000 terms");
  assert.equal(withCount(words, "left", 1), "1 left");
  assert.throws(() => withCount(words, "right", 1), /right/);
});
