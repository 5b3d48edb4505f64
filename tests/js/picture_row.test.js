// Pictures in the box of a stage are as large as it allows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { arrangement } from "../../components/ui/picture_row/arrangement.js";

const REST = { gap: 10, caption: 20 };

test("pictures stand side by side where the box is wide, and in lines where it is high", () => {
  assert.deepEqual(arrangement(620, 220, 3, REST), { across: 3, cell: 200 });
  assert.deepEqual(arrangement(220, 700, 3, REST), { across: 1, cell: 206 });
  assert.deepEqual(arrangement(410, 450, 4, REST), { across: 2, cell: 200 });
});

test("no arrangement cuts a picture or its caption", () => {
  for (const [width, height] of [
    [300, 200],
    [800, 500],
    [350, 420],
  ]) {
    for (let count = 1; count < 13; count++) {
      const { across, cell } = arrangement(width, height, count, REST);
      const down = Math.ceil(count / across);
      assert.ok(cell > 0);
      assert.ok(across * cell + (across - 1) * REST.gap <= width);
      assert.ok(down * (cell + REST.caption) + (down - 1) * REST.gap <= height);
    }
  }
});
