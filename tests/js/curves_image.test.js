// The curves' image: round intervals, and where values and ticks are.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chartsOf,
  roundInterval,
  stepTicks,
  valueTicks,
  xOf,
  yOf,
} from "../../components/train/curves_image/layout.js";

test("an interval is round, and divides the range into about as many parts", () => {
  assert.deepEqual(
    [1, 2.3, 0.1, 940, 3].map((range) => roundInterval(range, 5)),
    [0.2, 0.5, 0.02, 200, 1],
  );
});

test("a chart's scale reaches from below the lowest to above the highest value", () => {
  const [loss, accuracy] = chartsOf({
    loss: [2.3, 0.4, null],
    validation_loss: [2.1, 0.5],
    accuracy: [0.1, 0.9],
    validation_accuracy: [0.12],
  });
  assert.deepEqual([loss.low, loss.high, accuracy.low, accuracy.high], [0, 2.5, 0, 1]);
  const [none] = chartsOf({ loss: [], validation_loss: [], accuracy: [], validation_accuracy: [] });
  assert.ok(none.high > 0);
});

test("ticks are where their values are", () => {
  const chart = { box: { left: 100, top: 50, width: 500, height: 400 }, low: 0, high: 1.25 };
  const values = valueTicks(chart);
  assert.deepEqual(
    values.map(({ text }) => text),
    ["0.00", "0.25", "0.50", "0.75", "1.00", "1.25"],
  );
  assert.deepEqual([values[0].at, values[5].at], [450, 50]);
  assert.equal(yOf(chart, 0.25), values[1].at);
  const steps = stepTicks(chart.box, 2345);
  assert.deepEqual(
    steps.map(({ text }) => text),
    ["0", "500", "1,000", "1,500", "2,000"],
  );
  assert.equal(steps[1].at, xOf(chart.box, 2345, 500));
});
