// The layer's view: where things stand, what is lit, which strokes are made, what is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cardOf } from "../../components/dense/layer_view/card_words.js";
import { heatLayout, targetInHeat } from "../../components/dense/layer_view/heat_map.js";
import { withChanges } from "../../components/dense/layer_view/layer.js";
import { layoutOf, pixelBox, targetAt, unitBox } from "../../components/dense/layer_view/layout.js";
import { legendWords } from "../../components/dense/layer_view/legend.js";
import {
  fits,
  isAnyLit,
  isSame,
  litAfterKey,
  litName,
} from "../../components/dense/layer_view/lit.js";
import { disagreementOf, liveLayer, takeEdits } from "../../components/dense/layer_view/live.js";
import {
  edgeOpacity,
  edgeWidth,
  LEVELS,
  litEdges,
  shownEdges,
  strokesOf,
} from "../../components/dense/layer_view/strokes.js";
import { scaleOf } from "../../components/dense/layer_view/weight_scale.js";
import { formatNumber } from "../../components/ui/js/format.js";
import { checksumOf } from "../../components/ui/js/pad_picture.js";
import { lessonWords } from "./words.js";

/** @type {(box: number[]) => [number, number]} */
const middle = ([x, y, w, h]) => [x + w / 2, y + h / 2];

/** @type {any} */
const WIDE = { rows: 8, columns: 8, channels: 1, count: 64, units: 10, small: false, unit: 3 };

/** @type {any} two inputs, two units */
const SMALL = {
  rows: 1,
  columns: 2,
  channels: 1,
  count: 2,
  units: 2,
  small: true,
  signs: "all",
  large: false,
  layer: "name",
  layerKey: "layer",
  words: lessonWords("dense", "layer"),
  lastEvent: 3,
  isPrepared: false,
  picture: 0,
  activation: "relu",
  elementwise: true,
  inputs: Float64Array.of(3, 0),
  inputDigits: 0,
  kernel: Float64Array.of(0.5, -1, 2, 0),
  bias: Float64Array.of(1, -1),
  weighted: Float64Array.of(1.5, -3),
  sums: Float64Array.of(2.5, -4),
  outputs: Float64Array.of(2.5, 0),
  limit: 2,
  largest: 2,
  write: (/** @type {number} */ value) => formatNumber(value, 2),
  writeOutput: (/** @type {number} */ value) => formatNumber(value, 2),
};

SMALL.start = SMALL;
SMALL.changes = [];

test("inputs and units are found where they are drawn", () => {
  for (const width of [320, 390, 700, 1100]) {
    const layout = layoutOf(width, WIDE);
    for (let input = 0; input < 64; input += 9) {
      const found = targetAt(layout, WIDE, ...middle(pixelBox(layout, WIDE, input)));
      assert.deepEqual(found, { input });
    }
    const [x, y] = middle(unitBox(layout, 4, layout.step));
    assert.deepEqual(targetAt(layout, WIDE, x, y), { unit: 4 });
    assert.deepEqual(targetAt(layout, WIDE, layout.unitLeft + 1, layout.top - 20), {});
    assert.ok(layout.unitLeft + layout.unitWidth < width && layout.vectorLeft < layout.unitLeft);
  }
});

test("in the heat map a point is at an edge, beside it at an input, below it at a unit", () => {
  const heat = heatLayout(400, 704);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => targetInHeat(heat, WIDE, x, y);
  const inside = heat.top + heat.high / 2;
  assert.deepEqual(at(heat.left + heat.wide * 0.45, inside), { input: 32, unit: 4 });
  assert.deepEqual(at(heat.x + 1, inside), { input: 32 });
  assert.deepEqual(at(heat.left + heat.wide * 0.45, heat.feet + 2), { unit: 4 });
  assert.deepEqual(at(2, inside), {});
});

test("what is lit has a name, and keys walk among units or inputs", () => {
  assert.deepEqual([{}, { input: 3 }, { unit: 1 }, { input: 3, unit: 1 }].map(litName), [
    "all",
    "input 3",
    "unit 1",
    "input 3 unit 1",
  ]);
  assert.ok(isAnyLit({ unit: 0 }) && !isAnyLit({}));
  assert.ok(isSame({}, {}) && !isSame({ unit: 0 }, { input: 0 }));
  assert.ok(fits({ unit: 9 }, WIDE) && !fits({ unit: 10 }, WIDE) && !fits({ input: 64 }, WIDE));
  const press = (
    /** @type {string} */ key,
    /** @type {object} */ lit,
    /** @type {object} */ more = {},
  ) => litAfterKey(key, lit, { ...WIDE, ...more });
  assert.deepEqual(press("ArrowRight", {}), { unit: 3 });
  assert.deepEqual(press("ArrowRight", {}, { lastUnit: 99 }), { unit: 9 });
  assert.deepEqual(press("ArrowLeft", { unit: 2 }, { lastInput: 7 }), { input: 7 });
  assert.deepEqual(press("ArrowDown", { unit: 9 }), { unit: 9 });
  assert.deepEqual(press("PageDown", { input: 1 }), { input: 9 });
  assert.deepEqual(press("End", { input: 1 }), { input: 63 });
  assert.deepEqual(press("ArrowUp", {}), { unit: 3 });
  assert.equal(press("x", {}), undefined);
});

test("few edges have a stroke each, the weakest first", () => {
  assert.deepEqual(strokesOf(SMALL, [0, 1, 2, 3]), [
    [0, [3]],
    [0.5, [0]],
    [-1, [1]],
    [2, [2]],
  ]);
  assert.deepEqual(shownEdges({ ...SMALL, signs: "below" }, [0, 1, 2, 3]), [1]);
  assert.deepEqual(litEdges(SMALL, { unit: 1 }), [1, 3]);
  assert.deepEqual(litEdges(SMALL, { input: 1 }), [2, 3]);
  assert.deepEqual(litEdges(SMALL, { input: 1, unit: 0 }), [2]);
});

test("many edges share strokes of their strength and sign, and none is lost", () => {
  const kernel = Float32Array.from({ length: 5000 }, (_, edge) => Math.sin(edge) / 3);
  const largest = Math.max(...kernel.map(Math.abs));
  const strokes = strokesOf({ kernel, largest, small: false }, [...kernel.keys()]);
  const edges = strokes.flatMap(([, edges]) => edges).sort((one, other) => one - other);
  assert.deepEqual(edges, [...kernel.keys()]);
  for (const [weight, edges] of strokes) {
    for (const edge of edges) {
      assert.ok(Math.abs(kernel[edge] - weight) <= largest / LEVELS);
      assert.ok(kernel[edge] === 0 || Math.sign(kernel[edge]) === Math.sign(weight));
    }
  }
  const layer = { small: false, largest };
  assert.ok(edgeWidth(largest, layer) > edgeWidth(0, layer) && edgeWidth(0, layer) > 0);
  assert.ok(edgeOpacity(largest, layer) === 1 && edgeOpacity(0, layer) > 0);
});

test("the card of a unit writes its whole sum", () => {
  const card = cardOf(SMALL, { unit: 1 });
  assert.deepEqual(card.facts, [
    ["x @ W", "−3.00"],
    ["+ bias", "−1.00"],
    ["= z", "−4.00"],
    ["→ relu", "0.00"],
  ]);
  assert.equal(card.dot, "3\u00a0×\u00a0(−1.00) + 0\u00a0×\u00a00.00 = −3.00");
  assert.match(
    card.words,
    /^Neuron 1: weighted sum −3\.00, bias −1\.00, z −4\.00, output after relu 0\.00\.$/,
  );
  assert.match(cardOf({ ...SMALL, small: false }, { unit: 1 }).note ?? "", /1 of them have/);
});

test("the card of an input lists its products, or of many the extremes as bars", () => {
  const card = cardOf(SMALL, { input: 0 });
  assert.equal(card.title, "Input 0: x[0] = image[0, 0] = 3");
  assert.deepEqual(card.facts, [
    ["neuron 0", "3 × 0.50 = 1.50"],
    ["neuron 1", "3 × (−1.00) = −3.00"],
  ]);
  const units = 20;
  const kernel = Float64Array.from({ length: 2 * units }, (_, edge) => edge - 5);
  const many = { ...SMALL, units, kernel, columns: 1, channels: 2 };
  const { bars, facts, title } = cardOf(many, { input: 0 });
  assert.equal(title, "Input 0: x[0] = image[0, 0, 0] = 3");
  assert.equal(bars?.length, units);
  assert.deepEqual(
    facts.map(([name]) => name),
    ["most: neuron 19", "least: neuron 0"],
  );
  assert.deepEqual(cardOf(many, { input: 1 }).facts, [["to all neurons", "0 × w = 0"]]);
});

test("the card of an edge is its product, and without anything lit it counts the edges", () => {
  assert.deepEqual(cardOf(SMALL, { input: 0, unit: 1 }).facts, [
    ["x[0] × W[0, 1]", "3 × (−1.00) = −3.00"],
    ["one of the 2 products in x @ W", "−3.00"],
  ]);
  assert.equal(cardOf(SMALL, {}).title, "2 × 2 = 4 connections");
  assert.equal(cardOf({ ...SMALL, signs: "above" }, {}).title, "2 of 4 connections");
});

test("the legend names what is beyond its ends", () => {
  assert.doesNotMatch(legendWords(SMALL, "2.00").text, /hundred/);
  assert.match(legendWords({ ...SMALL, largest: 3 }, "2.00").text, /up to ±3\.00/);
});

test("a neuron's edits change the layer until Python has answered them", () => {
  const cells = new Map();
  const edit = { value: -3, serial: Number.POSITIVE_INFINITY };
  const edits = new Map([
    [1, edit],
    [2, { value: 7, serial: 4 }],
    [0, { value: 99, serial: 3 }],
  ]);
  takeEdits(cells, { layerKey: "layer", unit: 1, edits }, SMALL);
  const live = liveLayer(SMALL, cells, null);
  assert.deepEqual([...live.kernel], [0.5, -1, 2, -3], "the answered edit is not made again");
  assert.deepEqual([...live.bias], [1, 7], "after the weights comes the bias");
  assert.deepEqual([...live.weighted, ...live.sums, ...live.outputs], [1.5, -3, 2.5, 4, 2.5, 4]);
  assert.deepEqual([live.limit, live.largest], [3, 3]);
  assert.notEqual(live.layer, SMALL.layer, "its edges are drawn again");
  edit.serial = 5; // it was sent, and the neuron's view had the answer first
  takeEdits(cells, { layerKey: "layer", unit: 1, edits: new Map() }, SMALL);
  assert.equal(cells.size, 2);
  takeEdits(cells, undefined, { ...SMALL, lastEvent: 5 });
  assert.equal(liveLayer(SMALL, cells, null), SMALL);
});

test("an edit that was never sent is gone with the neuron's view", () => {
  const edits = new Map([[0, { value: 1, serial: Number.POSITIVE_INFINITY }]]);
  const cells = new Map();
  takeEdits(cells, { layerKey: "layer", unit: 0, edits }, SMALL);
  assert.equal(cells.size, 1);
  takeEdits(cells, undefined, SMALL);
  assert.equal(cells.size, 0);
});

test("a layer follows the picture on the pad, and what Python sends is compared", () => {
  /** @type {any} */
  const picture = { side: 1, channels: 1, levels: 9, full: 9, pixels: Uint8Array.of(2) };
  const one = { ...SMALL, count: 1, columns: 1, kernel: Float64Array.of(3, -1) };
  const sent = { ...one, inputs: Float64Array.of(2), picture: checksumOf(picture) };
  assert.equal(liveLayer(sent, new Map(), picture), sent);
  const live = liveLayer(sent, new Map(), { ...picture, pixels: Uint8Array.of(4) });
  assert.deepEqual([...live.sums, ...live.outputs], [13, -5, 13, 0]);
  const right = {
    ...live,
    inputs: sent.inputs,
    ...liveLayer({ ...sent, picture: 0 }, new Map(), picture),
  };
  assert.equal(disagreementOf(right, picture), undefined);
  assert.equal(disagreementOf({ ...right, outputs: Float64Array.of(7, 1) }, picture), "outputs");
  assert.equal(
    disagreementOf({ ...right, inputs: Float64Array.of(1) }, { ...picture }),
    "weighted",
  );
});

test("the scale after an edit is the one of the sorted sizes", () => {
  const before = Float64Array.from({ length: 3000 }, (_, edge) => Math.sin(edge * edge));
  const after = before.slice();
  const cells = [7, 2500, 12];
  [5, 0, -0.5].forEach((value, each) => {
    after[cells[each]] = value;
  });
  const sizes = [...after.map(Math.abs)].sort((one, other) => one - other);
  const rank = (sizes.length - 1) * 0.99;
  const low = sizes[Math.floor(rank)];
  const expected = low + (sizes[Math.floor(rank) + 1] - low) * (rank % 1);
  const { limit, largest } = scaleOf(before, after, cells, true);
  assert.equal(largest, 5);
  assert.ok(Math.abs(limit - expected) < 1e-12);
  assert.deepEqual(scaleOf(Float64Array.of(1, -2), Float64Array.of(0, 0), [0, 1], false), {
    limit: 1,
    largest: 0,
  });
});

test("the learner's changes are put into the numbers that came once", () => {
  const numbers = {
    ...SMALL,
    kernel: Float32Array.of(0.5, -1, 2, 0),
    bias: Float32Array.of(1, -1),
  };
  assert.equal(withChanges(numbers, [], false), numbers);
  const changed = withChanges(
    numbers,
    [
      [0, 0.1],
      [5, 4],
      [0, 0.3],
    ],
    false,
  );
  assert.deepEqual([...changed.kernel, ...changed.bias], [0.3, -1, 2, 0, 1, 4]);
  assert.deepEqual([changed.limit, changed.largest], [2, 2]);
  assert.notEqual(changed.layer, numbers.layer);
});
