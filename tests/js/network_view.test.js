// What the browser computes for the network's view is what Python sends, number by number.

import assert from "node:assert/strict";
import { test } from "node:test";
import { computedNumbers } from "../../components/network/network_view/computed.js";
import { accountLines, pixelText } from "../../components/network/network_view/evidence_words.js";
import * as layout from "../../components/network/network_view/layout.js";
import { namesOf } from "../../components/network/network_view/names.js";
import { receivedNumbers } from "../../components/network/network_view/received.js";
import { axesOf } from "../../components/network/network_view/running_sum.js";
import {
  fittingSelection,
  isSameSelection,
  levelOf,
  trailTo,
  zoomBack,
} from "../../components/network/network_view/selection.js";
import {
  factorsText,
  productText,
  stepTexts,
  termsNote,
} from "../../components/network/network_view/unit_words.js";
import { differences } from "../../components/ui/js/agreement.js";
import { arrayOf } from "../../components/ui/js/nn/arrays.js";
import { traceNetwork } from "../../components/ui/js/nn/network.js";
import { layersIn } from "../../components/ui/js/nn/network_binary.js";
import { unpackNumbers } from "../../components/ui/js/wire.js";
import { casesOf } from "./vectors.js";
import { lessonWords } from "./words.js";

const words = { ...lessonWords("common", "prediction"), ...lessonWords("network", "closer") };

const views = casesOf("network_views").map(({ file, shape, image, payload }) => {
  const layers = layersIn(/** @type {ArrayBuffer} */ (file.slice().buffer));
  const trace = traceNetwork(arrayOf(shape, image), layers);
  const { unit, selection, classes } = payload;
  const stored = unit && {
    id: unit.weights_id,
    weights: unpackNumbers(unit.weights),
    outgoing: unit.outgoing && unpackNumbers(unit.outgoing),
  };
  const received = receivedNumbers(payload, stored);
  return { payload, received, computed: computedNumbers(trace, selection, classes, words) };
});

test("every number of every level is the one that Python sends", () => {
  for (const { payload, received, computed } of views) {
    const { weights: _, outgoing: __, ...selected } = payload.unit ?? {};
    const what = JSON.stringify({ ...payload.selection, unit: selected.unit });
    assert.deepEqual(differences(computed, received), [], what);
  }
});

test("the vectors hold every level, and evidence that cannot be given", () => {
  const found = views.map(({ computed: { unit, evidence } }) => {
    if (evidence) return evidence.mixing ? "error" : "evidence";
    return unit
      ? `${unit.term ? "term" : "unit"}${unit.sent ? "" : " of the last layer"}`
      : "whole";
  });
  const levels = ["error", "evidence", "term", "term of the last layer", "unit", "whole"];
  assert.deepEqual([...new Set(found)].sort(), levels);
});

test("numbers that differ are named with both values", () => {
  const one = { answer: "1", list: [1, Number.NaN, 3], more: new Float64Array([0]) };
  assert.deepEqual(differences(one, structuredClone(one)), []);
  assert.deepEqual(differences(one, { ...one, list: [1, Number.NaN, 4] }), [
    "list.2: 3, Python has 4",
  ]);
  assert.deepEqual(differences({ more: [0] }, { more: [0, 1] }), [
    "more.1: undefined, Python has 1",
  ]);
  assert.deepEqual(differences({ unit: null }, { unit: { sum: 1 } }).length, 1);
  assert.equal(differences([1, 2, 3, 4, 5], [0, 0, 0, 0, 0]).length, 3); // no more are needed
});

test("selections are the same where the same is open", () => {
  const pair = /** @type {[number, number]} */ ([-1, 3]);
  /** @type {import("../../components/network/network_view/payload.d.ts").Selection[]} */
  const selections = [
    { zoom: [], evidence: null },
    { zoom: [0, 3], evidence: null },
    { zoom: [0, 3, 5], evidence: null },
    { zoom: [], evidence: pair },
    { zoom: [], evidence: [3, -1] },
  ];
  for (const one of selections) {
    for (const other of selections) {
      assert.equal(isSameSelection(one, structuredClone(other)), one === other);
    }
  }
});

test("the nearest level whose numbers are here is shown; until then, what is shown stays", () => {
  const zoomed = (/** @type {number[]} */ ...zoom) => ({ zoom, evidence: null });
  const unit = /** @type {any} */ ({ layer: 0, unit: 5 });
  const none = { unit: null, evidence: null };
  assert.equal(levelOf(zoomed(), "unit", { ...none, unit }), "whole");
  assert.equal(levelOf(zoomed(0, 5), "whole", { ...none, unit }), "unit");
  assert.equal(levelOf(zoomed(0, 5, 9), "unit", { ...none, unit }), "unit");
  assert.equal(levelOf(zoomed(0, 5, 9), "unit", { ...none, unit: { ...unit, term: {} } }), "term");
  assert.equal(levelOf(zoomed(1, 2), "unit", { ...none, unit }), "unit");
  assert.equal(levelOf(zoomed(1, 2), "unit", none), "whole");
  const pair = { zoom: [], evidence: /** @type {[number, number]} */ ([-1, -1]) };
  assert.equal(levelOf(pair, "whole", none), "whole");
  const evidence = /** @type {any} */ ({});
  assert.equal(levelOf(pair, "whole", { ...none, evidence }), "evidence");
});

test("the way to what is open names each step, and leads back", () => {
  const names = namesOf(words, 1, ["0", "1"], 28);
  const selection = { zoom: [1, 1, 3], evidence: null };
  assert.deepEqual(trailTo(selection, names, words), [
    { text: "Network", zoom: [] },
    { text: "logit of 1", zoom: [1, 1] },
    { text: "hidden neuron 3", zoom: [1, 1, 3] },
  ]);
  assert.deepEqual(zoomBack(selection), [1, 1]);
  assert.deepEqual(zoomBack({ zoom: [1, 1], evidence: null }), []);
  const units = [16, 2];
  assert.deepEqual(fittingSelection(selection, units), selection);
  assert.deepEqual(fittingSelection({ zoom: [0, 16], evidence: null }, units).zoom, []);
  assert.deepEqual(fittingSelection({ zoom: [2, 0], evidence: null }, units).zoom, []);
  assert.equal(names.input(0, 30), "pixel (1, 2)");
});

test("the steps from the products to the output follow from what is shown", () => {
  for (const { computed } of views) {
    if (!computed.unit) continue;
    const steps = stepTexts(computed.unit, computed, words);
    const numbers = steps.map(([, number]) => Number(number.replace("−", "-")));
    assert.ok(Math.abs(numbers[0] + numbers[1] - numbers[2]) < 6e-5, steps.join(" | "));
    assert.equal(steps.length, computed.unit.sent ? 4 : 6);
    assert.equal(steps[steps.length - 1][2], computed.unit.sent ? "the output" : "the probability");
  }
});

test("the account of the evidence adds up", () => {
  for (const { computed, payload } of views) {
    const { evidence } = computed;
    if (!evidence || evidence.mixing) continue;
    const lines = accountLines(evidence, payload.classes, computed.hidden.length > 0, words);
    const numbers = lines.map(([text]) => Number(text.replace(/[=+ ]/g, "").replace("−", "-")));
    assert.ok(Math.abs(numbers[0] + numbers[1] + numbers[2] - numbers[3]) < 6e-5);
  }
});

test("a unit and a pixel are described in words", () => {
  const [shallow, deep] = [1, 2].map((layers) => namesOf(words, layers, ["0", "1"], 28));
  const sizes = { neurons: 16, terms: 784 };
  assert.equal(
    shallow.title(1, 1, sizes),
    "The logit of 1: a weighted sum of 784 inputs, plus a bias",
  );
  assert.match(shallow.title(0, 3, sizes), /^Hidden neuron 3 of 16: a weighted sum of 784 inputs/);
  assert.match(deep.title(1, 3, sizes), /^Layer 2, neuron 3 of 16: a weighted sum of 784 inputs/);
  assert.equal(deep.input(1, 3), "layer 1, neuron 3");
  assert.equal(factorsText(0.5, -0.25), "0.5000 × (−0.2500)");
  assert.equal(productText(0.5, -0.25, -0.125), "0.5000 × (−0.2500) = −0.1250");
  assert.equal(productText(0.5, 0.25, 0.1251), "0.5000 × 0.2500 ≈ 0.1251");
  assert.equal(termsNote(10, 10, "a × b", "[[count]] more"), "a × b");
  assert.equal(termsNote(128, 200, "a × b", "[[count]] more"), "72 more");
  const evidenceText = (/** @type {number} */ value, /** @type {number} */ evidence) =>
    pixelText(words, "pixel (1, 2)", value, evidence, ["3", "8"]);
  assert.equal(evidenceText(1, 0.5), "pixel (1, 2), value 1.0000: 0.5000, evidence for 3");
  assert.equal(evidenceText(1, -0.5), "pixel (1, 2), value 1.0000: −0.5000, evidence for 8");
  assert.equal(evidenceText(0, 0), "pixel (1, 2), value 0.0000: 0.0000, no evidence");
});

test("cells fit their room, on a telephone and beside others", () => {
  assert.equal(layout.unitsPerLine(128), 8);
  assert.equal(layout.unitsPerLine(1), 1);
  for (const width of [300, 479, 480, 700, 1200]) {
    const perLine = layout.unitsPerLine(128);
    assert.ok(layout.hiddenSize(width, perLine) * perLine <= 150);
    if (!layout.isNarrow(width)) assert.ok(3 * 28 * layout.factorSize(width, 28) <= width - 70);
    assert.ok(layout.evidenceSize(width, 28) * 28 <= 320);
    assert.ok(layout.factorSize(width, 1000) >= 2, "a cell can always be seen");
  }
});

test("the running sum has 0 on its axis, and its terms from left to right", () => {
  const { x, y, low, high } = axesOf(Float64Array.of(-1, 2, 1), 300);
  assert.deepEqual([low, high], [-1, 2]);
  assert.ok(y(2) < y(0) && y(0) < y(-1));
  assert.ok(x(-1) < x(0) && x(0) < x(2) && x(2) < 300);
  assert.ok(Number.isFinite(axesOf(new Float64Array(4), 300).y(0)));
});
