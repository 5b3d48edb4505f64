// Where things stand, and what lies under a point: each box is found again from its middle.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pixelBox, placesOf, underPointer } from "../../components/dense/layer_view/edges.js";
import { fits, isSame, litAfterKey, litName } from "../../components/dense/layer_view/net.js";
import {
  airborneAt,
  flightOver,
  landedAt,
  paceAt,
  progressOf,
} from "../../components/flatten/flatten_view/flight.js";
import * as flatten from "../../components/flatten/flatten_view/layout.js";
import { indexFormula } from "../../components/flatten/flatten_view/marks.js";

/** @type {(box: number[]) => [number, number]} */
const middle = ([x, y, w, h]) => [x + w / 2, y + h / 2];

/** @type {any} */
const layer = { rows: 8, columns: 8, channels: 1, count: 64, units: 10, small: false, unit: 3 };

test("layer: inputs and units are found where they are drawn", () => {
  for (const width of WIDTHS) {
    const layout = placesOf(width, layer);
    for (let input = 0; input < 64; input += 9) {
      const found = underPointer(layout, layer, ...middle(pixelBox(layout, layer, input)));
      assert.deepEqual(found, { input });
    }
    const y = layout.top + 4.5 * layout.step;
    assert.deepEqual(underPointer(layout, layer, layout.unitLeft + 1, y), { unit: 4 });
    assert.deepEqual(underPointer(layout, layer, layout.unitLeft + 1, layout.top - 20), {});
  }
});

test("layer: what is lit has a name, and keys walk among units or inputs", () => {
  assert.deepEqual([{}, { input: 3 }, { unit: 1 }, { input: 3, unit: 1 }].map(litName), [
    "all",
    "input 3",
    "unit 1",
    "input 3 unit 1",
  ]);
  assert.ok(isSame({}, {}) && !isSame({ unit: 0 }, { input: 0 }));
  assert.ok(fits({ unit: 9 }, layer) && !fits({ unit: 10 }, layer) && !fits({ input: 64 }, layer));
  const press = (
    /** @type {string} */ key,
    /** @type {object} */ at,
    /** @type {object} */ more = {},
  ) => litAfterKey(key, at, { ...layer, ...more });
  assert.deepEqual(press("ArrowRight", {}), { unit: 3 });
  assert.deepEqual(press("ArrowRight", {}, { lastUnit: 99 }), { unit: 9 });
  assert.deepEqual(press("ArrowLeft", { unit: 2 }, { lastInput: 7 }), { input: 7 });
  assert.deepEqual(press("ArrowDown", { unit: 9 }), { unit: 9 });
  assert.deepEqual(press("PageDown", { input: 1 }), { input: 9 });
  assert.deepEqual(press("End", { input: 1 }), { input: 63 });
  assert.deepEqual(press("ArrowUp", {}), { unit: 3 });
  assert.equal(press("x", {}), undefined);
});
