// One training step: the wheels mesh and turn by their ratios, and every sum can be added up.

import assert from "node:assert/strict";
import { test } from "node:test";
import { moveBetween } from "../../components/step/step_view/flight.js";
import {
  between,
  FULL,
  firstTurn,
  isBounded,
  outlineOf,
  wheelAt,
  wheelsIn,
} from "../../components/step/step_view/gears.js";
import { barOf, changesOf, initialState, moveTo } from "../../components/step/step_view/state.js";
import { lineTexts, rowTexts, wheelTexts } from "../../components/step/step_view/words.js";
import { lessonWords } from "./words.js";

const STEPS = Array.from({ length: 201 }, (_, at) => -2 + at * 0.02);
const LOSS = 2.1;
const INPUTS = [1.37219, 0, 0.41888, 2.22217];
const SLOPES = [-0.61234, -0.9, -0.45678, -0.98765];

/** @param {object} [others] */
function payload(others = {}) {
  const images = INPUTS.map((input, nth) => ({
    by: 2 * nth,
    values: { dtype: "f4", digits: 0, data: "" },
    probabilities: [0.5 / (nth + 1), 1 - 0.5 / (nth + 1)],
    loss: -Math.log(0.5 / (nth + 1)),
    input,
    d_sum: SLOPES[nth],
    gradient: input * SLOPES[nth],
  }));
  const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, each) => all + each, 0);
  const gradient = sum(images.map((each) => each.gradient)) / 4;
  return /** @type {any} */ ({
    scene: "gears",
    open: true,
    columns: 1,
    classes: ["0", "1"],
    label: 0,
    chosen: 3,
    images,
    loss: sum(images.map((each) => each.loss)) / 4,
    weight: {
      neuron: 5,
      is_hidden: true,
      unit: 0,
      value: 0.31416,
      input: INPUTS[3],
      d_sum: SLOPES[3],
      gradient: INPUTS[3] * SLOPES[3],
      ratios: [INPUTS[3], SLOPES[3]],
      steps: STEPS,
      losses: STEPS.map((step) => LOSS + step * INPUTS[3] * SLOPES[3] + step * step * 0.3),
    },
    update: { rate: 0.01, gradient, after: 0.31416 - 0.01 * gradient },
    trials: null,
    words: lessonWords("step", "step"),
    ...others,
  });
}

/** @type {(text: string) => number[]} */
const numbersIn = (text) =>
  [...text.matchAll(/[−+]? ?\d+(?:\.\d+)?/g)].map(([number]) =>
    Number(number.replace("−", "-").replaceAll(" ", "")),
  );

/** @type {(actual: number, expected: number, digits?: number) => void} */
const near = (actual, expected, digits = 4) =>
  assert.ok(Math.abs(actual - expected) <= 0.5001 * 10 ** -digits, `${actual} ${expected}`);

test("wheels that meet have teeth as their ratio asks, and turn by it in opposite directions", () => {
  const turn = 0.7;
  const [w, z, loss] = wheelsIn(800, 300, [2, -0.8], turn);
  near(w.teeth / z.teeth, 2, 1);
  near(z.teeth / loss.teeth, 0.8, 1);
  near(z.turned, (-turn * w.teeth) / z.teeth);
  near(loss.turned, (turn * w.teeth) / loss.teeth);
});

test("a tooth always meets a gap, and wheels touch", () => {
  for (const turn of [0, 0.1, 1, -2.5]) {
    const wheels = wheelsIn(700, 260, [1.5, -0.9], turn);
    for (const [one, other] of [wheels.slice(0, 2), wheels.slice(1)]) {
      near(other.x - one.x, one.radius + other.radius, 6);
      const pitch = (FULL * one.radius) / one.teeth;
      // How far above the meeting point a tooth of either is; they are half a distance apart.
      const apart = one.radius * one.phase + other.radius * (other.phase - Math.PI);
      const offset = (((apart / pitch) % 1) + 1) % 1;
      near(offset, 0.5, 6);
    }
  }
});

test("wheels stay in their box, and one whose ratio is 0 meets nothing", () => {
  for (const [width, height] of [
    [360, 120],
    [800, 300],
    [300, 500],
  ]) {
    for (const ratios of [
      [1.5, -0.9],
      [0, -0.5],
      [50, 0.001],
    ]) {
      const wheels = wheelsIn(width, height, ratios, 1);
      for (const { x, y, radius, teeth } of wheels) {
        const outside = radius + 0.28 * ((FULL * radius) / teeth) - 1e-6;
        assert.ok(x - outside >= -1e-6 && x + outside <= width + 1e-6);
        assert.ok(y - outside >= -1e-6 && y + outside <= height + 1e-6);
      }
    }
  }
  const [w, z] = wheelsIn(800, 300, [0, -0.5], 1);
  assert.ok(z.x - w.x > w.radius + z.radius + (1.1 * FULL * w.radius) / w.teeth);
  assert.equal(z.turned, 0);
});

test("a ratio that cannot be drawn is not to scale, and it is said", () => {
  assert.deepEqual([0, 1, -2, 9, 0.001].map(isBounded), [false, false, false, true, true]);
  const data = payload();
  const lines = () => lineTexts(data, initialState(data));
  assert.ok(!lines().includes(data.words["not to scale"]));
  data.weight.input = 9;
  assert.ok(lines().includes(data.words["not to scale"]));
});

test("a wheel's outline has four corners a tooth", () => {
  assert.equal(outlineOf({ radius: 50, teeth: 12 }).split("L").length, 48);
});

test("the nearest wheel is grabbed, and turns the first one by its own teeth", () => {
  const wheels = wheelsIn(800, 300, [2, -0.8], 0);
  assert.equal(wheelAt(wheels, wheels[1].x, wheels[1].y + 5), 1);
  near(firstTurn(wheels, 1, 1), -wheels[1].teeth / wheels[0].teeth);
  near(firstTurn(wheels, 2, 1), wheels[2].teeth / wheels[0].teeth);
  near(between(3, -3), FULL - 6);
});

test("a weight moves in steps, as far as its curve goes", () => {
  const data = payload();
  const state = initialState(data);
  moveTo(state, STEPS, 0.413);
  near(changesOf(data, state).step, 0.42);
  moveTo(state, STEPS, 99);
  assert.equal(state.at, 200);
});

test("the ratios, the changes and their product can be multiplied as they are shown", () => {
  const data = payload();
  const state = initialState(data);
  moveTo(state, STEPS, -0.62);
  const [, sum, loss, chain] = lineTexts(data, state).map(numbersIn);
  near(sum[0] * sum[1], sum[2]);
  near(loss[0] * loss[1] * loss[2], loss[3]);
  near(chain[0] * chain[1], chain[2]);
  near(loss[4], changesOf(data, state).measured);
});

test("losses, gradients and the updated weight can be added up as they are shown", () => {
  const data = payload({ scene: "loss" });
  const state = initialState(data);
  const rows = INPUTS.map((_, nth) => rowTexts(data, state, nth).map(numbersIn));
  for (const [[p], [loss]] of rows) near(-Math.log(p), loss, 5);
  const [line] = lineTexts(data, state).map(numbersIn);
  near(line.slice(0, 4).reduce((all, each) => all + each) / line[4], line[5]);
  data.scene = "update";
  const products = INPUTS.map((_, nth) => numbersIn(rowTexts(data, state, nth)[0]));
  for (const [x, slope, gradient] of products) near(x * slope, gradient, 4);
  const [, mean, update] = lineTexts(data, state).map(numbersIn);
  const shown = products.map(([, , gradient]) => gradient);
  assert.deepEqual(mean.slice(0, 4), shown);
  near(shown.reduce((all, each) => all + each) / mean[4], mean[5]);
  assert.equal(update[2], mean[5]);
  near(update[0] + update[1] * update[2], update[3]); // the minus stands before the rate
});

test("what waits for an answer is not shown", () => {
  const closed = payload({ scene: "still", open: false });
  assert.deepEqual(
    wheelTexts(closed, initialState(closed)).map((each) => each.turned),
    ["+0.00", "?", "?"],
  );
  assert.ok(lineTexts(closed, initialState(closed)).join().endsWith("= ?"));
  const slope = payload({ scene: "slope", open: false });
  assert.equal(lineTexts(slope, initialState(slope)).length, 1);
  const update = payload({ scene: "update", open: false });
  assert.equal(lineTexts(update, initialState(update)).length, 2);
});

test("bars are of the largest loss, or of the largest gradient with its sign", () => {
  const data = payload({ scene: "loss" });
  assert.equal(barOf(data, { rate: 0 }, 3)?.length, 1);
  data.scene = "update";
  assert.equal(barOf(data, { rate: 0 }, 3)?.length, -1);
  data.scene = "batch";
  assert.equal(barOf(data, { rate: 0 }, 3), null);
});

test("an image flies from where it was, in its size there", () => {
  const was = { x: 10, y: 20, width: 100, height: 100 };
  const is = { x: 200, y: 20, width: 50, height: 50 };
  assert.equal(moveBetween(was, is), "translate(-165px, 25px) scale(2)");
});
