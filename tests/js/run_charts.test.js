// Recorded runs: charts move from one state to the next, the gap has an outline, the line snaps.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  atRest,
  beginLine,
  between,
  gapOutline,
  initialState,
  nearest,
  valueAt,
} from "../../components/diagnose/run_charts/state.js";
import { chartText, stopLines } from "../../components/diagnose/run_charts/words.js";
import { chartLayout } from "../../components/train/run_player/chart_layout.js";
import { lessonWords } from "./words.js";

const words = lessonWords("diagnose", "runs");

/**
 * @param {string} key
 * @param {(number | null)[][]} values of each curve
 * @param {object} [others]
 */
const chart = (key, values, others = {}) =>
  /** @type {any} */ ({
    key,
    title: key,
    low: 0,
    high: 2,
    log: false,
    end: 10,
    gap: "",
    curves: values.map((each, nth) => ({
      kind: nth ? "validation" : "train",
      at: each.map((_, at) => (10 * at) / (each.length - 1)),
      values: each,
    })),
    ...others,
  });

const stop = {
  key: "b",
  epochs: [0, 1, 2, 3],
  losses: [2.3, 1, 0.5, 0.1],
  accuracies: [0.1, 0.6, 0.8, 1],
  validation_losses: [2.3, 1.2, 0.9, 1.4],
  validation_accuracies: [0.1, 0.55, 0.701, 0.7],
  lowest: /** @type {number | null} */ (2),
};

test("a chart that stays moves its curves and its scale, at other points too", () => {
  const from = atRest([chart("b", [[2, 0]])]);
  const to = atRest([chart("b", [[2, 2, 2]], { high: 1 })]);
  const [half] = between(from, to, 0.5);
  assert.equal(half.high, 1.5);
  assert.deepEqual(half.curves[0].values, [2, 1.5, 1]);
  assert.deepEqual(between(from, to, 1), to);
});

test("a chart that goes gives its room to those that come", () => {
  const from = atRest([chart("a", [[1, 1]]), chart("c", [[1, 1]])]);
  const [a, b, c] = between(from, atRest([chart("b", [[1, 1]]), chart("c", [[1, 1]])]), 0.25);
  assert.deepEqual(
    [a, b, c].map(({ key, room }) => [key, room]),
    [
      ["a", 0.75],
      ["b", 0.25],
      ["c", 1],
    ],
  );
});

test("to a logarithmic scale a chart jumps, and values that are no numbers stay none", () => {
  const from = atRest([chart("b", [[2, 0]])]);
  const to = atRest([chart("b", [[2, 1e30]], { log: true, low: 1, high: 1e33 })]);
  assert.deepEqual(between(from, to, 0.5)[0].curves[0].values, [2, 1e30]);
  const gone = atRest([chart("b", [[1, null]])]);
  assert.deepEqual(between(from, gone, 0.5)[0].curves[0].values, [1.5, null]);
});

test("a curve has a value between its points and at its ends", () => {
  const [curve] = chart("a", [[4, 2, null]]).curves;
  assert.equal(valueAt(curve, 0), 4);
  assert.equal(valueAt(curve, 2.5), 3);
  assert.equal(valueAt(curve, 7), null);
});

test("the gap goes along one curve and back along the other", () => {
  const outline = gapOutline(
    chart("b", [
      [2, 1],
      [2, 1.5],
    ]),
  );
  assert.deepEqual(outline, [
    [0, 2],
    [10, 1],
    [10, 1.5],
    [0, 2],
  ]);
});

test("the line snaps to the nearest epoch and begins at the end of each run", () => {
  assert.equal(nearest(stop.epochs, 1.6), 2);
  assert.equal(nearest(stop.epochs, -5), 0);
  assert.equal(nearest(stop.epochs, 99), 3);
  const state = initialState();
  beginLine(state, stop);
  assert.equal(state.at, 3);
  state.at = 1;
  beginLine(state, { ...stop, lowest: null });
  assert.equal(state.at, 1); // an answer leaves it where it is
  beginLine(state, null);
  beginLine(state, stop);
  assert.equal(state.at, 3);
});

test("the lines have the network's numbers, and the best epoch once it may be seen", () => {
  assert.deepEqual(stopLines(words, { ...stop, lowest: null }, 1), [
    "training images: loss 1.000, 60.0% correct",
    "validation images: loss 1.200, 55.0% correct",
  ]);
  assert.match(stopLines(words, stop, 1)[2], /lowest after epoch 2: 0\.900/);
  assert.match(stopLines(words, stop, 2)[2], /^Epoch 2 has the lowest/);
});

test("a chart is spoken with the ends of its curves", () => {
  const names = new Map([["train", "training images"]]);
  const text = chartText(words, chart("B", [[2.31, null]]), names);
  assert.equal(text, "B: training images from 2.31 to no finite number");
});

test("a narrow chart has fewer epochs along it", () => {
  const axes = {
    low: 0,
    high: 1,
    log: false,
    startStep: 0,
    startEpoch: 0,
    totalSteps: 50,
    epochs: 50,
  };
  const texts = (/** @type {number} */ width) =>
    chartLayout(width, 200, axes).epochTicks.map(({ text }) => text);
  assert.deepEqual(texts(120), ["0", "25", "50"]);
  assert.equal(texts(700).length, 11);
});
