// The network's stage: where its parts stand in each scene, the numbers, and what is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutBetween, targetAt } from "../../components/network/network_stage/between.js";
import {
  columnsOf,
  logitRange,
  rowGeometry,
} from "../../components/network/network_stage/columns.js";
import { layoutOf, roomOf } from "../../components/network/network_stage/layout.js";
import {
  comparedClasses,
  comparisonOf,
  logitParts,
  neuronOf,
  readingOf,
  softmaxTable,
  traced,
} from "../../components/network/network_stage/numbers.js";
import { columnText, readoutText, titlesOf } from "../../components/network/network_stage/words.js";
import { withGaps } from "../../components/ui/js/gaps.js";
import { arrayOf } from "../../components/ui/js/nn/arrays.js";
import { denseLayer } from "../../components/ui/js/nn/dense.js";
import { traceNetwork } from "../../components/ui/js/nn/network.js";
import { shiftRight } from "../../components/ui/js/nn/shift.js";
import { strongestPlaces } from "../../components/ui/js/nn/strongest_products.js";

const SCENES = ["whole", "hidden", "logits", "exp", "largest", "certainty", "order", "solved"];
const STAGES = [
  [940, 760],
  [640, 700],
  [1400, 950],
  [366, 230],
  [366, 420],
  [336, 150],
  [800, 800],
];

/** @type {(visit: (layout: any, room: any, scene: string, isOpen: boolean) => void) => void} */
function everyLayout(visit) {
  for (const [width, height] of STAGES) {
    for (const scene of SCENES) {
      for (const isOpen of [false, true]) {
        const room = roomOf(width, height, 1);
        visit(layoutOf(/** @type {any} */ (scene), isOpen, room), room, scene, isOpen);
      }
    }
  }
}

/** @type {(one: number[], other: number[]) => boolean} */
const overlap = ([x, y, w, h], [left, top, width, height]) =>
  x + w > left + 0.5 && left + width > x + 0.5 && y + h > top + 0.5 && top + height > y + 0.5;

test("every part of every scene stands inside the stage, at any size", () => {
  everyLayout((layout, { width, height }, scene) => {
    for (const [name, { box, cells }] of Object.entries(layout)) {
      for (const [x, y, w, h] of [box, ...(cells ?? [])]) {
        const place = `${scene} ${name} at ${width}x${height}: ${[x, y, w, h]}`;
        assert.ok(x >= -0.5 && y >= -0.5 && w > 0 && h > 0, place);
        assert.ok(x + w <= width + 0.5 && y + h <= height + 0.5, place);
      }
    }
  });
});

test("no part lies on another, but for the lines", () => {
  everyLayout(({ lines: _, ...layout }, { width, height }, scene) => {
    const parts = Object.entries(layout);
    parts.forEach(([name, { box }], nth) => {
      for (const [other, { box: otherBox }] of parts.slice(nth + 1)) {
        const place = `${scene} at ${width}x${height}: ${name} on ${other}`;
        assert.ok(!overlap(box, otherBox), place);
      }
    });
  });
});

test("an answer that may not be seen yet has no part of its own", () => {
  const room = roomOf(900, 700, 1);
  assert.ok(!("safeProbabilities" in layoutOf("largest", false, room)));
  assert.ok("safeProbabilities" in layoutOf("largest", true, room));
  assert.equal(layoutOf("order", false, room).tests.turned, 0);
  assert.equal(layoutOf("order", true, room).tests.turned, 1);
});

test("on its way a layout goes from the one to the other, and what is gone fades", () => {
  const room = roomOf(900, 700, 1);
  const from = layoutOf("whole", true, room);
  const to = layoutOf("logits", true, room);
  const start = layoutBetween(from, to, 0);
  assert.deepEqual(start.logits.box, from.logits.box);
  assert.deepEqual(start.hidden.cells, from.hidden.cells);
  assert.equal(start.image.alpha, 1);
  const middle = layoutBetween(from, to, 0.5);
  assert.equal(middle.image.alpha, 0.5);
  assert.equal(middle.logits.box[0], (from.logits.box[0] + to.logits.box[0]) / 2);
  assert.equal(layoutBetween(from, to, 1), to);
  assert.equal(layoutBetween(to, from, 0.25).image.alpha, 0.25);
});

test("a point finds the value under it, and none between parts", () => {
  const layout = layoutOf("whole", true, roomOf(900, 700, 1));
  const middleOf = ([x, y, w, h]) => [x + w / 2, y + h / 2];
  const [x, y] = middleOf(layout.hidden.cells[77]);
  assert.deepEqual(targetAt(layout, x, y), { part: "hidden", at: 77 });
  const [left, top, width, height] = layout.image.box;
  const pixel = [left + (3.5 * width) / 28, top + (2.5 * height) / 28];
  assert.deepEqual(targetAt(layout, pixel[0], pixel[1]), { part: "image", at: 2 * 28 + 3 });
  const [a, b, c, d] = layout.logits.box;
  assert.deepEqual(targetAt(layout, a + c / 2, b + 0.75 * d), { part: "logits", at: 7 });
  assert.equal(targetAt(layout, 0, 0), undefined);
});

test("a row has its bar and its number, and where there is no room the one it prefers", () => {
  const letters = { font: 10, numbers: 40, prefersNumbers: true };
  const wide = rowGeometry([0, 0, 200, 100], letters);
  assert.ok(wide.hasNumbers && wide.bar.left + wide.bar.width <= 160);
  assert.deepEqual(rowGeometry([0, 0, 60, 100], letters).bar.width, 0);
  const bars = rowGeometry([0, 0, 60, 100], { ...letters, prefersNumbers: false });
  assert.ok(!bars.hasNumbers && bars.bar.width > 40);
});

test("a logit can be dragged as far as the largest there is", () => {
  assert.equal(logitRange(Float64Array.of(-3, 2)), 12);
  assert.equal(logitRange(Float64Array.of(-30.5, 2)), 31);
});

const LOGITS = Float64Array.of(2, 1, 0, -1);

test("as it is defined softmax overflows with large logits; less the largest it does not", () => {
  const usual = softmaxTable(LOGITS, 0);
  usual.probabilities.forEach((each, at) => {
    assert.ok(Math.abs(each - usual.safe.probabilities[at]) < 1e-15);
  });
  const large = softmaxTable(LOGITS, 1000);
  assert.equal(large.total, Infinity);
  assert.ok(large.probabilities.every(Number.isNaN));
  large.safe.probabilities.forEach((each, at) => {
    assert.ok(Math.abs(each - usual.safe.probabilities[at]) < 1e-12);
  });
});

test("an image moves to either side, and what leaves it is lost", () => {
  const image = Float64Array.of(1, 2, 3, 4, 5, 6);
  assert.deepEqual([...shiftRight(image, 3, 1)], [0, 1, 2, 0, 4, 5]);
  assert.deepEqual([...shiftRight(image, 3, -2)], [3, 0, 0, 6, 0, 0]);
  assert.deepEqual([...shiftRight(image, 3, 0)], [...image]);
  assert.deepEqual([...shiftRight(image, 3, 3)], [0, 0, 0, 0, 0, 0]);
});

test("compared are the two predictions, or the first and its runner-up", () => {
  assert.deepEqual(comparedClasses(LOGITS, Float64Array.of(0, 0, 5, 0)), [0, 2]);
  assert.deepEqual(comparedClasses(LOGITS, Float64Array.of(5, 0, 0, 0)), [0, 1]);
});

test("the strongest values come first, and zeros never", () => {
  assert.deepEqual(strongestPlaces(Float64Array.of(1, 0, -3, 2), 2), [2, 3]);
  assert.deepEqual(strongestPlaces(Float64Array.of(0, 1, 0), 3), [1]);
});

const LAYERS = [
  denseLayer(Float64Array.of(1, -1, 2, 0.5, -1, 1, 0.25, 3), Float64Array.of(0.5, -0.25), "relu"),
  denseLayer(Float64Array.of(1, -2, 0.5, 1), Float64Array.of(0.1, -0.2), "softmax"),
];
const READING = readingOf(traceNetwork(arrayOf([2, 2], [0.5, 0, 1, 0.25]), LAYERS));

test("what a neuron and a logit are made of adds up", () => {
  const neuron = neuronOf(READING, 1);
  assert.ok(neuron);
  assert.ok(Math.abs(neuron.sum + neuron.bias - neuron.z) < 1e-12);
  assert.equal(neuron.output, Math.max(0, neuron.z));
  for (const digit of [0, 1]) {
    const parts = logitParts(READING, digit);
    assert.ok(parts);
    const sum = parts.products.reduce((total, each) => total + each, 0);
    assert.ok(Math.abs(sum - parts.sum) < 1e-12);
    assert.ok(Math.abs(sum + parts.bias - READING.logits[digit]) < 1e-12);
  }
  assert.equal(neuronOf({ ...READING, trace: null }, 1), null);
  assert.equal(logitParts({ ...READING, trace: null }, 1), null);
});

test("what Python sent gets its intermediates once the network is here", () => {
  const sent = { ...READING, trace: null };
  assert.equal(traced(sent, 2, null), sent);
  const known = traced(sent, 2, LAYERS);
  assert.ok(known.trace);
  assert.deepEqual([...known.logits], [...READING.logits]);
});

test("what the pixels add is, without biases, the difference of the two logits", () => {
  const unbiased = LAYERS.map(({ kernel, activation, units }) =>
    denseLayer(kernel, new Float64Array(units), activation),
  );
  const reading = readingOf(traceNetwork(arrayOf([2, 2], [0.5, 0, 1, 0.25]), unbiased));
  const comparison = comparisonOf(reading, 2, 1);
  assert.ok(comparison);
  const { after, one, other, parts } = comparison;
  assert.deepEqual([...after.input], [0, 0.5, 0, 1]);
  [reading, after].forEach(({ logits }, nth) => {
    const sum = parts[nth].reduce((total, each) => total + each, 0);
    assert.ok(Math.abs(sum - (logits[one] - logits[other])) < 1e-12);
  });
  assert.equal(comparisonOf({ ...READING, trace: null }, 2, 1), null);
});

const SHOWN = {
  reading: READING,
  isExample: false,
  table: softmaxTable(READING.logits, 0),
  neuron: neuronOf(READING, 1),
  chosenClass: 1,
  ranking: [0, 1],
  comparison: comparisonOf(READING, 2, 1),
};

test("columns have a share and a text for each class", () => {
  for (const scene of SCENES) {
    for (const column of Object.values(columnsOf(SHOWN, { scene, added: 0 }))) {
      assert.equal(column.texts.length, 2);
      assert.ok(column.shares.every((share) => Math.abs(share) <= 1));
    }
  }
  const table = columnsOf(
    { ...SHOWN, table: softmaxTable(READING.logits, 1000) },
    {
      scene: "largest",
      added: 1000,
    },
  );
  assert.deepEqual(table.powers.texts, ["inf", "inf"]);
  assert.deepEqual(table.probabilities.texts, ["nan", "nan"]);
  assert.ok(table.safeProbabilities.texts.every((text) => /^0\.\d{4}$/.test(text)));
});

test("numbers are short, and NumPy's where there is none", () => {
  assert.equal(columnText(0.94554), "0.9455");
  assert.equal(columnText(-1.5, 2), "−1.50");
  assert.equal(columnText(102.84), "102.8");
  assert.equal(columnText(1004.63, 2), "1005");
  assert.equal(columnText(1.23e9), "1.2e9");
  assert.equal(columnText(Infinity), "inf");
  assert.equal(columnText(NaN), "nan");
});

const WORDS = {
  neuron: "[[neuron]]: [[sum]] + [[bias]] = [[z]], [[output]]",
  logit: "[[digit]]: [[sum]] + [[bias]] = [[logit]]",
  pixel: "[[row]] [[column]] [[index]] [[value]]",
  output: "[[neuron]] [[output]]",
  total: "[[total]]",
  together: "[[total]]",
  "index moves": "right [[by]]",
  "index moves left": "left [[by]]",
  "index stays": "stays",
  evidence: "[[one]] [[other]]",
};

test("what is read below the picture is what is chosen in it", () => {
  const at = { classes: ["a", "b"], columns: 2 };
  const read = (scene, more = {}) => readoutText(WORDS, scene, SHOWN, { ...at, ...more });
  assert.equal(read("whole"), "");
  assert.equal(read("whole", { pointed: { part: "vector", at: 2 } }), "1 0 2 1.000");
  assert.match(read("whole", { pointed: { part: "hidden", at: 1 } }), /^1 \d/);
  assert.match(read("hidden"), /^1: .* \+ \(−0\.25\d*\) = /);
  assert.match(read("logits"), /^b: /);
  assert.equal(read("certainty"), "1.0000");
  assert.equal(read("solved"), "right 1");
  const moved = (by) => ({ ...SHOWN, comparison: comparisonOf(READING, 2, by) });
  assert.equal(readoutText(WORDS, "solved", moved(-1), at), "left 1");
  assert.equal(readoutText(WORDS, "solved", moved(0), at), "stays");
});

test("a gap is filled wherever it stands", () => {
  assert.equal(withGaps("[[a]] and [[a]], [[b]]", { a: 1, b: "two" }), "1 and 1, two");
});

test("every stage names its layers, side by side in one line", () => {
  const at = { classes: ["a", "b"], short: false };
  const words = { vector: "Flatten", "vector count": "784 values", "vector short": "784" };
  const more = { hidden: "Dense, ReLU", "hidden count": "128 neurons" };
  const titlesAt = (/** @type {boolean} */ short) =>
    titlesOf({ ...words, ...more }, "whole", SHOWN, { ...at, short });
  assert.deepEqual(titlesAt(false).vector, ["Flatten", "784 values"]);
  assert.deepEqual(titlesAt(true).vector, ["Flatten", "784"]);
  // What is seen of the stage at 1440×900, 1280×720, 820×1180 and 390×844.
  for (const [width, height] of [
    [650, 690],
    [548, 545],
    [780, 450],
    [366, 250],
  ]) {
    const room = roomOf(width, height, 1);
    const { vector, hidden, lines } = layoutOf("whole", true, room);
    assert.equal(vector.box[1], hidden.box[1]);
    const titles = titlesAt(room.short);
    for (const [name, titled] of /** @type {const} */ ([
      ["vector", vector.titled],
      ["hidden", hidden.titled],
    ])) {
      const [title, count] = titles[name];
      const needed = room.font * Math.max(0.48 * title.length, 0.38 * count.length);
      assert.ok(needed <= Number(titled), `${name} at ${width}: ${needed} in ${titled}`);
    }
    assert.ok(vector.box[0] + Number(vector.titled) < hidden.box[0]);
    assert.ok(hidden.box[0] + hidden.box[2] <= lines.box[0] + lines.box[2] + 0.5);
  }
  assert.deepEqual(Object.keys(titlesOf(WORDS, "solved", SHOWN, at)).length, 6);
});
