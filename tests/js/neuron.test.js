// The edited neuron's arithmetic against models/: every written number the same, the rest as close.

import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersOf } from "../../components/dense/neuron_view/arithmetic.js";
import { assertClose, casesOf } from "./vectors.js";

for (const { data, weights, bias, ...expected } of casesOf("neurons")) {
  test(`a neuron with ${data.activation} has the numbers that Python computes`, () => {
    const neuron = { ...data, inputs: [...data.inputs], order: [...data.order] };
    const ours = numbersOf(neuron, [...weights], bias);
    assert.deepEqual(ours.products, [...expected.products]);
    assert.deepEqual(ours.running.vector, [...expected.running]);
    assert.deepEqual(ours.running.size, [...expected.running_by_size]);
    assert.deepEqual([ours.biasUnits, ours.sumUnits], [expected.bias_units, expected.sum_units]);
    assertClose([ours.sum, ours.output], [expected.sum, expected.output], 1e-12, "sum, output");
  });
}
