// The stages of the Dense lesson: a neuron's weights, its threshold, two layers, and where all stands.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  layoutOf as collapseLayout,
  nodesIn,
} from "../../components/dense/collapse_view/layout.js";
import {
  bendsOf,
  curveOf as collapseCurve,
  collapsed,
  cornersOf,
  hiddenCurveOf,
  outcomeOf as layersOutcome,
  initialState as twoLayers,
} from "../../components/dense/collapse_view/state.js";
import { formulaOf } from "../../components/dense/collapse_view/words.js";
import { layoutIn, targetAt } from "../../components/dense/layer_view/layout.js";
import {
  initialState,
  LARGEST,
  neuronOf,
  setWeight,
  toggleInk,
} from "../../components/dense/template_view/state.js";
import { cellName, sumText } from "../../components/dense/template_view/words.js";
import {
  curveOf,
  grabbed,
  LIMITS,
  move,
  outcomeOf,
} from "../../components/dense/threshold_view/state.js";
import { withGaps } from "../../components/ui/js/gaps.js";
import { planeIn, ticksOf } from "../../components/ui/js/plane.js";

const ROW = { source: "row", values: [1, 2, 3], weights: [1, -1, 2] };
const LAYERS = {
  hidden: { kernel: [1, 2], bias: [1, -2] },
  output: { kernel: [1, -1], bias: [0] },
};

test("gaps of a text get their values", () => {
  assert.equal(
    withGaps("row [[row]], column [[column]]", { row: 0, column: 2 }),
    "row 0, column 2",
  );
});

test("a moved weight changes its product and the sum, and nothing else", () => {
  const state = initialState(ROW);
  assert.deepEqual([...neuronOf(state).products], [1, -2, 6]);
  assert.equal(neuronOf(state).sum, 5);
  setWeight(state, 1, 1.5);
  assert.deepEqual([...neuronOf(state).products], [1, 3, 6]);
  assert.equal(neuronOf(state).sum, 10);
  assert.deepEqual(ROW.weights, [1, -1, 2]);
});

test("a weight goes in whole steps, as far as it may, and is never minus zero", () => {
  const state = initialState(ROW);
  setWeight(state, 0, 0.8);
  assert.equal(state.weights[0], 1);
  setWeight(state, 0, 99);
  assert.equal(state.weights[0], LARGEST);
  setWeight(state, 0, -0.2);
  assert.ok(Object.is(state.weights[0], 0));
});

test("a pressed pixel gets full ink, and loses it again", () => {
  const state = initialState({ source: "", values: [0, 1], weights: [0, 0] });
  toggleInk(state, 0, 1);
  toggleInk(state, 1, 1);
  assert.deepEqual(state.values, [1, 0]);
});

test("products are written as a sum that can be added up", () => {
  assert.equal(sumText([1, -2, 6], 5), "1 − 2 + 6 = 5");
  assert.equal(sumText([-0.5, 0], -0.5), "−0.5 + 0 = −0.5");
});

test("a cell is named by its row and column, in a single row by its index", () => {
  const words = { weight: "w [[row]],[[column]]", "weight in a row": "w [[index]]" };
  assert.equal(cellName(words, "weight", 5, { columns: 3, count: 9 }), "w 1,2");
  assert.equal(cellName(words, "weight", 2, { columns: 3, count: 3 }), "w 2");
});

test("the bias moves the corner: under the threshold nothing comes through", () => {
  assert.deepEqual(outcomeOf({ weighted: 5, bias: -2 }, "relu"), {
    sum: 3,
    output: 3,
    threshold: 2,
  });
  assert.equal(outcomeOf({ weighted: 5, bias: -6 }, "relu").output, 0);
  assert.deepEqual(curveOf(-2, "relu"), [
    [-10, 0],
    [2, 0],
    [10, 8],
  ]);
  assert.ok(Object.is(outcomeOf({ weighted: 1, bias: 0 }, "relu").threshold, 0));
});

test("sliders of the threshold stay within their limits", () => {
  const state = { weighted: 5, bias: -2 };
  move(state, "bias", -99);
  move(state, "weighted", 3.3);
  assert.deepEqual(state, { weighted: 3.5, bias: -LIMITS.bias });
});

test("a drag moves what is nearer, the corner or the weighted sum", () => {
  assert.equal(grabbed({ weighted: 5, bias: -2 }, 2.5), "bias");
  assert.equal(grabbed({ weighted: 5, bias: -2 }, 4.5), "weighted");
});

test("without an activation two layers are the one line they are multiplied out to", () => {
  const state = twoLayers(LAYERS);
  assert.deepEqual(collapsed(state), { weight: -1, bias: 3 });
  for (const input of [-3, -0.5, 0, 1, 2.25]) {
    assert.equal(layersOutcome(state, "linear", input).output, -input + 3);
  }
  assert.deepEqual(formulaOf(state, "ReLU"), {
    both: "y = 1 · (1x + 1) − 1 · (2x − 2)",
    one: " = −1x + 3",
  });
});

test("with ReLU the line has a corner where a hidden neuron's sum is zero", () => {
  const state = { ...twoLayers(LAYERS), activation: /** @type {const} */ ("relu"), bend: 1 };
  assert.deepEqual(cornersOf(state), [-1, 1]);
  assert.deepEqual(collapseCurve(state), [
    [-4, 0],
    [-1, 0],
    [1, 2],
    [4, -1],
  ]);
  assert.deepEqual(hiddenCurveOf(state, 1), [
    [-4, 0],
    [-1, 0],
    [1, 0],
    [4, 6],
  ]);
  assert.equal(formulaOf(state, "ReLU").one, "");
  assert.equal(formulaOf(state, "ReLU").both, "y = 1 · ReLU(1x + 1) − 1 · ReLU(2x − 2)");
});

test("a weight of zero has no corner, and half a switch is half the way", () => {
  const state = twoLayers(LAYERS);
  state.hidden.kernel[1] = 0;
  assert.deepEqual(bendsOf(state), [-4, -1, 4]);
  assert.deepEqual(LAYERS.hidden.kernel, [1, 2]);
  const half = { ...twoLayers(LAYERS), bend: 0.5 };
  assert.deepEqual(collapseCurve(half)[0], [-4, 3.5]); // between 7 and 0
});

test("a plane finds the number under a point that it drew", () => {
  const plane = planeIn([10, 20, 200, 100], { left: -10, right: 10, bottom: -1, top: 9 }, 16);
  assert.equal(plane.x(-10), 10);
  assert.equal(plane.y(9), 20);
  assert.equal(plane.valueAt(plane.x(3.5)), 3.5);
});

test("an axis writes as many numbers as have room", () => {
  assert.deepEqual(ticksOf(-4, 4, 1000, 16), [-4, -3, -2, -1, 0, 1, 2, 3, 4]);
  assert.deepEqual(ticksOf(-10, 10, 250, 16), [-10, -5, 0, 5, 10]);
});

for (const [width, height] of [
  [900, 700],
  [390, 420],
  [340, 180],
]) {
  test(`network and plot stand within ${width} by ${height}, apart`, () => {
    const layout = collapseLayout(width, height, 13);
    const [left, top, wide, high] = layout.plot;
    assert.ok(left >= 0 && left + wide <= width && top >= 0 && top + high <= height);
    if (!layout.hasNetwork) return;
    const { hidden, output, side, radius } = nodesIn(layout.network, layout);
    const isApart = output.x + radius <= left || hidden[1].y + side / 2 <= top;
    assert.ok(isApart);
    assert.ok(hidden[0].y - side / 2 >= 0);
    assert.ok(hidden[1].y - hidden[0].y >= side);
  });

  test(`a layer stands within ${width} by ${height}`, () => {
    const layer = /** @type {any} */ ({
      rows: 3,
      columns: 3,
      channels: 1,
      count: 9,
      units: 4,
      small: true,
    });
    for (const hasImage of [true, false]) {
      const layout = layoutIn({ width, height, hasImage }, layer);
      assert.ok(layout.top + layout.high <= height);
      assert.ok(layout.vectorLeft + layout.vectorWidth < layout.unitLeft);
      assert.ok(layout.unitLeft + layout.unitWidth <= width);
      const middle = layout.top + layout.high / 2;
      assert.deepEqual(targetAt(layout, layer, layout.vectorLeft + 1, middle), { input: 4 });
      const pixel = targetAt(layout, layer, layout.left + 1, layout.imageTop + 1);
      if (hasImage) assert.deepEqual(pixel, { input: 0 });
    }
  });
}
