// The neuron's story: what is kept, where it goes on, what is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { formulaPieces, pointedWords } from "../../components/dense/neuron_view/formula.js";
import { storyOf, weighed, wordsOf } from "../../components/dense/neuron_view/numbers.js";
import {
  hintWords,
  roundingWords,
  scoreWords,
} from "../../components/dense/neuron_view/practice_words.js";
import {
  currentIndex,
  initialState,
  placesIn,
  playSpeed,
  positionAfterKey,
  renewed,
} from "../../components/dense/neuron_view/story.js";

/** @type {any} */
const data = {
  inputs: [1, 2, 3],
  order: [2, 0, 1],
  sums: [0],
  unit: 0,
  digits: 2,
  inputDigits: 0,
  activation: "relu",
  elementwise: true,
  lossless: true,
  rows: 1,
  columns: 3,
  channels: 1,
  source: "a",
  told: 2,
  mode: "watch",
};
const numbers = weighed(data, [0.5, -1, 0.25], 0.1);
const told = (/** @type {object} */ more = {}) => {
  const given = { ...data, ...more };
  const say = wordsOf(given);
  return { data: given, numbers, say, story: storyOf(given, numbers, "vector"), count: 3 };
};
const text = (/** @type {any} */ given, /** @type {number} */ position) =>
  formulaPieces(given, position)
    .map((piece) => piece.text)
    .join("");

test("a story begins where Python left it, and again with another neuron", () => {
  const state = initialState(data);
  assert.equal(state.position, 2);
  assert.ok(state.position < state.last, "it has not ended before its length is known");
  assert.deepEqual(renewed(state, data), {});
  assert.equal(renewed(state, { ...data, source: "b" }).position, 0);
  assert.equal(renewed(state, { ...data, source: "b", atItsEnd: true }).position, Infinity);
  assert.notEqual(initialState({ ...data, atItsEnd: true }).source, "a");
});

test("a position is about the term that was added last, then about the bias", () => {
  const { story } = told();
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((at) => currentIndex(story, at)),
    [0, 0, 1, 2, 3, 3],
  );
});

test("terms stand in either order", () => {
  assert.deepEqual([0, 1, 2].map(placesIn(data, "vector")), [0, 1, 2]);
  assert.deepEqual([0, 1, 2].map(placesIn(data, "size")), [1, 2, 0]);
});

test("the last steps are slow, and keys lead by terms and rows", () => {
  assert.equal(playSpeed({ count: 3, pace: 40 }, 2), 40);
  assert.ok(playSpeed({ count: 3, pace: 40 }, 3) < 1);
  assert.deepEqual(
    ["ArrowLeft", "ArrowDown", "Home", "End"].map((key) => positionAfterKey(key, 5, 3, 9)),
    [4, 8, -4, 14],
  );
  assert.equal(positionAfterKey("x", 5, 3, 9), undefined);
});

test("a short formula has every term, of which the last added is at its turn", () => {
  assert.equal(text(told(), 2), "sum = 1 × 0.50 + 2 × (−1.00) + 3 × 0.25 + 0.10");
  const pieces = formulaPieces(told(), 2);
  assert.deepEqual(
    pieces.map((piece) => piece.now),
    [false, false, true, false, false],
  );
  assert.deepEqual(
    pieces.map((piece) => piece.done),
    [true, true, true, false, false],
  );
});

test("a long formula has what is done, the term at hand and what is to come", () => {
  const many = { ...data, inputs: Array(12).fill(1), lossless: false };
  const weights = Array(12).fill(0.5);
  const long = weighed({ ...many, order: [...Array(12).keys()] }, weights, -1);
  const story = storyOf(many, long, "vector");
  const given = { data: many, numbers: long, say: wordsOf(many), story, count: 12 };
  assert.equal(text(given, 0), "sum = 12 terms to come − 1.00 + 0.00 (rounding)");
  assert.equal(
    text(given, 3),
    "sum = 1.00 (2 terms) + 1 × 0.50 + 9 terms to come − 1.00 + 0.00 (rounding)",
  );
  assert.equal(text(given, 13), "sum = 6.00 (12 terms) − 1.00 + 0.00 (rounding)");
});

test("a value under the pointer is written with its product once that is added", () => {
  const at = (/** @type {number} */ position) => ({
    ...told(),
    placeOf: (/** @type {number} */ index) => index,
    state: { position },
  });
  assert.equal(pointedWords(at(3), 1), "x[1] × w[1] = 2 × (−1.00) = −2.00");
  assert.equal(pointedWords(at(1), 1), "x[1] = 2, w[1] = −1.00: not added yet");
});

test("a wrong answer gets a hint, a second one the working, a right one nothing", () => {
  const practice = (/** @type {any} */ record, /** @type {object} */ more = {}) => ({
    ...told(more),
    task: { id: "x", asked: ["product 1", "sum", "output"], progress: record, first: 0, length: 3 },
  });
  const hint = (/** @type {any} */ record, name = "product 1") =>
    hintWords(practice({ [name]: record }), name);
  assert.equal(hint(undefined), "");
  assert.equal(hint({ right: true, errors: 1 }), "");
  assert.match(hint({ errors: 1 }), /^Not yet\. Multiply the input x\[1\] = 2 by .* −1\.00\.$/);
  assert.equal(hint({ errors: 2 }), "Not yet. The working: 2 × (−1.00) = −2.00.");
  assert.match(hint({ errors: 1, number: false }), /^That is no number/);
  assert.equal(hint({ errors: 2 }, "sum"), "Not yet. The working: −0.75 + 0.10 = −0.65.");
  assert.match(hint({ errors: 1 }, "output"), /Compute the sum first\.$/);
  assert.equal(hint({ errors: 2 }, "output"), "Not yet. The working: relu(−0.65) = 0.00.");
  const done = { "product 1": { right: true }, sum: { right: true } };
  assert.equal(scoreWords(practice(done).task, false), "2 of 3 right");
  assert.equal(scoreWords(practice(done).task, true), "1 of 2 right");
  assert.match(roundingWords(practice(done)), /^then \+ 0\.00 for what rounding 3 products lost/);
  assert.equal(roundingWords(practice({})), "");
});
