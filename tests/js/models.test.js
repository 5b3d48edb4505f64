// What widgets know and write, without their drawing.

import assert from "node:assert/strict";
import { test } from "node:test";
import * as strokes from "../../components/drawing/draw_pad/strokes.js";

// draw_pad

const PAPER = { side: 8, channels: 1 };
const blank = () => new Uint8Array(64);
const stroke = (
  /** @type {Uint8Array} */ pixels,
  /** @type {number} */ ink,
  brush = 1,
  darkens = true,
) => strokes.beginStroke(pixels, PAPER, [ink], brush, darkens);

test("a brush covers what is near, the small one a single pixel", () => {
  const [small, middle, large] = [0, 1, 2].map((brush) => {
    const pixels = blank();
    strokes.touch(pixels, PAPER, stroke(pixels, 255, brush), 4.5, 4.5);
    return pixels;
  });
  assert.deepEqual(
    [...small.keys()].filter((at) => small[at]),
    [4 * 8 + 4],
  );
  assert.equal(middle[4 * 8 + 4], 255);
  const ink = [small, middle, large].map((pixels) => pixels.reduce((sum, level) => sum + level, 0));
  assert.ok(ink[0] < ink[1] && ink[1] < ink[2]);
});

test("a soft edge never lightens gray ink, an eraser does", () => {
  const dark = blank().fill(200);
  strokes.touch(dark, PAPER, stroke(dark, 100, 2), 4.5, 4.5);
  assert.equal(dark[4 * 8 + 4], 100);
  assert.ok(dark.every((level) => level === 100 || level === 200));
  const erased = blank().fill(200);
  strokes.touch(erased, PAPER, stroke(erased, 0, 2, false), 4.5, 4.5);
  assert.ok(erased.some((level) => level > 0 && level < 200));
});

test("a fast pen leaves no gap, and drawing over a stroke again adds nothing", () => {
  const points = strokes.pointsBetween([1, 1], [1, 7]);
  assert.deepEqual(points.at(-1), [1, 7]);
  assert.ok(points.every(([, x], at) => x - (at ? points[at - 1][1] : 1) <= 0.25 + 1e-9));
  const pixels = blank();
  const line = stroke(pixels, 255);
  const draw = () => {
    for (const [row, column] of points) strokes.touch(pixels, PAPER, line, row, column);
  };
  draw();
  const once = pixels.slice();
  draw();
  assert.deepEqual(pixels, once);
});

test("levels and colors are shown as the page counts them", () => {
  assert.deepEqual(
    [0, 255].map((level) => strokes.shownLevel(level, 1, 255)),
    ["0.00", "1.00"],
  );
  assert.equal(strokes.shownLevel(7, 9, 9), "7");
  assert.deepEqual(strokes.levelsOfColor("#ff8000", 255), [255, 128, 0]);
  assert.deepEqual(strokes.cursorAfterKey("ArrowUp", [0, 3], 8), [0, 3]);
  assert.deepEqual(strokes.cursorAfterKey("ArrowRight", [0, 3], 8), [0, 4]);
  assert.equal(strokes.cursorAfterKey("x", [0, 3], 8), undefined);
});
