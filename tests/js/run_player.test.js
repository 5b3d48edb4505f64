// The run player: steps, epochs, scales and texts of a recording.

import assert from "node:assert/strict";
import { test } from "node:test";
import { chartLayout } from "../../components/train/run_player/chart_layout.js";
import { colorShare } from "../../components/train/run_player/confusion.js";
import { otherRunCurves } from "../../components/train/run_player/other_runs.js";
import * as recording from "../../components/train/run_player/recording.js";
import * as player from "../../components/train/run_player/state.js";
import { weightsCaption } from "../../components/train/run_player/weights.js";

/** @type {any} */
const RUN = {
  startStep: 0,
  totalSteps: 100,
  epochs: 5,
  trainedSteps: 60,
  texts: { untrained: "Untrained" },
};

test("a step has the index of the last available step that is not after it", () => {
  assert.deepEqual(
    [0, 4, 5, 9, 10, 99].map((step) => recording.indexOfStep([0, 5, 10], step)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("the end of an epoch is found, also in a branch", () => {
  assert.deepEqual(
    [0, 19, 20, 85, 100].map((step) => recording.endOfEpoch(RUN, step)),
    [20, 20, 40, 100, 100],
  );
  assert.equal(recording.endOfEpoch({ ...RUN, startStep: 50, epochs: 2 }, 60), 75);
  assert.equal(recording.stepsPerEpoch(RUN, [0, 10, 20, 30, 40]), 2);
  assert.equal(recording.stepsPerEpoch(RUN, [0]), 10);
});

test("a step has its epoch, its batch and its metrics as text", () => {
  assert.equal(recording.stepText(RUN, { step: 0, epoch: 0 }), "Untrained");
  assert.equal(recording.stepText(RUN, { step: 40, epoch: 2 }), "epoch 2, batch 40 of 100");
  assert.match(recording.stepText(RUN, { step: 61, epoch: 4 }), /, ahead of the held training$/);
  const frame = { metrics: [0.5, 0.91234, null, 0.9], averagedBatches: 3, validationStep: 40 };
  assert.equal(
    recording.metricsText(frame, "of this batch"),
    "validation after batch 40: accuracy 90.00 %, loss not a number\n" +
      "training over 3 batches: accuracy 91.23 %, loss 0.5000",
  );
  assert.match(
    recording.metricsText({ ...frame, averagedBatches: 1 }, "of this batch"),
    /training of this batch:/,
  );
});

test("the scale of a loss that explodes is logarithmic", () => {
  const history = {
    loss: [2, 1],
    validation_loss: [null],
    accuracy: [0.3],
    validation_accuracy: [0.95],
  };
  /** @type {any} */
  const data = { history, recordedSteps: [0] };
  /** @type {any} */
  const frames = new Map([[0, { layers: [{ gradient: 4 }, { gradient: null }] }]]);
  assert.deepEqual(recording.chartScales(data, frames), {
    isLogLoss: false,
    loss: [0, 2],
    accuracy: [0.3, 1],
    gradient: [0.1, 4],
  });
  const exploded = { ...data, history: { ...history, loss: [2, 1e6] } };
  assert.deepEqual(recording.chartScales(exploded, frames).loss, [1, 1e6]);
});

test("a cell of the confusion matrix is blue if right, orange if wrong, and blank if empty", () => {
  assert.ok(colorShare(90, 100, true) < 0 && colorShare(5, 100, false) > 0);
  assert.equal(colorShare(0, 0, true), 0);
  assert.equal(colorShare(50, 100, false), 1);
});

test("the caption says which weights are shown, and how many units are dead", () => {
  const layer = { recordedUnits: 16, units: 128, dead: 0.5, saturated: 0, scale: 0.25 };
  assert.equal(
    weightsCaption(layer, "folded", "after batch 9"),
    "the first 16 of 128 units, folded; blue below 0, orange above, strongest ±0.250; " +
      "50\u00a0% of its units are dead after batch 9",
  );
  assert.match(
    weightsCaption({ ...layer, recordedUnits: 128, dead: 0 }, "folded", ""),
    /^all 128 units.*±0\.250$/,
  );
});

const AXES = {
  low: 0,
  high: 2,
  log: false,
  startStep: 0,
  startEpoch: 0,
  totalSteps: 100,
  epochs: 5,
};

test("a chart's steps and values are where its ticks say", () => {
  const layout = chartLayout(320, AXES);
  assert.deepEqual([layout.x(0), layout.x(100)], [layout.left, layout.right]);
  assert.deepEqual([layout.y(0), layout.y(2)], [layout.bottom, layout.top]);
  assert.equal(Math.round(layout.stepAt(layout.x(37)) * 1e6), 37e6);
  assert.deepEqual(
    layout.valueTicks.map(({ text }) => text),
    ["0.00", "0.50", "1.00", "1.50", "2.00"],
  );
  assert.deepEqual(
    layout.epochTicks.map(({ at, text }) => [Math.round(layout.stepAt(at)), text]),
    [0, 1, 2, 3, 4, 5].map((epoch) => [20 * epoch, String(epoch)]),
  );
});

test("a chart's values beyond its scale stay near its edge, or leave it", () => {
  const layout = chartLayout(320, AXES);
  assert.ok(layout.y(99) < layout.top && layout.y(99) > layout.top - 10);
  assert.ok(layout.y(99, 20) < layout.top - 1000);
});

test("a branch's axis counts its epochs from where it began", () => {
  const branch = { ...AXES, startStep: 40, startEpoch: 2, epochs: 3 };
  const layout = chartLayout(320, branch);
  assert.deepEqual(
    layout.epochTicks.map(({ at, text }) => [Math.round(layout.stepAt(at)), text]),
    [
      [40, "2"],
      [60, "3"],
      [80, "4"],
      [100, "5"],
    ],
  );
  const log = chartLayout(320, { ...AXES, low: 0.01, high: 100, log: true });
  assert.deepEqual(
    log.valueTicks.map(({ text }) => text),
    ["0.01", "0.1", "1", "1e+1", "1e+2"],
  );
});

test("every other run has two curves in a style of its own", () => {
  /** @type {any} */
  const run = {
    name: "run 1",
    steps: [0, 1],
    validationSteps: [1],
    loss: [2, 1],
    validation_loss: [1],
  };
  const [train, validation, next] = otherRunCurves([run, run], "loss", true);
  assert.deepEqual([train.steps, validation.steps, validation.values], [[0, 1], [1], [1]]);
  assert.notDeepEqual(next.dashes, train.dashes);
});

// The player's state

/** @type {any} */
const frame = (/** @type {number} */ step, validationStep = step) => ({ step, validationStep });

test("frames are stored once, dropped when they are no longer available, and another run begins anew", () => {
  const state = player.initialState();
  player.storeFrames(state, { run: "a", frames: [frame(0), frame(5)], availableSteps: [0, 5, 9] });
  assert.deepEqual(player.missingSteps(state, [0, 5, 9]), [9]);
  player.storeFrames(state, { run: "a", frames: [frame(9)], availableSteps: [5, 9] });
  assert.deepEqual([...state.frames.keys()], [5, 9]);
  Object.assign(state, { step: 5, isFollowing: false, layer: 1 });
  player.storeFrames(state, { run: "b", frames: [], availableSteps: [0] });
  assert.deepEqual(
    [state.frames.size, state.step, state.isFollowing, state.layer],
    [0, null, true, 1],
  );
});

test("the player follows a run, stays at a chosen step, and goes to a requested one", () => {
  const state = player.initialState();
  const data = { isRunning: true, lastStep: 10 };
  const steps = [0, 5, 10];
  player.updatePosition(state, data, steps, 2);
  assert.equal(state.position, 2);
  Object.assign(state, { step: 5, isFollowing: false });
  player.updatePosition(state, data, steps, 2);
  assert.equal(state.position, 1);
  state.requestedStep = 6;
  player.updatePosition(state, data, steps, 2);
  assert.deepEqual([state.position, state.requestedStep], [1, 6]);
  state.frames.set(6, frame(6));
  player.updatePosition(state, data, [0, 5, 6, 10], 3);
  assert.deepEqual([state.position, state.requestedStep, state.isFollowing], [2, null, false]);
});

test("a step ahead of a run that goes on is left for the run's own", () => {
  const state = { ...player.initialState(), step: 12, isFollowing: false };
  player.updatePosition(state, { isRunning: true, lastStep: 10 }, [0, 10], 1);
  assert.deepEqual([state.position, state.isFollowing], [1, true]);
});

test("the end of an epoch is trained, requested or shown, whichever leads there", () => {
  const data = { ...RUN, lastStep: 100, recordedSteps: [0, 20, 55] };
  const steps = [0, 20, 55];
  assert.deepEqual(player.epochEndAction(data, steps, 0), { action: "go", step: 20 });
  assert.deepEqual(player.epochEndAction(data, steps, 21), { action: "go", step: 55 });
  assert.deepEqual(player.epochEndAction(data, steps, 60), { action: "train", step: 80 });
  const late = { ...data, trainedSteps: 60 };
  assert.deepEqual(player.epochEndAction(late, steps, 55), { action: "request", step: 60 });
  const over = { ...data, trainedSteps: 61, lastStep: 61 };
  assert.deepEqual(player.epochEndAction(over, steps, 60), { action: "go", step: 61 });
});

test("a goal is cleared once it is trained, and requested if it was not recorded", () => {
  const data = { trainedSteps: 40, lastStep: 100, availableSteps: [0, 20] };
  const state = { ...player.initialState(), epochGoal: 60 };
  assert.equal(player.settleGoal(state, data), null);
  assert.ok(player.isWaiting(state));
  assert.equal(player.settleGoal(state, { ...data, trainedSteps: 60 }), 60);
  assert.ok(!player.isWaiting(state));
  state.epochGoal = 60;
  assert.equal(player.settleGoal(state, { ...data, lastStep: 40 }), null);
  assert.equal(state.epochGoal, null);
});
