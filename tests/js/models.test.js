// What widgets know and write, without their drawing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sumOf, wordsOf } from "../../components/backprop/gradient_view/sum.js";
import * as chain from "../../components/build/model_editor/chain.js";
import * as strokes from "../../components/drawing/draw_pad/strokes.js";
import { shareOf } from "../../components/train/run_player/confusion.js";
import * as moments from "../../components/train/run_player/moments.js";
import { scaleWords } from "../../components/train/run_player/weights.js";
import { meanWords, penaltyWords } from "../../components/train/step_explainer/batch.js";
import { indexAfterKey } from "../../components/train/step_explainer/gallery.js";
import * as numbers from "../../components/train/step_explainer/numbers.js";
import { ruleLines, ruleNote, sumNote } from "../../components/train/step_explainer/rule.js";

// gradient_view

test("a gradient's written terms, the others and the rounding add up to its sum", () => {
  const units = Array.from({ length: 20 }, (_, unit) => Math.sin(unit) / 7);
  const kernel = Float64Array.from(units, (_, unit) => Math.cos(unit));
  const exact = units.reduce((sum, d, unit) => sum + d * kernel[unit], 0);
  /** @type {any} */
  const net = { digits: 4, kernel, vector: [exact], blocks: [{ values: units }] };
  const sum = sumOf(net, 0);
  assert.equal(sum.listed.length, 6);
  assert.equal(sum.listed.length + sum.rest.length, 20);
  const listed = sum.listed.reduce((total, term) => total + term.written, 0);
  assert.equal(listed + sum.others + sum.rounding, sum.total);
  const sizes = sum.listed.map((term) => Math.abs(term.exact));
  assert.deepEqual(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
  const few = sumOf({ ...net, blocks: [{ values: units.slice(0, 4) }] }, 0);
  assert.deepEqual(
    few.listed.map((term) => term.unit),
    [0, 1, 2, 3],
  );
  assert.equal(few.rest.length, 0);
});

test("a gradient is written with its pixel and its index", () => {
  const net = {
    vector: [0, 0, 0, 0, 0.5],
    ink: [0, 0, 0, 0, 7],
    columns: 3,
    digits: 2,
    inkDigits: 0,
  };
  assert.deepEqual(wordsOf(/** @type {any} */ (net), 4), {
    pixel: "1,1",
    value: "dL/dvector[4] = dL/dimage[1, 1] = 0.50",
    arithmetic: "index = row·W + col = 1·3 + 1 = 4; its ink is 7",
  });
});

// model_editor

/** @type {any} */
const KINDS = { Flatten: [], Dense: [{ default: "10" }, { default: "relu" }] };

test("a chain's text and its layers are the same", () => {
  const layers = chain.layersOf("28x28x1,Flatten,Dense:64:tanh,Dense:5", KINDS);
  assert.deepEqual(layers, [
    { kind: "Flatten", values: [] },
    { kind: "Dense", values: ["64", "tanh"] },
    { kind: "Dense", values: ["5", "relu"] },
  ]);
  assert.equal(chain.chainOf("3", layers), "3,Flatten,Dense:64:tanh,Dense:5:relu");
  assert.equal(chain.sameRows(["3", "Flatten", "x"], ["3", "Flatten"]), 2);
  assert.equal(chain.sameRows(["3"], ["4"]), 0);
  assert.deepEqual(["Dense:5", "28", undefined].map(chain.kindOf), ["Dense", "28", ""]);
});

test("numbers are read as people write them", () => {
  for (const text of ["28, 28, 1", "(28, 28, 1)", "28x28x1", "28 28 1", "(28,28,1,)"]) {
    assert.equal(chain.typedNumbers(text), "28x28x1", text);
  }
  assert.equal(chain.typedNumbers("()"), "()");
  assert.equal(chain.asTyped("28x28"), "28, 28");
  for (const text of ["1.5", "a", "2,,3", "1e3"])
    assert.equal(chain.typedNumbers(text), null, text);
});

test("a setting is read by its form, within its limits", () => {
  const whole = { least: 1, most: 10 };
  assert.equal(chain.readSetting(whole, " 7 "), "7");
  for (const text of ["0", "11", "1.5", "", "x"])
    assert.equal(chain.readSetting(whole, text), null);
  assert.equal(chain.readSetting({ form: "factor" }, "1 / 255"), "1/255");
  assert.equal(chain.readSetting({ form: "factor" }, "1/"), null);
  assert.equal(chain.readSetting({ form: "numbers" }, "2, 1"), "2x1");
});

test("Permute begins by exchanging the first two axes", () => {
  /** @type {any} */
  const settings = [{ default: "2x1x3" }];
  const values = (/** @type {any} */ shape) => chain.firstValues("Permute", settings, shape)[0];
  assert.deepEqual([[8], [8, 8], [8, 8, 3], [1, 2, 3, 4]].map(values), [
    "1",
    "2x1",
    "2x1x3",
    "2x1x3x4",
  ]);
  assert.deepEqual(chain.firstValues("Dense", KINDS.Dense, [8]), ["10", "relu"]);
});

test("sizes are written as people write them", () => {
  assert.deepEqual([1, 999, 1000, 101_770 * 4, 2e9].map(chain.bytesInWords), [
    "1 bytes",
    "999 bytes",
    "1 kB",
    "407 kB",
    "2 GB",
  ]);
  assert.deepEqual([null, [], [3], [28, null]].map(chain.shapeInWords), [
    "?",
    "(None,)",
    "(None, 3)",
    "(None, 28, ?)",
  ]);
  assert.deepEqual([0, 0.0005, 0.5, 1].map(chain.percentInWords), [
    "0 %",
    "< 0.1 %",
    "50.0 %",
    "100 %",
  ]);
});

// run_player

/** @type {any} */
const RUN = { began: 0, total: 100, epochs: 5, trained: 60, words: { untrained: "Untrained" } };

test("a step stands at the last moment that is not behind it", () => {
  assert.deepEqual(
    [0, 4, 5, 9, 10, 99].map((step) => moments.placeOf([0, 5, 10], step)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("epochs end where they end, of a branch, too", () => {
  assert.deepEqual(
    [0, 19, 20, 85, 100].map((step) => moments.epochEnd(RUN, step)),
    [20, 20, 40, 100, 100],
  );
  assert.equal(moments.epochEnd({ ...RUN, began: 50, epochs: 2 }, 60), 75);
  assert.equal(moments.stepsPerEpoch(RUN, [0, 10, 20, 30, 40]), 2);
  assert.equal(moments.stepsPerEpoch(RUN, [0]), 10);
});

test("a moment is written with its epoch, its batch and its numbers", () => {
  assert.equal(moments.momentWords(RUN, { step: 0, epoch: 0 }), "Untrained");
  assert.equal(moments.momentWords(RUN, { step: 40, epoch: 2 }), "epoch 2, batch 40 of 100");
  assert.match(moments.momentWords(RUN, { step: 61, epoch: 4 }), /, ahead of the held training$/);
  const frame = { numbers: [0.5, 0.91234, null, 0.9], over: 3, judged: 40 };
  assert.equal(
    moments.numbersWords(frame, "of this batch"),
    "held out after batch 40: accuracy 90.00 %, loss not a number\n" +
      "training over 3 batches: accuracy 91.23 %, loss 0.5000",
  );
  assert.match(
    moments.numbersWords({ ...frame, over: 1 }, "of this batch"),
    /training of this batch:/,
  );
});

test("a loss that explodes is shown by its powers", () => {
  const history = {
    loss: [2, 1],
    held_out_loss: [null],
    accuracy: [0.3],
    held_out_accuracy: [0.95],
  };
  /** @type {any} */
  const data = { history, looks: [0] };
  /** @type {any} */
  const frames = new Map([[0, { layers: [{ gradient: 4 }, { gradient: null }] }]]);
  assert.deepEqual(moments.scalesOf(data, frames), {
    climbs: false,
    loss: [0, 2],
    accuracy: [0.3, 1],
    gradient: [0.1, 4],
  });
  const exploded = { ...data, history: { ...history, loss: [2, 1e6] } };
  assert.deepEqual(moments.scalesOf(exploded, frames).loss, [1, 1e6]);
});

test("a confusion's cell is blue where it is right, orange where wrong, and blank where empty", () => {
  assert.ok(shareOf(90, 100, true) < 0 && shareOf(5, 100, false) > 0);
  assert.equal(shareOf(0, 0, true), 0);
  assert.equal(shareOf(50, 100, false), 1);
});

test("what weights are shown is written, and which units are past learning", () => {
  const layer = { shown: 16, units: 128, dead: 0.5, saturated: 0, scale: 0.25 };
  assert.equal(
    scaleWords(layer, "folded", "after batch 9"),
    "the first 16 of 128 units, folded; blue below 0, orange above, strongest ±0.250; " +
      "50\u00a0% of its units are dead after batch 9",
  );
  assert.match(
    scaleWords({ ...layer, shown: 128, dead: 0 }, "folded", ""),
    /^all 128 units.*±0\.250$/,
  );
});

// step_explainer

test("any size of number is written with six digits", () => {
  assert.deepEqual([0, 0.0123457, -1.5, 1.23457e-8, -2e9, null, Number.NaN].map(numbers.brief), [
    "0",
    "0.0123457",
    "−1.5",
    "1.23457 × 10⁻⁸",
    "−2 × 10⁹",
    "not a number",
    "not a number",
  ]);
  assert.equal(numbers.inBrackets("1 × 10⁻⁸"), "(1 × 10⁻⁸)");
  assert.equal(numbers.inBrackets("−2"), "(−2)");
  assert.ok(numbers.addsUp(0.1, 0.2, 0.3, 4) && !numbers.addsUp(0.1, 0.2, 0.4, 4));
});

test("a loss is written with as many digits of its probability as it takes", () => {
  const share = 0.123456789;
  const [, shown, loss] =
    numbers.lossWords(share, -Math.log(share)).match(/^−ln (\S+) = (\S+)$/) ?? [];
  assert.equal((-Math.log(Number(shown))).toFixed(5), loss);
  assert.equal(numbers.lossWords(0, 16.118), "−ln 0 ≈ 16.11800");
});

test("the batch's loss is written so that it can be computed", () => {
  assert.equal(
    meanWords({ count: 1000, sum: 250, mean: 0.25 }),
    "sum of all 1,000 losses ÷ 1,000 = 250.00000 ÷ 1,000 = 0.25000",
  );
  assert.equal(penaltyWords({ mean: 1, penalty: 0.5, loss: 1.5 }), "1.00000 + 0.50000 = 1.50000");
  assert.equal(penaltyWords({ mean: 1, penalty: 0.5, loss: 1.6 }), "1.00000 + 0.50000 ≈ 1.60000");
});

/** @type {any} */
const STEP = {
  lines: ["change = −{rate} × {g} = {change}", "c = 1 − {b}^{t}"],
  frozen: false,
  age: 12,
  rate: 0.1,
  digits: 3,
  words: {
    same: "same {change}",
    small: "small",
    float32: "float32 {spacing}",
    digits: "digits",
    exact: "exact",
    rounded: "to {digits}",
  },
};

test("the optimizer's rule has this weight's numbers in its gaps", () => {
  const working = { change: new Float64Array([-0.2]), b: 0.9 };
  const given = { gradient: new Float32Array([2]), working };
  assert.deepEqual(ruleLines(STEP, given, 0), [
    "change = −0.1 × 2 = −0.200",
    "c = 1 − 0.9^¹²".replace("^", ""),
  ]);
  assert.deepEqual(ruleLines({ ...STEP, frozen: true }, given, 0), []);
});

test("a weight that moved otherwise than the rule says has its reason", () => {
  const note = (/** @type {number} */ change, /** @type {number} */ update, spacing = 1e-9) =>
    ruleNote(
      STEP,
      {
        update: new Float64Array([update]),
        spacing: new Float64Array([spacing]),
        working: { change },
      },
      0,
    );
  assert.equal(note(0.5, 0.5), "same 0.500");
  assert.match(note(0.5, 0.502, 0.1), /^float32/);
  assert.equal(note(5, 5.004), "digits");
  assert.equal(note(0.5, 0.6), "small");
  assert.equal(note(Number.NaN, 0.6), "");
});

test("whether a weight and its change add up is said as they are written", () => {
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

test("keys walk along a row of images and stop at its ends", () => {
  assert.deepEqual(
    ["ArrowLeft", "ArrowDown", "Home", "End", "x"].map((key) => indexAfterKey(key, 0, 5)),
    [0, 1, 0, 4, undefined],
  );
});

// draw_pad

const PAPER = { side: 8, channels: 1 };
const blank = () => new Uint8Array(64);
const stroke = (
  /** @type {Uint8Array} */ pixels,
  /** @type {number} */ ink,
  brush = 1,
  darkens = true,
) => strokes.beginStroke(pixels, PAPER, [ink], brush, darkens);

test("a brush covers what is near, the small one a single pixel", () => {
  const [small, middle, large] = [0, 1, 2].map((brush) => {
    const pixels = blank();
    strokes.touch(pixels, PAPER, stroke(pixels, 255, brush), 4.5, 4.5);
    return pixels;
  });
  assert.deepEqual(
    [...small.keys()].filter((at) => small[at]),
    [4 * 8 + 4],
  );
  assert.equal(middle[4 * 8 + 4], 255);
  const ink = [small, middle, large].map((pixels) => pixels.reduce((sum, level) => sum + level, 0));
  assert.ok(ink[0] < ink[1] && ink[1] < ink[2]);
});

test("a soft edge never lightens grey ink, an eraser does", () => {
  const dark = blank().fill(200);
  strokes.touch(dark, PAPER, stroke(dark, 100, 2), 4.5, 4.5);
  assert.equal(dark[4 * 8 + 4], 100);
  assert.ok(dark.every((level) => level === 100 || level === 200));
  const erased = blank().fill(200);
  strokes.touch(erased, PAPER, stroke(erased, 0, 2, false), 4.5, 4.5);
  assert.ok(erased.some((level) => level > 0 && level < 200));
});

test("a fast pen leaves no gap, and drawing over a stroke again adds nothing", () => {
  const points = strokes.pointsBetween([1, 1], [1, 7]);
  assert.deepEqual(points.at(-1), [1, 7]);
  assert.ok(points.every(([, x], at) => x - (at ? points[at - 1][1] : 1) <= 0.25 + 1e-9));
  const pixels = blank();
  const line = stroke(pixels, 255);
  const draw = () => {
    for (const [row, column] of points) strokes.touch(pixels, PAPER, line, row, column);
  };
  draw();
  const once = pixels.slice();
  draw();
  assert.deepEqual(pixels, once);
});

test("levels and colours are shown as the page counts them", () => {
  assert.deepEqual(
    [0, 255].map((level) => strokes.shownLevel(level, 1, 255)),
    ["0.00", "1.00"],
  );
  assert.equal(strokes.shownLevel(7, 9, 9), "7");
  assert.deepEqual(strokes.levelsOfColour("#ff8000", 255), [255, 128, 0]);
  assert.deepEqual(strokes.cursorAfterKey("ArrowUp", [0, 3], 8), [0, 3]);
  assert.deepEqual(strokes.cursorAfterKey("ArrowRight", [0, 3], 8), [0, 4]);
  assert.equal(strokes.cursorAfterKey("x", [0, 3], 8), undefined);
});
