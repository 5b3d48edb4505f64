import assert from "node:assert/strict";
import { test } from "node:test";

import { moved } from "../../components/train/program_order/order.js";

test("a line moves by one, and the first and the last stay where they are", () => {
  assert.deepEqual(moved([3, 1, 2], 1, -1), [1, 3, 2]);
  assert.deepEqual(moved([3, 1, 2], 1, 1), [3, 2, 1]);
  assert.deepEqual(moved([3, 1, 2], 0, -1), [3, 1, 2]);
  assert.deepEqual(moved([3, 1, 2], 2, 1), [3, 1, 2]);
});
