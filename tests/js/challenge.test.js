// The challenge's views: outcomes and curve of the grid, and the layout of the page to print.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as sheet from "../../components/challenge/result_sheet/layout.js";
import * as grid from "../../components/challenge/shift_grid/state.js";

test("an image is correct or wrong only where it has a prediction and a label", () => {
  assert.deepEqual(grid.outcomes([], 7, 2), ["none", "none"]);
  assert.deepEqual(grid.outcomes([7, 1], null, 2), ["predicted", "predicted"]);
  assert.deepEqual(grid.outcomes([7, 1], 7, 2), ["correct", "wrong"]);
});

test("the curve begins at the highest floor below all its values", () => {
  assert.deepEqual(
    [[], [0.95], [0.85, 0.97], [0.6], [0.1]].map(grid.floorOf),
    [0.9, 0.9, 0.8, 0.5, 0],
  );
  assert.equal(grid.heightOf(1, 0.9), 0);
  assert.equal(grid.heightOf(0.9, 0.9), grid.HEIGHT);
});

test("the curve has a point per epoch, and a single one is a dot", () => {
  assert.equal(grid.curvePath([], 4, 0.9), "");
  assert.equal(grid.curvePath([1], 4, 0.9), "M25.00 0.00L25.00 0.00");
  assert.equal(grid.curvePath([0, 0.5], 2, 0), "M50.00 60.00L100.00 30.00");
});

test("the cells of the page lie in five rows, inside the page", () => {
  const boxes = Array.from({ length: 25 }, (_, at) => sheet.cellBox(at));
  assert.equal(new Set(boxes.map(({ left, top }) => `${left} ${top}`)).size, 25);
  for (const { left, top, side } of boxes) {
    assert.ok(left + side <= sheet.WIDTH && top + side <= sheet.HEIGHT);
  }
  assert.ok(sheet.FACTS.left + sheet.FACTS.width <= sheet.GRID.left);
  assert.ok(sheet.NETWORK.left + sheet.NETWORK.width <= sheet.GRID.left);
});

test("a text is broken between words, and a word too long stands alone", () => {
  const measure = (/** @type {string} */ text) => text.length;
  assert.deepEqual(sheet.wrapped("one two three", 7, measure), ["one two", "three"]);
  assert.deepEqual(sheet.wrapped("incomprehensible a", 5, measure), ["incomprehensible", "a"]);
  assert.deepEqual(sheet.wrapped("", 5, measure), [""]);
});
