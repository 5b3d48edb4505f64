// Where things stand, and what lies under a point: each box is found again from its middle.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as gradient from "../../components/backprop/gradient_view/layout.js";

/** @type {(box: number[]) => [number, number]} */
const middle = ([x, y, w, h]) => [x + w / 2, y + h / 2];

test("gradient: cells and pixels are found under their middles, wide and narrow", () => {
  for (const width of [320, 500, 900, 1300]) {
    for (const side of [3, 28]) {
      const count = side * side;
      const block = (/** @type {number} */ units, /** @type {boolean} */ logits) => ({
        values: Array(units).fill(0),
        logits,
        name: "",
        digits: 4,
        gated: true,
      });
      /** @type {any} */
      const net = {
        rows: side,
        columns: side,
        count,
        blocks: [block(10, true), block(128, false)],
      };
      const layout = gradient.layoutOf(width, net);
      assert.equal(layout.wide, width >= 860);
      for (let index = 0; index < count; index += 5) {
        for (const box of [
          gradient.cellBox(layout.vector, index),
          gradient.pixelBox(layout, layout.image, index),
          gradient.pixelBox(layout, layout.ink, index),
        ]) {
          assert.equal(gradient.under(layout, ...middle(box)), index);
          assert.ok(box[0] >= 0 && box[0] + box[2] <= width && box[1] + box[3] <= layout.height);
        }
      }
    }
  }
});
