// The pixels' camera, what is read of them, and how digits hang on their wall.

import assert from "node:assert/strict";
import { test } from "node:test";
import { wallLayout } from "../../components/draw/digit_wall/layout.js";
import {
  isSameCamera,
  movedCamera,
  pixelAt,
  placeOf,
  targetCamera,
} from "../../components/draw/pixel_view/camera.js";
import { cellText, pixelOfKey, pixelText } from "../../components/draw/pixel_view/words.js";

const CAMERA = { left: 0, top: 0, visible: 28, apart: 0, axes: 0, stack: 1 };
const DATA = /** @type {any} */ ({ camera: CAMERA, side: 28, center: [20, 3] });
const SIZES = [
  [880, 560],
  [1500, 900],
  [366, 300],
  [366, 420],
  [760, 700],
];

test("the slider comes nearer to the ink, and never leaves the image", () => {
  assert.equal(targetCamera(DATA, null), CAMERA);
  assert.deepEqual(targetCamera(DATA, 1), CAMERA);
  assert.deepEqual(targetCamera(DATA, 4), { ...CAMERA, visible: 7, left: 0, top: 17 });
});

test("the camera comes ever closer to its target, and arrives", () => {
  const target = { ...CAMERA, visible: 7, left: 10, apart: 1, stack: 32 };
  let camera = { ...CAMERA };
  for (let frame = 0; frame < 200 && !isSameCamera(camera, target); frame++) {
    const next = movedCamera(camera, target, 1 / 60);
    assert.ok(Math.abs(next.visible - 7) <= Math.abs(camera.visible - 7));
    camera = next;
  }
  assert.deepEqual(camera, target);
});

test("an image lies on the canvas with all that stands behind it and its axes", () => {
  for (const [width, height] of SIZES) {
    for (const camera of [
      CAMERA,
      { ...CAMERA, axes: 1 },
      { ...CAMERA, axes: 1, apart: 1 },
      { ...CAMERA, axes: 1, stack: 32 },
    ]) {
      const { x, y, size, step } = placeOf(width, height, camera, 3, 14);
      const name = `${width} by ${height}, ${JSON.stringify(camera)}`;
      const depth = camera.stack > 1 ? size * 0.012 * 31 : 0;
      assert.ok(size > 100, name);
      assert.ok(x >= (camera.axes ? 14 : 0), name);
      assert.ok(x + size + 2 * step.across + depth <= width + 1e-9, name);
      assert.ok(y - 2 * step.up - depth >= -1e-9, name);
      assert.ok(y + size + (camera.axes ? 14 : 0) <= height + 1e-9, name);
    }
  }
});

test("a point of the canvas is a pixel of the image, as near as the camera is", () => {
  const camera = { ...CAMERA, visible: 7, left: 3, top: 20 };
  const place = placeOf(700, 700, camera, 1, 14);
  assert.deepEqual(pixelAt(place, camera, 28, 1, 1), [20, 3]);
  assert.deepEqual(pixelAt(place, camera, 28, 699, 101), [21, 9]);
  assert.equal(pixelAt(place, camera, 28, -1, 5), null);
  assert.equal(pixelAt(place, camera, 28, 5, 700), null);
});

test("a pixel is read as NumPy would write it, and arrows go to the next one", () => {
  const gray = Uint8Array.of(0, 128, 255, 51);
  assert.equal(pixelText(gray, 2, 1, [0, 1]), "image[0, 1] = 0.5020");
  assert.equal(
    pixelText(Uint8Array.of(255, 153, 0), 1, 3, [0, 0]),
    "image[0, 0] = [1.0000, 0.6000, 0.0000]",
  );
  assert.equal(cellText(51), "0.20");
  assert.deepEqual(pixelOfKey("ArrowDown", [0, 1], 2), [1, 1]);
  assert.deepEqual(pixelOfKey("ArrowRight", [0, 1], 2), [0, 1]);
  assert.equal(pixelOfKey("Enter", [0, 1], 2), null);
});

test("as many digits hang on the wall as there is room for, and none is too small", () => {
  for (const [width, height] of SIZES) {
    const { columns, rows, image, x, y, across, down } = wallLayout(width, height, 60, 14);
    assert.ok(columns * rows >= 24 && columns * rows <= 60, `${columns} by ${rows}`);
    assert.ok(image >= 34 && image <= across && image + 14 <= down);
    assert.ok(x >= 0 && x + (columns - 1) * across + image <= width + 1e-9);
    assert.ok(y >= 0 && y + (rows - 1) * down + image + 14 <= height + 1e-9);
  }
});
