// Numbers as Python packs them, read as the browser reads them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fromBase64, toBase64, unpackNumbers } from "../../components/ui/js/wire.js";
import { casesOf } from "./vectors.js";

for (const { packed, values } of casesOf("wire")) {
  test(`numbers packed as ${packed.dtype} come back as they were`, () => {
    const found = unpackNumbers(packed);
    assert.equal(found.constructor, packed.dtype === "f4" ? Float32Array : Float64Array);
    assert.deepEqual(Array.from(found), Array.from(values));
  });
}

test("bytes come back as they were", () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
});
