// The neuron's view: its steps, its edits, what outlives a change of the data, what is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { neuronOf } from "../../components/dense/neuron_view/arithmetic.js";
import { curveLayout } from "../../components/dense/neuron_view/curve.js";
import {
  draggedValue,
  dropAnswered,
  isOutdated,
  LARGEST,
  readNumber,
  setNumber,
  sliderReach,
  takeUnsent,
} from "../../components/dense/neuron_view/edits.js";
import { formulaPieces, pointedWords } from "../../components/dense/neuron_view/formula.js";
import { disagreementOf, liveData } from "../../components/dense/neuron_view/live.js";
import { fittingSize } from "../../components/dense/neuron_view/pictures.js";
import {
  hintWords,
  roundingWords,
  scoreWords,
} from "../../components/dense/neuron_view/practice_words.js";
import {
  initialState,
  playSpeed,
  positionAfterKey,
  renewed,
} from "../../components/dense/neuron_view/state.js";
import { currentIndex, stepsOf, termsIn } from "../../components/dense/neuron_view/steps.js";
import { writingOf } from "../../components/dense/neuron_view/writing.js";
import { checksumOf } from "../../components/ui/js/pad_picture.js";
import { lessonWords } from "./words.js";

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
  neuron: "first",
  source: "a",
  step: 2,
  lastEvent: 0,
  isPrepared: false,
  picture: 0,
  layerKey: "layer",
  mode: "watch",
  words: lessonWords("dense", "neuron"),
};
Object.assign(data, neuronOf(data, [0.5, -1, 0.25], 0.1));
const { numbers } = data;
const subject = (/** @type {object} */ more = {}) => {
  const payload = { ...data, ...more };
  const write = writingOf(payload);
  const steps = stepsOf(payload, numbers, "vector", write);
  return { data: payload, numbers, write, steps, count: 3 };
};
const text = (/** @type {any} */ about, /** @type {number} */ position) =>
  formulaPieces(about, position)
    .map((piece) => piece.text)
    .join("");

test("the steps begin where Python has them, and again with another neuron", () => {
  const state = initialState(data);
  assert.equal(state.position, 2);
  assert.ok(state.position < state.last, "they have not ended before their number is known");
  assert.deepEqual(renewed(state, data), {});
  assert.equal(renewed(state, { ...data, source: "b" }).position, 0);
  assert.equal(renewed(state, { ...data, source: "b", startsAtEnd: true }).position, Infinity);
  assert.notEqual(initialState({ ...data, startsAtEnd: true }).source, "a");
});

test("a position is about the term that was added last, then about the bias", () => {
  const { steps } = subject();
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map((position) => currentIndex(steps, position)),
    [0, 0, 1, 2, 3, 3],
  );
});

test("terms stand in either order", () => {
  assert.deepEqual([0, 1, 2].map(termsIn(data, "vector")), [0, 1, 2]);
  assert.deepEqual([0, 1, 2].map(termsIn({ ...data, order: [2, 0, 1] }, "size")), [1, 2, 0]);
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

test("a short formula has every term, of which the last added is the current one", () => {
  assert.equal(text(subject(), 2), "z = 1 × 0.50 + 2 × (−1.00) + 3 × 0.25 + 0.10");
  const pieces = formulaPieces(subject(), 2);
  assert.deepEqual(
    pieces.map((piece) => piece.now),
    [false, false, true, false, false],
  );
  assert.deepEqual(
    pieces.map((piece) => piece.done),
    [true, true, true, false, false],
  );
});

test("a long formula has what is done, the current term and what is to come", () => {
  const many = { ...data, inputs: Array(12).fill(1), lossless: false };
  const weights = Array(12).fill(0.5);
  const { numbers: long } = neuronOf(many, weights, -1);
  const write = writingOf(many);
  const steps = stepsOf(many, long, "vector", write);
  const about = { data: many, numbers: long, write, steps, count: 12 };
  assert.equal(text(about, 0), "z = 12 terms to come − 1.00 + 0.00 (rounding)");
  assert.equal(
    text(about, 3),
    "z = 1.00 (2 terms) + 1 × 0.50 + 9 terms to come − 1.00 + 0.00 (rounding)",
  );
  assert.equal(text(about, 13), "z = 6.00 (12 terms) − 1.00 + 0.00 (rounding)");
});

test("a value under the pointer is written with its product once that is added", () => {
  const at = (/** @type {number} */ position) => ({
    ...subject(),
    termOf: (/** @type {number} */ index) => index,
    state: { position },
  });
  assert.equal(pointedWords(at(3), 1), "x[1] × w[1] = 2 × (−1.00) = −2.00");
  assert.equal(pointedWords(at(1), 1), "x[1] = 2, w[1] = −1.00: not added yet");
});

test("a wrong answer gets a hint, a second one the working, a right one nothing", () => {
  const practice = (/** @type {any} */ record, /** @type {object} */ more = {}) => ({
    ...subject(more),
    exercise: {
      id: "x",
      blanks: ["product 1", "sum", "output"],
      progress: record,
      first: 0,
      length: 3,
    },
  });
  const hint = (/** @type {any} */ record, name = "product 1") =>
    hintWords(practice({ [name]: record }), name);
  assert.equal(hint(undefined), "");
  assert.equal(hint({ right: true, errors: 1 }), "");
  assert.match(hint({ errors: 1 }), /^Not yet\. Multiply the input x\[1\] = 2 by .* −1\.00\.$/);
  assert.equal(hint({ errors: 2 }), "Not yet. The working: 2 × (−1.00) = −2.00.");
  assert.match(hint({ errors: 1, number: false }), /^This isn't a number/);
  assert.equal(hint({ errors: 2 }, "sum"), "Not yet. The working: −0.75 + 0.10 = −0.65.");
  assert.match(hint({ errors: 1 }, "output"), /Calculate z first\.$/);
  assert.equal(hint({ errors: 2 }, "output"), "Not yet. The working: relu(−0.65) = 0.00.");
  const done = { "product 1": { right: true }, sum: { right: true } };
  assert.equal(scoreWords(practice(done), false), "2 of 3 correct");
  assert.equal(scoreWords(practice(done), true), "1 of 2 correct");
  assert.match(roundingWords(practice(done)), /^then \+ 0\.00 for what rounding 3 products lost/);
  assert.equal(roundingWords(practice({})), "");
});

test("the words of each step are the sum they lead to", () => {
  const { steps } = subject();
  assert.deepEqual([0, 1, 2, 3, 4, 5].map(steps.words), [
    "The sum starts at 0.",
    "0.00 + 1 × 0.50 = 0.00 + 0.50 = 0.50",
    "0.50 + 2 × (−1.00) = 0.50 − 2.00 = −1.50",
    "−1.50 + 3 × 0.25 = −1.50 + 0.75 = −0.75",
    "−0.75 + 0.10 (the bias) = −0.65",
    "relu(−0.65) = 0.00",
  ]);
  assert.deepEqual([0, 3, 4, 5].map(steps.sumAt), [0, -75, -65, -65]);
  assert.equal(subject({ lossless: false }).steps.last, 6);
});

test("numbers are read as people write them", () => {
  const texts = ["2,5", "−3", "–0.5", " 1 000 ", "+.5", "7."];
  assert.deepEqual(texts.map(readNumber), [2.5, -3, -0.5, 1000, 0.5, 7]);
  for (const text of ["", "-", "1e3", "abc", "--1", "1.2.3"]) assert.equal(readNumber(text), null);
});

test("an edit holds until Python has answered it, and belongs to its neuron", () => {
  const state = initialState(data);
  dropAnswered(state, data);
  assert.equal(liveData(data, state, null, undefined), data, "Python's where nothing is edited");
  const neuron = { numbers, digits: 2 };
  assert.ok(setNumber(state, neuron, 1, 2.501));
  assert.ok(!setNumber(state, neuron, 0, 0.5), "the same number is no edit");
  assert.ok(setNumber(state, neuron, 3, -1), "the bias comes after all weights");
  const edited = liveData(data, state, null, undefined).numbers;
  assert.deepEqual([edited.weights, edited.bias, edited.sum], [[0.5, 2.5, 0.25], -1, 5.25]);
  const report = takeUnsent(state, data);
  const changes = [
    [1, 2.5],
    [3, -1],
  ];
  assert.deepEqual(report, { serial: 1, unit: 0, inputs: 3, changes });
  assert.equal(takeUnsent(state, data), undefined, "it is sent once");
  dropAnswered(state, data);
  assert.equal(state.edits.size, 2);
  dropAnswered(state, { ...data, lastEvent: 1 });
  assert.equal(state.edits.size, 0);
  setNumber(state, neuron, 1, 4);
  assert.equal(takeUnsent(state, { ...data, lastEvent: 8 })?.serial, 9, "higher than any answered");
  dropAnswered(state, { ...data, neuron: "second" });
  assert.equal(state.edits.size, 0);
});

test("a field is written anew unless its number is being typed", () => {
  assert.ok(isOutdated("0.22", 0.98, 2, true), "the number was dragged meanwhile");
  assert.ok(isOutdated("0.22", 0.22, 2, false));
  for (const text of ["0.98", "0,98", "0.980", "-", ""]) {
    assert.ok(!isOutdated(text, 0.98, 2, true), text);
  }
});

test("a drag of 100 pixels is one reach of the slider, within what a weight may be", () => {
  assert.equal(draggedValue(0.25, 50), 0.75);
  assert.equal(draggedValue(4, -100), 0);
  assert.equal(draggedValue(900, 1e6), LARGEST);
  assert.deepEqual([0, 0.9, 3].map(sliderReach), [1, 2, 4]);
});

test("the widest number of a picture fits its cell, its minus sign included", () => {
  assert.ok(fittingSize(46, 1, 3) * 3 <= 42);
  assert.equal(fittingSize(90, 1, 2), 20);
  assert.ok(fittingSize(46, 3, 1) <= 46 / 3, "a third of the cell is a strip's width");
  assert.equal(fittingSize(20, 1, 4), 0, "too small to read");
});

test("a curve's points lie in its picture, and sums beyond at its edges", () => {
  const values = [0, 0, 2, 4];
  const layout = curveLayout({ reach: 4, values }, 200);
  for (const sum of [-4, 0, 4, 99]) assert.ok(layout.x(sum) >= 6 && layout.x(sum) <= 194);
  assert.equal(layout.x(99), layout.x(4));
  for (const output of values) assert.ok(layout.y(output) >= 8 && layout.y(output) <= 156);
});

/** @type {any} */
const PICTURE = { side: 3, channels: 1, levels: 9, full: 9, pixels: new Uint8Array(9) };
PICTURE.pixels.set([1, 2, 3]);

test("the picture on the pad is computed with until Python has seen it", () => {
  const inputs = Array.from(PICTURE.pixels);
  const weights = inputs.map((_, index) => index - 1);
  const nine = { ...data, rows: 3, inputs, sums: [0, 5], picture: checksumOf(PICTURE) };
  /** @type {any} */
  const sent = { ...nine, ...neuronOf(nine, weights, 0.5) };
  const state = initialState(sent);
  assert.equal(liveData(sent, state, PICTURE, undefined), sent);
  assert.equal(disagreementOf(sent, PICTURE), undefined);
  const drawn = { ...PICTURE, pixels: Uint8Array.of(0, 0, 9, 0, 0, 0, 0, 0, 0) };
  const live = liveData(sent, state, drawn, undefined);
  assert.deepEqual([live.inputs[2], live.numbers.sum, live.numbers.output], [9, 9.5, 9.5]);
  assert.deepEqual(live.order.slice(0, 2), [2, 0]);
  const eight = { ...PICTURE, side: 8, pixels: new Uint8Array(64) };
  assert.equal(liveData(sent, state, eight, undefined), sent, "another size is Python's to answer");
  assert.equal(disagreementOf({ ...sent, numbers: { ...sent.numbers, sum: 7 } }, null), "sum");
  assert.equal(disagreementOf({ ...sent, order: [...sent.order].reverse() }, null), "order");
  const off = sent.inputs.map((/** @type {number} */ x) => x + 1);
  const other = { ...sent, inputs: off, ...neuronOf({ ...sent, inputs: off }, weights, 0.5) };
  assert.equal(disagreementOf(other, PICTURE), "inputs");
});

test("with softmax the whole layer is computed, where its numbers are here", () => {
  const kernel = Float64Array.from({ length: 18 }, (_, edge) => (edge % 5) - 2);
  const bias = Float64Array.of(0.5, -1);
  const weights = Array.from({ length: 9 }, (_, index) => kernel[index * 2]);
  const inputs = Array.from(PICTURE.pixels);
  const softmax = {
    ...data,
    rows: 3,
    activation: "softmax",
    elementwise: false,
    inputs,
    sums: [0, 0],
  };
  /** @type {any} */
  const sent = { ...softmax, ...neuronOf(softmax, weights, bias[0]) };
  const state = initialState(sent);
  assert.equal(liveData(sent, state, PICTURE, undefined), sent, "the layer is not here");
  const layer = { layerKey: "layer", kernel, bias };
  const live = liveData(sent, state, PICTURE, layer);
  // 1·(-2) + 2·0 + 3·2 + 0.5 and 1·(-1) + 2·1 + 3·(-2) - 1
  assert.deepEqual(live.sums, [4.5, -6]);
  assert.ok(Math.abs(live.numbers.output - 1 / (1 + Math.exp(-10.5))) < 1e-12);
  const another = { ...layer, kernel: kernel.map((weight) => weight + 1) };
  assert.equal(liveData(sent, state, PICTURE, another), sent, "those are of another layer");
});
