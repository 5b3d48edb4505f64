// The browser's forward pass against models/: every intermediate within 1e-9, the answer the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arrayOf, largestAt } from "../../components/ui/js/nn/arrays.js";
import { traceAttribution } from "../../components/ui/js/nn/attribution.js";
import { denseLayer, productsOf, traceNeuron } from "../../components/ui/js/nn/dense.js";
import {
  indexOf,
  indicesOf,
  lineLength,
  ORDERS,
  pixelOf,
  traceFlatten,
  unflatten,
} from "../../components/ui/js/nn/flatten.js";
import { traceNetwork } from "../../components/ui/js/nn/network.js";
import { traceSoftmax } from "../../components/ui/js/nn/softmax.js";
import { assertClose, casesOf } from "./vectors.js";

const NEAR = 1e-9;

/** @param {any} layer */
const layerOf = ({ kernel, bias, activation }) => denseLayer(kernel, bias, activation);

const networks = casesOf("random_networks");
const traced = networks.map((each) => ({
  each,
  trace: traceNetwork(arrayOf(each.shape, each.image), each.layers.map(layerOf)),
}));

test("an image is flattened in every order as Python flattens it", () => {
  for (const { shape, image, order, vector, indices, line_length, index, pixel } of networks) {
    const trace = traceFlatten(arrayOf(shape, image), order);
    assert.deepEqual(trace.vector, vector);
    assert.deepEqual(Float64Array.from(indicesOf(ORDERS[order], shape)), indices);
    assert.equal(lineLength(ORDERS[order], shape), line_length);
    assert.deepEqual(pixelOf(ORDERS[order], shape, index), pixel);
    assert.equal(indexOf(ORDERS[order], shape, pixel), index);
    const keras = traceFlatten(arrayOf(shape, image)).vector;
    assert.deepEqual(unflatten(keras, shape), arrayOf(shape, image));
  }
});

test("random layers of every activation compute what Python computes", () => {
  for (const { each, trace } of traced) {
    each.layers.forEach((/** @type {any} */ layer, /** @type {number} */ nth) => {
      const dense = trace.dense[nth];
      assertClose(productsOf(dense), layer.products, NEAR, `${layer.activation} products`);
      assertClose(dense.sums, layer.sums, NEAR, `${layer.activation} sums`);
      assertClose(dense.outputs, layer.outputs, NEAR, `${layer.activation} outputs`);
    });
  }
  const met = new Set(
    networks.flatMap(({ layers }) => layers.map(layerOf)).map((l) => l.activation),
  );
  assert.equal(met.size, 8);
});

test("a neuron adds up as Python adds it up", () => {
  for (const { each, trace } of traced) {
    const { layer, unit, products, running_sums, sum, output } = each.neuron;
    const neuron = traceNeuron(trace.dense[layer], unit);
    assertClose(neuron.products, products, NEAR, "products");
    assertClose(neuron.runningSums, running_sums, NEAR, "running sums");
    assertClose([neuron.sum, neuron.output], [sum, output], NEAR, "sum and output");
  }
});

test("softmax takes the same steps", () => {
  for (const { each, trace } of traced) {
    const { largest, shifted, powers, total, probabilities } = each.softmax;
    const steps = traceSoftmax(trace.dense[trace.dense.length - 1].sums);
    assertClose([steps.largest, steps.total], [largest, total], NEAR, "largest and total");
    assertClose(steps.shifted, shifted, NEAR, "shifted");
    assertClose(steps.powers, powers, NEAR, "powers");
    assertClose(steps.probabilities, probabilities, NEAR, "probabilities");
  }
});

test("the same pixels speak for a class, or the same sentence tells why none can", () => {
  for (const { each, trace } of traced) {
    const { one, other, problem, pixels, biases, difference } = each.attribution;
    if (problem) {
      assert.throws(() => traceAttribution(trace, one, other), { message: problem });
      continue;
    }
    const attribution = traceAttribution(trace, one, other);
    assertClose(attribution.pixels, pixels, NEAR, "pixels");
    assertClose([attribution.biases, attribution.difference], [biases, difference], NEAR, "biases");
  }
});

test("the shipped network reads every test image the same", () => {
  const [{ layers, images, answers, others, pixels, biases }] = casesOf("shipped_network");
  const network = layers.map(layerOf);
  answers.forEach((/** @type {number} */ answer, /** @type {number} */ nth) => {
    /** @type {(all: any, length: number) => any} */
    const rowOf = (all, length) => all.subarray(nth * length, (nth + 1) * length);
    const image = arrayOf(
      [28, 28],
      Float64Array.from(rowOf(images, 784), (level) => level / 255),
    );
    const trace = traceNetwork(image, network);
    trace.dense.forEach(({ sums, outputs, layer: { units } }, at) => {
      assertClose(sums, rowOf(layers[at].sums, units), NEAR, `image ${nth}, sums`);
      assertClose(outputs, rowOf(layers[at].outputs, units), NEAR, `image ${nth}, outputs`);
    });
    assert.equal(largestAt(trace.outputs), answer);
    const attribution = traceAttribution(trace, answer, others[nth]);
    assertClose(attribution.pixels, rowOf(pixels, 784), NEAR, `image ${nth}, attribution`);
    assertClose([attribution.biases], [biases[nth]], NEAR, `image ${nth}, biases`);
  });
});

test("what does not fit is refused in Python's words", () => {
  const layer = denseLayer(Float64Array.of(1, 2), Float64Array.of(0.5), "relu");
  const image = arrayOf([1, 3], [1, 2, 3]);
  /** @type {[() => unknown, string][]} */
  const refused = [
    [() => traceNetwork(image, [layer]), "this layer reads 2 numbers, got shape (3,)"],
    [() => traceNetwork(image, []), "a network needs at least one Dense layer, got none"],
    [
      () => traceFlatten(arrayOf([2], [1, 2])),
      "an image has shape (rows, columns) or " +
        "(rows, columns, channels), each at least 1; got shape (2,)",
    ],
    [
      () => indexOf(ORDERS["row by row"], [2, 2], [0, 2]),
      "an image of shape (2, 2) has no pixel (0, 2)",
    ],
    [() => pixelOf(ORDERS["row by row"], [2, 2], 4), "a vector of 4 values has no index 4"],
  ];
  for (const [act, message] of refused) assert.throws(act, { message });
});
