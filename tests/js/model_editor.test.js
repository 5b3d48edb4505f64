// The model editor: a layer stack as text, and its numbers as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as stack from "../../components/build/model_editor/stack.js";

/** @type {any} */
const LAYER_TYPES = { Flatten: [], Dense: [{ default: "10" }, { default: "relu" }] };

test("a stack's text and its layers are the same", () => {
  const layers = stack.parseLayers("28x28x1,Flatten,Dense:64:tanh,Dense:5", LAYER_TYPES);
  assert.deepEqual(layers, [
    { type: "Flatten", values: [] },
    { type: "Dense", values: ["64", "tanh"] },
    { type: "Dense", values: ["5", "relu"] },
  ]);
  assert.equal(stack.stackText("3", layers), "3,Flatten,Dense:64:tanh,Dense:5:relu");
  assert.equal(stack.commonRows(["3", "Flatten", "x"], ["3", "Flatten"]), 2);
  assert.equal(stack.commonRows(["3"], ["4"]), 0);
  assert.deepEqual(["Dense:5", "28", undefined].map(stack.layerTypeOf), ["Dense", "28", ""]);
});

test("shapes are read as people write them", () => {
  for (const text of ["28, 28, 1", "(28, 28, 1)", "28x28x1", "28 28 1", "(28,28,1,)"]) {
    assert.equal(stack.parseShape(text), "28x28x1", text);
  }
  assert.equal(stack.parseShape("()"), "()");
  assert.equal(stack.formatTypedShape("28x28"), "28, 28");
  for (const text of ["1.5", "a", "2,,3", "1e3"]) assert.equal(stack.parseShape(text), null, text);
});

test("an option is read by its form, within its limits", () => {
  const integer = { min: 1, max: 10 };
  assert.equal(stack.parseOption(integer, " 7 "), "7");
  for (const text of ["0", "11", "1.5", "", "x"])
    assert.equal(stack.parseOption(integer, text), null);
  assert.equal(stack.parseOption({ form: "fraction" }, "1 / 255"), "1/255");
  assert.equal(stack.parseOption({ form: "fraction" }, "1/"), null);
  assert.equal(stack.parseOption({ form: "numbers" }, "2, 1"), "2x1");
});

test("Permute begins by exchanging the first two axes", () => {
  /** @type {any} */
  const options = [{ default: "2x1x3" }];
  const values = (/** @type {any} */ shape) => stack.initialValues("Permute", options, shape)[0];
  assert.deepEqual([[8], [8, 8], [8, 8, 3], [1, 2, 3, 4]].map(values), [
    "1",
    "2x1",
    "2x1x3",
    "2x1x3x4",
  ]);
  assert.deepEqual(stack.initialValues("Dense", LAYER_TYPES.Dense, [8]), ["10", "relu"]);
});

test("sizes are written as people write them", () => {
  assert.deepEqual([1, 999, 1000, 101_770 * 4, 2e9].map(stack.formatBytes), [
    "1 bytes",
    "999 bytes",
    "1 kB",
    "407 kB",
    "2 GB",
  ]);
  assert.deepEqual([null, [], [3], [28, null]].map(stack.formatShape), [
    "?",
    "(None,)",
    "(None, 3)",
    "(None, 28, ?)",
  ]);
  assert.deepEqual([0, 0.0005, 0.5, 1].map(stack.formatPercent), ["0%", "< 0.1%", "50.0%", "100%"]);
});
