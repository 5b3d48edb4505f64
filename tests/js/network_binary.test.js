// The network's file, read in the browser: every weight to the bit, as Python wrote it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { layersIn } from "../../components/ui/js/nn/network_binary.js";
import { casesOf } from "./vectors.js";

const networks = casesOf("network_files");

/** @param {Uint8Array} bytes */
const copied = (bytes) => /** @type {ArrayBuffer} */ (bytes.slice().buffer);

test("a network's layers come back to the bit", () => {
  for (const { file, layers } of networks) {
    const read = layersIn(copied(file));
    assert.equal(read.length, layers.length);
    read.forEach((layer, nth) => {
      const { kernel, bias, activation, shape } = layers[nth];
      assert.deepEqual([layer.kernel, layer.bias], [kernel, bias]); // also of the same type
      assert.equal(layer.activation, activation);
      assert.deepEqual([layer.inputs, layer.units], shape);
    });
  }
});

test("other bytes, and half a file, are no network", () => {
  const [{ file }] = networks;
  for (const bytes of [new Uint8Array(0), new Uint8Array(100), file.subarray(4)]) {
    assert.throws(() => layersIn(copied(bytes)), { message: /no network/ });
  }
  assert.throws(() => layersIn(copied(file.subarray(0, file.length >> 1))), RangeError);
});
