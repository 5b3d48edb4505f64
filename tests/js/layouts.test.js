// Where things stand, and what lies under a point: each box is found again from its middle.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as gradient from "../../components/backprop/gradient_view/layout.js";
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
const WIDTHS = [320, 390, 700, 1100];

/** @type {any[]} */
const IMAGES = [
  { rows: 3, columns: 3, channels: 1, axes: ["row", "col"] },
  { rows: 8, columns: 8, channels: 3, axes: ["row", "col", "channel"] },
  { rows: 28, columns: 28, channels: 3, axes: ["channel", "row", "col"] },
];

for (const image of IMAGES) {
  for (const width of WIDTHS) {
    const { rows, columns, channels } = image;
    test(`flatten: ${rows}×${columns}×${channels} on ${width} pixels`, () => {
      const layout = flatten.layoutOf(width, image);
      for (let index = 0; index < layout.count; index += 7) {
        const cell = flatten.cellBox(layout, index);
        const pixel = flatten.pixelBox(layout, index);
        assert.deepEqual(flatten.under(layout, ...middle(cell)), { index });
        assert.deepEqual(flatten.under(layout, ...middle(pixel)), { pixel: index });
        assert.ok(cell[0] >= 0 && cell[0] + cell[2] <= width, "inside the width");
        assert.ok(cell[1] + cell[3] <= layout.height, "inside the height");
      }
      assert.deepEqual(flatten.under(layout, -1, -1), {});
    });
  }
}

test("a pixel's values are not torn apart at a line's end", () => {
  const together = flatten.layoutOf(390, IMAGES[1]).vector.perLine;
  assert.equal(together % 3, 0);
});

test("an index is its coordinates times the lengths of the axes within", () => {
  const names = { row: "row", col: "col", channel: "channel" };
  const lengths = { row: "H", col: "W", channel: "C" };
  assert.equal(indexFormula(["row", "col"], names, lengths), "row·W + col");
  assert.equal(
    indexFormula(["channel", "row", "col"], names, lengths),
    "channel·H·W + row·W + col",
  );
});

test("values leave one after another and land in their order", () => {
  const flight = flightOver(0, 784, 784);
  assert.equal(airborneAt(flight, 0), 0);
  let before = 0;
  for (let position = 0.5; position < 784; position += 13.3) {
    const end = airborneAt(flight, position);
    assert.ok(end > landedAt(position) && end >= before);
    assert.ok(paceAt(flight, position) > 0);
    const shares = [landedAt(position), end - 1].map((at) => progressOf(flight, at, position));
    assert.ok(shares[0] >= shares[1] && shares.every((share) => share >= 0 && share <= 1));
    before = end;
  }
  assert.equal(progressOf(flight, 5, 6), 1);
});

test("gradient: cells and pixels are found under their middles, wide and narrow", () => {
  for (const width of [320, 500, 900, 1300]) {
    for (const side of [3, 28]) {
      const count = side * side;
      const block = (/** @type {number} */ units, /** @type {boolean} */ logits) => ({
        values: Array(units).fill(0),
        logits,
        name: "",
        digits: 4,
        gated: true,
      });
      /** @type {any} */
      const net = {
        rows: side,
        columns: side,
        count,
        blocks: [block(10, true), block(128, false)],
      };
      const layout = gradient.layoutOf(width, net);
      assert.equal(layout.wide, width >= 860);
      for (let index = 0; index < count; index += 5) {
        for (const box of [
          gradient.cellBox(layout.vector, index),
          gradient.pixelBox(layout, layout.image, index),
          gradient.pixelBox(layout, layout.ink, index),
        ]) {
          assert.equal(gradient.under(layout, ...middle(box)), index);
          assert.ok(box[0] >= 0 && box[0] + box[2] <= width && box[1] + box[3] <= layout.height);
        }
      }
    }
  }
});

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
