// The neuron's arithmetic against models/: every written number the same, the rest as close.

import assert from "node:assert/strict";
import { test } from "node:test";
import { neuronOf } from "../../components/dense/neuron_view/arithmetic.js";
import { assertClose, casesOf } from "./vectors.js";

for (const { data, weights, bias, ...expected } of casesOf("neurons")) {
  test(`a neuron with ${data.activation} has the numbers that Python computes`, () => {
    const sums = [...data.sums].map((sum, unit) => (unit === data.unit ? 0 : sum));
    const neuron = { ...data, inputs: [...data.inputs], sums };
    const { numbers, ...ours } = neuronOf(neuron, [...weights], bias);
    assert.deepEqual(numbers.products, [...expected.products]);
    assert.deepEqual(numbers.running.vector, [...expected.running]);
    assert.deepEqual(numbers.running.size, [...expected.running_by_size]);
    assert.deepEqual(ours.order, [...expected.order]);
    assert.equal(ours.lossless, expected.lossless);
    assert.deepEqual([...ours.sums], [...data.sums]);
    assert.deepEqual(
      [numbers.biasUnits, numbers.sumUnits],
      [expected.bias_units, expected.sum_units],
    );
    assertClose(
      [numbers.sum, numbers.output],
      [expected.sum, expected.output],
      1e-12,
      "sum, output",
    );
    if (ours.curve) {
      assertClose([ours.curve.reach], [expected.reach], 1e-12, "reach");
      assertClose(ours.curve.values, expected.curve, 1e-12, "curve");
    } else assert.equal(expected.reach, null);
  });
}
