// The step explainer: a training step's numbers as text.

import assert from "node:assert/strict";
import { test } from "node:test";
import { meanText, penaltyText } from "../../components/train/step_explainer/batch.js";
import { changeNote, sumNote, workedLines } from "../../components/train/step_explainer/formula.js";
import { indexAfterKey } from "../../components/train/step_explainer/gallery.js";
import * as numbers from "../../components/train/step_explainer/numbers.js";
import * as state from "../../components/train/step_explainer/state.js";
import { layerName, weightName } from "../../components/train/step_explainer/step_numbers.js";
import { lessonWords } from "./words.js";

const words = lessonWords("train", "explainer");

test("a number of any size has six digits", () => {
  assert.deepEqual(
    [0, 0.0123457, -1.5, 1.23457e-8, -2e9, null, Number.NaN].map((value) =>
      numbers.formatBrief(words, value),
    ),
    ["0", "0.0123457", "−1.5", "1.23457 × 10⁻⁸", "−2 × 10⁹", "not a number", "not a number"],
  );
  assert.equal(numbers.inBrackets("1 × 10⁻⁸"), "(1 × 10⁻⁸)");
  assert.equal(numbers.inBrackets("−2"), "(−2)");
  assert.ok(numbers.addsUp(0.1, 0.2, 0.3, 4) && !numbers.addsUp(0.1, 0.2, 0.4, 4));
});

test("a loss is shown with as many digits of its probability as it needs", () => {
  const share = 0.123456789;
  const [, shown, loss] =
    numbers.lossText(words, share, -Math.log(share)).match(/^−ln (\S+) = (\S+)$/) ?? [];
  assert.equal((-Math.log(Number(shown))).toFixed(5), loss);
  assert.equal(numbers.lossText(words, 0, 16.118), "−ln 0 ≈ 16.11800");
});

test("the batch's loss is shown as a calculation", () => {
  assert.equal(
    meanText({ batchSize: 1000, sum: 250, mean: 0.25 }, words),
    "sum of all 1,000 losses ÷ 1,000 = 250.00000 ÷ 1,000 = 0.25000",
  );
  assert.equal(
    penaltyText({ mean: 1, penalty: 0.5, loss: 1.5 }, words),
    "1.00000 + 0.50000 = 1.50000",
  );
  assert.equal(
    penaltyText({ mean: 1, penalty: 0.5, loss: 1.6 }, words),
    "1.00000 + 0.50000 ≈ 1.60000",
  );
});

/** @type {any} */
const STEP = {
  formulaLines: ["change = −{rate} × {g} = {change}", "c = 1 − {b}^{t}"],
  frozen: false,
  optimizerStep: 12,
  learningRate: 0.1,
  digits: 3,
  texts: {
    same: "same {change}",
    small: "small",
    float32: "float32 {spacing}",
    digits: "digits",
    exact: "exact",
    rounded: "to {digits}",
  },
};

test("the formula has this weight's numbers in its gaps", () => {
  const intermediates = { change: new Float64Array([-0.2]), b: 0.9 };
  const weights = { gradient: new Float32Array([2]), intermediates };
  assert.deepEqual(workedLines(STEP, weights, 0, words), [
    "change = −0.1 × 2 = −0.200",
    "c = 1 − 0.9^¹²".replace("^", ""),
  ]);
  assert.deepEqual(workedLines({ ...STEP, frozen: true }, weights, 0, words), []);
});

test("a change that differs from the formula's has a reason", () => {
  const note = (/** @type {number} */ change, /** @type {number} */ update, spacing = 1e-9) =>
    changeNote(
      STEP,
      {
        update: new Float64Array([update]),
        spacing: new Float64Array([spacing]),
        intermediates: { change },
      },
      0,
      words,
    );
  assert.equal(note(0.5, 0.5), "same 0.500");
  assert.match(note(0.5, 0.502, 0.1), /^float32/);
  assert.equal(note(5, 5.004), "digits");
  assert.equal(note(0.5, 0.6), "small");
  assert.equal(note(Number.NaN, 0.6), "");
});

test("a note says whether a weight and its change add up as displayed", () => {
  const note = (/** @type {number} */ after) =>
    sumNote(
      STEP,
      {
        before: new Float64Array([0.1]),
        update: new Float64Array([0.2]),
        after: new Float64Array([after]),
      },
      0,
    );
  assert.equal(note(0.3), "exact");
  assert.equal(note(0.301), "to 3");
  assert.equal(note(Number.NaN), "");
});

test("a layer and a weight are named", () => {
  assert.deepEqual(
    [0, 1].map((at) => layerName(words, at, 2)),
    ["hidden layer 1", "output layer"],
  );
  const pixels = { inputs: 784, readsPixels: true, rowLength: 28 };
  assert.deepEqual(
    [30, 784].map((at) => weightName(words, pixels, at)),
    ["The weight of pixel 1, 2", "The bias"],
  );
  const hidden = { inputs: 16, readsPixels: false, rowLength: 16 };
  assert.equal(weightName(words, hidden, 3), "The weight of input 3");
});

test("keys walk along a row of images and stop at its ends", () => {
  assert.deepEqual(
    ["ArrowLeft", "ArrowDown", "Home", "End", "x"].map((key) => indexAfterKey(key, 0, 5)),
    [0, 1, 0, 4, undefined],
  );
});

/** @type {any} */
const packed = { dtype: "float64", data: "" };
/** @type {any} */
const UNIT = {
  ...{ step: 4, layer: 0, unit: 0, inputs: 9, largestGradient: 3, images: [], intermediates: {} },
  ...{ probabilities: packed, losses: packed, before: packed, gradient: packed },
  ...{ update: packed, after: packed, spacing: packed },
};

test("another step begins with its first part, the same step again stays where it was", () => {
  const view = state.initialState();
  const press = { pressId: 1, batch: 5, run: "a" };
  assert.ok(state.storePress(view, press));
  assert.ok(!state.storePress(view, press));
  state.openPart(view, 9);
  assert.deepEqual([view.open, state.isShown(view, "update")], [4, true]);
  assert.ok(state.storePress(view, { ...press, pressId: 2 }));
  assert.equal(view.open, 4);
  state.storePress(view, { ...press, pressId: 3, batch: 6 });
  assert.deepEqual([view.open, state.isShown(view, "update")], [0, false]);
  state.openPart(view, -1);
  assert.equal(view.open, 0);
});

test("the chosen weight stays with another unit of the layer, not with another layer", () => {
  const view = state.initialState();
  const run = { run: "a" };
  const numbers = state.updateNumbers(view, run, UNIT);
  assert.equal(view.weight, 3);
  assert.equal(state.updateNumbers(view, run, UNIT), numbers);
  assert.ok(state.pointAt(view, 7, false) && !state.pointAt(view, 7, false));
  assert.deepEqual([view.pointed, view.weight], [7, 3]);
  state.pointAt(view, 8, true);
  view.requestedUnit = [0, 1];
  assert.notEqual(state.updateNumbers(view, run, { ...UNIT, unit: 1 }), numbers);
  assert.deepEqual([view.pointed, view.weight, view.requestedUnit], [undefined, 8, undefined]);
  state.updateNumbers(view, run, { ...UNIT, layer: 1 });
  assert.equal(view.weight, 3);
});
