// The browser's preparation of pad drawings against models/: within 1e-6, and the answer the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arrayOf, largestAt } from "../../components/ui/js/nn/arrays.js";
import { denseLayer } from "../../components/ui/js/nn/dense.js";
import { traceNetwork } from "../../components/ui/js/nn/network.js";
import { tracePreparation } from "../../components/ui/js/preparation/mnist_preprocessing.js";
import { assertClose, casesOf } from "./vectors.js";

const NEAR = 1e-6;

const drawings = casesOf("prepared_drawings");
const prepared = drawings.map(({ shape, image }) => tracePreparation(arrayOf(shape, image)));

test("every drawing is prepared as Python prepares it, step by step", () => {
  drawings.forEach((python, nth) => {
    const trace = prepared[nth];
    const what = `drawing ${nth}, (${python.shape}),`;
    assert.equal(trace.inverted, python.inverted, `${what} inverted`);
    assertClose(trace.ink.values, python.ink, NEAR, `${what} ink`);
    assert.deepEqual(trace.box, python.box, `${what} box`);
    assert.deepEqual(trace.scaled.shape, python.scaled_shape, `${what} scaled`);
    assertClose(trace.scaled.values, python.scaled, NEAR, `${what} scaled`);
    assert.deepEqual(trace.shift, python.shift, `${what} shift`);
    assertClose(trace.centered.values, python.centered, NEAR, `${what} centered`);
  });
});

test("the shipped network reads every prepared drawing the same", () => {
  const [{ layers }] = casesOf("shipped_network");
  const network = layers.map((/** @type {any} */ { kernel, bias, activation }) =>
    denseLayer(kernel, bias, activation),
  );
  drawings.forEach(({ outputs, answer }, nth) => {
    const trace = traceNetwork(prepared[nth].centered, network);
    assertClose(trace.outputs, outputs, NEAR, `drawing ${nth}, outputs`);
    assert.equal(largestAt(trace.outputs), answer, `drawing ${nth}, answer`);
  });
});

test("what is no pad drawing is refused", () => {
  const refused = [[784], [28, 28, 1], [0, 3], [29, 28]];
  for (const shape of refused) {
    const image = { shape, values: new Float64Array(shape.reduce((size, each) => size * each)) };
    assert.throws(() => tracePreparation(image), RangeError);
  }
});
