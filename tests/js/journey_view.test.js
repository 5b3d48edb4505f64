// The journey's picture: what is shown, where it lies, and how it grows.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  COMPLETE,
  flightOf,
  grown,
  partsOfGrowth,
} from "../../components/drawing/journey_view/growth.js";
import { layoutOf, pixelBox, stripBox } from "../../components/drawing/journey_view/layout.js";
import { strokeOrder } from "../../components/drawing/journey_view/stroke_order.js";
import { arrayOf } from "../../components/ui/js/nn/arrays.js";
import { traceNetwork } from "../../components/ui/js/nn/network.js";
import { layersIn } from "../../components/ui/js/nn/network_binary.js";
import { shiftRight } from "../../components/ui/js/nn/shift.js";
import { strongestProducts } from "../../components/ui/js/nn/strongest_products.js";
import { casesOf } from "./vectors.js";

const COUNTS = { hidden: 128, outputs: 10 };
const SIZES = [
  [900, 700],
  [1300, 900],
  [640, 480],
  [366, 320],
  [366, 500],
  [760, 900],
];

test("a moved image and its strongest products are Python's", () => {
  const cases = casesOf("journeys");
  const layers = layersIn(cases[0].file.slice().buffer);
  for (const { image, shift, vector, places, values } of cases) {
    const moved = shiftRight(image, 28, shift);
    assert.deepEqual(moved, vector);
    const trace = traceNetwork(arrayOf([28, 28], moved), layers);
    trace.dense.forEach((dense, at) => {
      const found = strongestProducts(dense, places[at].length);
      assert.deepEqual(Float64Array.from(found.places), places[at]);
      assert.deepEqual(Float64Array.from(found.values), values[at]);
    });
  }
});

test("of a blank image no product is strong", () => {
  const layers = layersIn(casesOf("journeys")[0].file.slice().buffer);
  const blank = traceNetwork(arrayOf([28, 28], new Float64Array(784)), layers);
  assert.equal(strongestProducts(blank.dense[0], 300).places.length, 0);
});

test("ink is drawn along its own way, from the top", () => {
  const ink = [
    [0, 1, 1, 0],
    [0, 0, 1, 0],
    [0, 0, 1, 0],
    [1, 0, 0, 0],
  ].flat();
  const order = strokeOrder(ink, 4);
  const path = [1, 2, 6, 10, 12].map((pixel) => order[pixel]);
  assert.deepEqual(path, [0, 0.25, 0.5, 0.75, 1]);
});

test("the picture grows part by part, each value in its turn, and no further than it shall", () => {
  let growth = 0;
  const seen = [];
  while (growth < COMPLETE) {
    growth = grown(growth, COMPLETE, 0.1);
    seen.push(growth);
  }
  assert.ok(seen.length > 40 && seen.length < 70, `${seen.length} tenths of a second`);
  assert.ok(seen.every((each, at) => at === 0 || each > seen[at - 1]));
  assert.equal(grown(0, 1, 60), 1);
  assert.deepEqual(partsOfGrowth(2.5), { image: 1, vector: 1, neurons: 0.5, answer: 0 });
  assert.equal(flightOf(0, 0, 784), 0);
  assert.equal(flightOf(1, 783, 784), 1);
  assert.ok(flightOf(0.5, 0, 784) > flightOf(0.5, 783, 784));
});

test("at every size the parts lie in their order, inside the stage, and do not overlap", () => {
  for (const [width, height] of SIZES) {
    const layout = layoutOf(width, height, COUNTS, 14);
    const { image, strip, hidden, outputs, bars, hiddenRadius, outputRadius } = layout;
    const start = layout.isUpright ? "y" : "x";
    const size = layout.isUpright ? "height" : "width";
    const lines = hidden.map((point) => point[start]);
    const name = `${width} by ${height}`;
    assert.ok(image[start] + image[size] <= strip[start], name);
    assert.ok(strip[start] + strip[size] < Math.min(...lines) - hiddenRadius, name);
    assert.ok(Math.max(...lines) + hiddenRadius < outputs[0][start] - outputRadius, name);
    assert.ok(hiddenRadius > 1.5 && outputRadius > 6, name);
    for (const box of [image, strip, ...bars]) {
      assert.ok(box.x >= 0 && box.x + box.width <= width + 1e-9, name);
      assert.ok(box.y >= 0 && box.y + box.height <= height + 1e-9, name);
    }
    const last = stripBox(layout, 783, 784);
    assert.ok(last.x + last.width <= strip.x + strip.width + 1e-9);
    assert.deepEqual(pixelBox(layout, 29, 28).x, image.x + image.width / 28);
  }
});
