// The run player: steps, epochs, scales and texts of a recording.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answerText, firstCorrect, rewindText } from "../../components/train/run_player/answer.js";
import { batchesDone, batchesOf, lastBatch } from "../../components/train/run_player/batches.js";
import { chartLayout } from "../../components/train/run_player/chart_layout.js";
import { colorShare } from "../../components/train/run_player/confusion.js";
import { lossLayout, lossOf } from "../../components/train/run_player/loss_curve.js";
import { mistakesText } from "../../components/train/run_player/mistakes.js";
import { otherRunCurves } from "../../components/train/run_player/other_runs.js";
import { keyframes, panelsOf } from "../../components/train/run_player/panels.js";
import * as recording from "../../components/train/run_player/recording.js";
import { blockText, splitLayout } from "../../components/train/run_player/split.js";
import * as player from "../../components/train/run_player/state.js";
import { squaresIn, tilesIn } from "../../components/train/run_player/tiles.js";
import * as texts from "../../components/train/run_player/words.js";

const WORDS = {
  untrained: "Untrained",
  epoch: "epoch [[epoch]] of [[epochs]]",
  step: "epoch [[epoch]], batch [[step]] of [[steps]]",
  ahead: "ahead: [[step]]",
  "after batch": "after [[step]]",
  "before batch": "before",
  "no number": "no number",
  validation: "validation [[when]]: [[accuracy]], [[loss]]",
  "training batches": "[[batches]] batches: [[accuracy]], [[loss]]",
  "training batch": "one batch: [[accuracy]], [[loss]]",
  "training first": "first: [[accuracy]], [[loss]]",
  correct: "[[correct]] of [[images]]: [[accuracy]]",
  "first units": "[[shown]] of [[units]]",
  "all units": "all [[units]]",
  weights: "[[which]], [[how]] ±[[scale]]",
  "dead units": "; [[percent]] dead [[when]]",
  "saturated units": "; [[percent]] saturated [[when]]",
  predicts: "[[digit]], [[share]]",
  "predicts right": "[[digit]] right",
  "predicts wrong": "[[digit]] wrong",
  "prediction later": "later",
  "prediction comes": "comes",
  "first right": "first at [[step]]",
  "right from start": "luck",
  "never right": "never",
  "looking up": "looking up",
  "cell wrong": "[[count]] of [[true]] as [[predicted]] at [[step]]",
  "cell right": "[[count]] right",
  "cell empty": "none",
  "most wrong": "worst at [[step]]",
};
/** @type {any} */
const RUN = {
  startStep: 0,
  totalSteps: 100,
  epochs: 5,
  trainedSteps: 60,
  words: WORDS,
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
  assert.equal(texts.stepText(RUN, { step: 0, epoch: 0 }), "Untrained");
  assert.equal(texts.stepText(RUN, { step: 40, epoch: 2 }), "epoch 2, batch 40 of 100");
  assert.equal(texts.stepText(RUN, { step: 61, epoch: 4 }), "ahead: 61");
  // The scene before the question on how many steps there are doesn't give its answer away.
  assert.equal(texts.stepText({ ...RUN, scene: "train" }, { step: 40, epoch: 2 }), "epoch 2 of 5");
  const frame = { metrics: [0.5, 0.91234, null, 0.9], averagedBatches: 3, validationStep: 40 };
  assert.equal(
    texts.metricsText(WORDS, frame),
    "validation after 40: 90.00%, no number\n3 batches: 91.23%, 0.5000",
  );
  assert.match(texts.metricsText(WORDS, { ...frame, averagedBatches: 1 }), /\none batch: /);
  assert.match(texts.metricsText(WORDS, { ...frame, averagedBatches: 0 }), /\nfirst: /);
});

test("a scene counts the correct predictions on the matrix's diagonal", () => {
  const frame = { metrics: [0, 0, 0, 0.75], confusion: [1000, 500, 0, 500] };
  assert.equal(texts.correctText(WORDS, frame), "1,500 of 2,000: 75.0%");
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

test("a cell of the confusion matrix has the more color the more images it has", () => {
  assert.equal(colorShare(0, 100, true), 0);
  assert.ok(colorShare(20, 100, true) < colorShare(90, 100, true));
  assert.ok(colorShare(5, 100, false) > colorShare(5, 100, true));
  assert.equal(colorShare(50, 100, false), 1);
});

test("the caption says which weights are shown, and how many neurons are dead", () => {
  const layer = { recordedUnits: 16, units: 128, dead: 0.5, saturated: 0, scale: 0.25 };
  assert.equal(
    texts.weightsText(WORDS, layer, "folded", "after 9"),
    "16 of 128, folded ±0.250; 50% dead after 9",
  );
  const whole = { ...layer, recordedUnits: 128, dead: 0 };
  assert.equal(texts.weightsText(WORDS, whole, "folded", ""), "all 128, folded ±0.250");
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
  const layout = chartLayout(320, 200, AXES);
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
  const layout = chartLayout(320, 200, AXES);
  assert.ok(layout.y(99) < layout.top && layout.y(99) > layout.top - 10);
  assert.ok(layout.y(99, 20) < layout.top - 1000);
});

test("a branch's axis counts its epochs from where it began", () => {
  const branch = { ...AXES, startStep: 40, startEpoch: 2, epochs: 3 };
  const layout = chartLayout(320, 200, branch);
  assert.deepEqual(
    layout.epochTicks.map(({ at, text }) => [Math.round(layout.stepAt(at)), text]),
    [
      [40, "2"],
      [60, "3"],
      [80, "4"],
      [100, "5"],
    ],
  );
  const log = chartLayout(320, 200, { ...AXES, low: 0.01, high: 100, log: true });
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

test("a run that begins in a scene is played from its start, as far as it has come", () => {
  const state = player.initialState();
  const data = { fills: true, isRunning: true, lastStep: 20 };
  player.beginPlaying(state, data, [0]);
  player.updatePosition(state, data, [0], 0);
  assert.deepEqual([state.position, player.playsOn(state, data, 0)], [0, false]);
  player.updatePosition(state, data, [0, 5, 10], 2);
  assert.deepEqual([state.position, player.playsOn(state, data, 2)], [0, true]);
  Object.assign(state, { position: 2, step: 10 });
  assert.equal(player.playsOn(state, data, 2), false); // it waits for the training
  assert.equal(player.playsOn(state, { ...data, isRunning: false }, 4), true);
  state.position = 4;
  assert.equal(player.playsOn(state, { ...data, isRunning: false }, 4), false);
  assert.equal(player.playsOn(state, data, 9), false); // it has been played
});

test("a run is not played by itself in Explore, nor where it had ended before", () => {
  for (const data of [
    { fills: false, isRunning: true },
    { fills: true, isRunning: false },
  ]) {
    const state = player.initialState();
    player.beginPlaying(state, data, [0, 5]);
    assert.equal(player.playsOn(state, data, 1), false);
    assert.equal(state.isFollowing, true);
  }
});

// Scenes

test("a question's scene shows no counter and no scrubber before it may be answered", () => {
  assert.deepEqual(panelsOf({ scene: "epoch", open: false }), ["batches"]);
  assert.ok(panelsOf({ scene: "epoch", open: true }).includes("scrubber"));
  for (const scene of /** @type {const} */ (["train", "rewind", "explore"])) {
    const shown = panelsOf({ scene, open: true });
    for (const panel of ["curves", "weights", "prediction", "scrubber"]) {
      assert.ok(shown.includes(panel), `${scene} has ${panel}`);
    }
  }
});

test("a panel moves from where it was, and one that was not there appears", () => {
  const box = (/** @type {number[]} */ [left, top, width, height]) =>
    /** @type {DOMRect} */ ({ left, top, width, height });
  const [from] = keyframes(box([10, 20, 50, 100]), box([110, 20, 100, 100]));
  assert.equal(from.transform, "translate(-100px, 0px) scale(0.5, 1)");
  assert.equal(keyframes(undefined, box([0, 0, 9, 9]))[0].opacity, 0);
});

test("tiles are as large as a box allows, and fewer where they would be too small", () => {
  assert.deepEqual(squaresIn(400, 300, 12, 0), { columns: 4, shown: 12, side: 100 });
  const all = tilesIn(400, 300, { count: 24, least: 30, gap: 6 });
  assert.equal(all.shown, 24);
  const rows = Math.ceil(all.shown / all.columns);
  assert.ok(all.columns * (all.side + 6) <= 406 && rows * (all.side + 6) <= 306);
  const few = tilesIn(180, 60, { count: 24, least: 40, gap: 6 });
  assert.ok(few.shown >= 3 && few.side >= 40);
  for (const count of [1, 2, 7, 391, 50_000]) {
    const { columns, side } = squaresIn(980, 500, count, 2);
    assert.ok(side >= 1 && columns >= 1 && columns <= count);
  }
});

test("an epoch's batches are counted, the last one smaller", () => {
  const data = { images: 50_000, batchSize: 128, startStep: 0 };
  assert.deepEqual([batchesOf(data), lastBatch(data)], [391, 80]);
  assert.deepEqual(
    [0, 1, 390, 391, 392, 782].map((step) => batchesDone(data, step)),
    [0, 1, 390, 391, 1, 391],
  );
  assert.equal(lastBatch({ ...data, batchSize: 125 }), 125);
  assert.equal(batchesDone({ ...data, startStep: 100 }, 101), 1);
});

test("the loss is −ln p, and a point of its curve says which p it is of", () => {
  assert.equal(lossOf(0.01).toFixed(2), "4.61");
  assert.equal(lossOf(1), -0);
  const layout = lossLayout(500, 300, 14);
  for (const probability of [0.01, 0.5, 0.9]) {
    assert.equal(layout.probabilityAt(layout.x(probability)), probability);
  }
  assert.deepEqual([layout.probabilityAt(-50), layout.probabilityAt(9999)], [0.01, 0.99]);
  const [, top, , height] = layout.box;
  assert.ok(layout.y(lossOf(0.01)) > top && layout.y(lossOf(0.9)) < top + height);
});

/** @type {any} */
const DIGIT = {
  words: WORDS,
  isRunning: false,
  drawing: { digit: 1, isExample: false },
  predictions: { 0: [0.6, 0.4], 5: [0.3, 0.7], 9: [0.1, 0.9] },
};

test("the step at which a digit is first predicted correctly is found", () => {
  assert.equal(firstCorrect(DIGIT, [0, 5, 9]), 5);
  assert.equal(firstCorrect({ ...DIGIT, drawing: { digit: 3 } }, [0, 5, 9]), undefined);
  assert.equal(firstCorrect({ ...DIGIT, drawing: { digit: null } }, [0, 5, 9]), undefined);
});

test("a prediction is called right or wrong only where the digit is known", () => {
  assert.equal(answerText(DIGIT, 0), "0 wrong");
  assert.equal(answerText(DIGIT, 5), "1 right");
  assert.equal(answerText({ ...DIGIT, drawing: { digit: null } }, 5), "1, 70%");
  assert.equal(answerText(DIGIT, 3), "comes");
  assert.equal(answerText({ ...DIGIT, isRunning: true }, 3), "later");
});

test("who rewinds is told at the step itself, once all predictions are known", () => {
  const steps = [0, 5, 9];
  assert.deepEqual(
    steps.map((step) => rewindText(DIGIT, steps, step)),
    ["", "first at 5", ""],
  );
  assert.equal(rewindText(DIGIT, [0, 3, 5, 9], 5), "");
  const zero = { ...DIGIT, drawing: { digit: 0 } };
  assert.equal(rewindText(zero, steps, 0), "luck");
  assert.equal(rewindText({ ...DIGIT, drawing: { digit: 7 } }, steps, 9), "never");
  assert.equal(rewindText({ ...DIGIT, drawing: { digit: null } }, steps, 5), "");
});

test("the panel of a cell says what its images are", () => {
  /** @type {any} */
  const cell = { step: 1000, true: 4, predicted: 9, count: 27, images: [] };
  assert.equal(mistakesText(WORDS, cell), "27 of 4 as 9 at 1,000");
  assert.equal(mistakesText(WORDS, { ...cell, count: null }), "looking up");
  assert.equal(mistakesText(WORDS, { ...cell, count: 0 }), "none");
  assert.equal(mistakesText(WORDS, { ...cell, predicted: 4 }), "27 right");
  assert.equal(mistakesText(WORDS, { ...cell, true: null, predicted: null }), "worst at 1,000");
});

test("the images of each purpose have a block, as large as their number", () => {
  const split = {
    training: 50_000,
    validation: 10_000,
    test: 10_000,
    isOpened: false,
    testAccuracy: null,
  };
  const { side, blocks } = splitLayout(900, 500, 16, split);
  assert.deepEqual(
    blocks.map(({ name, squares }) => [name, squares]),
    [
      ["training", 500],
      ["validation", 100],
      ["test", 100],
    ],
  );
  assert.ok(50 * side <= 900 && blocks[2].top + 2 * side <= 500);
  /** @type {Record<string, string>} */
  const words = {
    "split closed": "closed",
    "split open": "open",
    "split accuracy": "[[accuracy]]",
  };
  assert.equal(blockText(words, "test", split), "closed");
  assert.equal(blockText(words, "test", { ...split, isOpened: true }), "open");
  const known = { ...split, isOpened: true, testAccuracy: 0.975 };
  assert.equal(blockText(words, "test", known), "97.50%");
});
