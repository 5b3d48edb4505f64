// The gradient view: where values are, what a gradient adds up to, and how it is drawn.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unitValues } from "../../components/backprop/gradient_view/block.js";
import { flightBox, flightProgress } from "../../components/backprop/gradient_view/flight.js";
import { stageTexts } from "../../components/backprop/gradient_view/gradients.js";
import {
  cellBox,
  indexAt,
  layoutOf,
  pixelBox,
} from "../../components/backprop/gradient_view/layout.js";
import { colorLimit, makeScene } from "../../components/backprop/gradient_view/scene.js";
import { gradientSum, gradientText } from "../../components/backprop/gradient_view/sum.js";
import { lessonWords } from "./words.js";

const words = lessonWords("backprop", "gradients");

/** @type {(box: number[]) => [number, number]} */
const middle = ([x, y, w, h]) => [x + w / 2, y + h / 2];

test("cells and pixels are found under their middles, wide and narrow", () => {
  for (const width of [320, 500, 900, 1300]) {
    for (const side of [3, 28]) {
      const count = side * side;
      const block = (/** @type {number} */ units, /** @type {boolean} */ isLogits) => ({
        values: Array(units).fill(0),
        isLogits,
        name: "",
        digits: 4,
      });
      /** @type {any} */
      const gradients = {
        rows: side,
        columns: side,
        count,
        blocks: [block(10, true), block(128, false)],
      };
      const layout = layoutOf(width, gradients);
      assert.equal(layout.wide, width >= 860);
      for (let index = 0; index < count; index += 5) {
        for (const box of [
          cellBox(layout.vector, index),
          pixelBox(layout, layout.image, index),
          pixelBox(layout, layout.ink, index),
        ]) {
          assert.equal(indexAt(layout, ...middle(box)), index);
          assert.ok(box[0] >= 0 && box[0] + box[2] <= width && box[1] + box[3] <= layout.height);
        }
      }
    }
  }
});

test("a gradient's written terms, the rest and the rounding add up to its sum", () => {
  const units = Array.from({ length: 20 }, (_, unit) => Math.sin(unit) / 7);
  const kernel = Float64Array.from(units, (_, unit) => Math.cos(unit));
  const exact = units.reduce((sum, each, unit) => sum + each * kernel[unit], 0);
  /** @type {any} */
  const gradients = { digits: 4, kernel, vector: [exact], blocks: [{ values: units }] };
  const sum = gradientSum(gradients, 0);
  assert.equal(sum.listed.length, 6);
  assert.equal(sum.listed.length + sum.rest.length, 20);
  const listed = sum.listed.reduce((total, term) => total + term.written, 0);
  assert.equal(listed + sum.restTotal + sum.rounding, sum.total);
  const sizes = sum.listed.map((term) => Math.abs(term.exact));
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
  const few = gradientSum({ ...gradients, blocks: [{ values: units.slice(0, 4) }] }, 0);
  assert.deepEqual(
    few.listed.map((term) => term.unit),
    [0, 1, 2, 3],
  );
  assert.equal(few.rest.length, 0);
});

test("a gradient is written with its pixel and its index", () => {
  const gradients = {
    vector: [0, 0, 0, 0, 0.5],
    ink: [0, 0, 0, 0, 7],
    columns: 3,
    digits: 2,
    inkDigits: 0,
    words,
  };
  assert.deepEqual(gradientText(/** @type {any} */ (gradients), 4), {
    pixel: "1,1",
    value: "dL/dvector[4] = dL/dimage[1, 1] = 0.50",
    arithmetic: "index = row · width + column = 1 · 3 + 1 = 4; pixel value 7",
  });
});

test("the full color is the strongest value's, of many values that of the strongest hundredth", () => {
  assert.equal(colorLimit([0, 0]), 1);
  assert.equal(colorLimit([-3, 2]), 3);
  const many = Array.from({ length: 200 }, (_, index) => (index < 2 ? 100 : 1));
  assert.equal(colorLimit(many), 1);
  assert.equal(colorLimit(Array(200).fill(0).with(7, -5)), 5);
});

/** @type {any} */
const THEME = { dark: false };

test("a scene has a box and a color for every value", () => {
  const values = { vector: [-1, 0, 0.5, 1], ink: [0, 9, 0, 9], brightest: 9 };
  /** @type {any} */
  const gradients = { ...values, rows: 2, columns: 2, count: 4, blocks: [] };
  const scene = makeScene(gradients, layoutOf(900, gradients), THEME);
  assert.deepEqual(
    [scene.colors, scene.inkColors, scene.cellBoxes, scene.pixelBoxes, scene.inkBoxes].map(
      ({ length }) => length,
    ),
    [4, 4, 4, 4, 4],
  );
  assert.notDeepEqual(scene.colors[0], scene.colors[3]);
});

test("a unit is drawn with its class or its number, and its value", () => {
  const logits = { isLogits: true, values: [0.25, -0.5], digits: 4 };
  const hidden = { isLogits: false, values: [0.000125], digits: 7 };
  /** @type {any} */
  const gradients = { blocks: [logits, hidden], classes: ["A", "B"], label: 1 };
  const [first, second] = unitValues({ gradients, theme: THEME }, 0);
  assert.deepEqual([first.name, first.isTrue, first.text, first.size], ["A", false, "0.250", 14]);
  assert.deepEqual([second.name, second.isTrue, second.text], ["B", true, "−0.500"]);
  const [unit] = unitValues({ gradients, theme: THEME }, 1);
  assert.deepEqual([unit.name, unit.isTrue, unit.text, unit.size], ["0", false, "0.000125", 12]);
});

test("gradients leave one after another, and each ends in its pixel", () => {
  assert.deepEqual([flightProgress(0, 9, 0), flightProgress(8, 9, 1)], [0, 1]);
  const halfway = [0, 4, 8].map((index) => flightProgress(index, 9, 0.5));
  assert.deepEqual(
    halfway,
    halfway.toSorted((a, b) => b - a),
  );
  assert.deepEqual(flightBox([0, 0, 4, 4], [10, 20, 8, 8], 0), [0, 0, 4, 4]);
  assert.deepEqual(flightBox([0, 0, 4, 4], [10, 20, 8, 8], 1), [10, 20, 8, 8]);
});

test("each stage has its text, from none to the image", () => {
  const block = { values: [], digits: 4 };
  const blocks = [
    { ...block, name: "dense_1", isLogits: true },
    { ...block, name: "dense", isLogits: false },
  ];
  const texts = stageTexts({ blocks, words });
  assert.equal(texts.length, 5);
  assert.equal(texts[2], "Along the weights, it reaches the neurons of dense.");
});
