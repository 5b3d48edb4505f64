// What the network reads of the picture on the pad is what it reads in Python.

import assert from "node:assert/strict";
import { test } from "node:test";
import { networkInput } from "../../components/ui/js/live_network.js";
import { casesOf } from "./vectors.js";

const cases = casesOf("network_inputs");

test("every pad is read as Python reads it, prepared or not, in either order", () => {
  assert.equal(cases.length, 14);
  for (const { picture, reading, image } of cases) {
    const input = networkInput(picture, reading);
    assert.deepEqual(input?.shape, [28, 28]);
    assert.deepEqual(input?.values, image, JSON.stringify(reading));
  }
});

test("a picture of which Python has finer pixels is prepared by Python alone", () => {
  for (const { picture, reading } of cases) {
    const input = networkInput({ ...picture, isCoarse: true }, reading);
    assert.equal(input === null, reading.prepare);
  }
});
