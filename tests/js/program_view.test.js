// A program on the stage: letters that can be read, and the line that is to be seen.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  indentOf,
  isWide,
  letterIn,
  lineToSee,
} from "../../components/pitfalls/program_view/layout.js";
import { waitingText } from "../../components/pitfalls/program_view/words.js";

const LINES = [
  "import keras",
  "",
  "model = keras.Sequential([",
  "    keras.Input((28, 28)),",
  "])",
];

test("letters grow with the stage, and stay large enough to be read", () => {
  const [phone, laptop, screen] = [
    [366, 300],
    [800, 560],
    [1400, 900],
  ].map(([width, height]) => letterIn(LINES, width, height, 0));
  assert.ok(phone >= 12 && phone <= laptop && laptop <= screen);
  assert.equal(letterIn(["x".repeat(200)], 300, 200, 0), 12);
  assert.equal(letterIn(LINES, 300, 200, 20), 20);
});

test("a program fits the pane that its letters were chosen for", () => {
  const letter = letterIn(LINES, 800, 560, 0);
  assert.ok(LINES.length * 1.45 * letter <= 560);
  assert.ok(Math.max(...LINES.map((line) => line.length)) * 0.6 * letter <= 0.58 * 800);
});

test("program and output stand side by side where both have room", () => {
  assert.deepEqual(
    [360, 619, 620, 1200].map((width) => isWide(LINES, width, 0)),
    [false, false, true, true],
  );
  assert.ok(!isWide(["x".repeat(50)], 640, 20)); // on a projector
  assert.ok(isWide(["x".repeat(50)], 1400, 20));
});

test("what was changed is seen first, then where it stopped, then the network", () => {
  assert.equal(lineToSee(LINES, [3], 4), 3);
  assert.equal(lineToSee(LINES, [], 4), 4);
  assert.equal(lineToSee(LINES, [], null), 2);
});

test("a line is indented by its spaces", () => {
  assert.deepEqual(LINES.map(indentOf), [0, 0, 0, 4, 0]);
});

test("where there is no output, the program waits for an answer, runs, or couldn't be run", () => {
  const words = { waits: "once answered", pending: "running", failed: "not run" };
  const texts = [
    [false, false],
    [true, false],
    [false, true],
  ].map(([is_pending, is_failed]) => waitingText({ said: null, is_pending, is_failed, words }));
  assert.deepEqual(texts, ["once answered", "running", "not run"]);
  assert.equal(waitingText({ said: [], is_pending: false, is_failed: true, words }), "");
});
