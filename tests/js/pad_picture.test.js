// The picture on the pad: its values are Python's, and views follow it frame by frame.

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  checksumOf,
  currentPicture,
  followPicture,
  imageOf,
  isFollowed,
  lightOf,
  publishPicture,
} from "../../components/ui/js/pad_picture.js";
import { casesOf } from "./vectors.js";

/** @type {(() => void)[]} */
let frame = [];

beforeEach(() => {
  frame = [];
  Object.assign(globalThis, {
    requestAnimationFrame: (/** @type {() => void} */ paint) => frame.push(paint),
    reportError: (/** @type {unknown} */ problem) => assert.fail(String(problem)),
    [Symbol.for("unrolled.padPicture")]: undefined,
  });
});

const nextFrame = () => {
  for (const paint of frame.splice(0)) paint();
};
/** @returns {any} */
const element = () => ({ isConnected: true });
/** @param {...number} pixels */
const gray = (...pixels) => ({
  side: Math.sqrt(pixels.length),
  channels: 1,
  levels: 9,
  full: 9,
  pixels: Uint8Array.from(pixels),
  isCoarse: false,
});

test("a picture has the values and the checksum that Python has", () => {
  for (const { shape, image, light, checksum, ...picture } of casesOf("pad_pictures")) {
    assert.deepEqual(imageOf(picture), { shape, values: image });
    assert.deepEqual(lightOf(picture), { shape, values: light });
    assert.equal(checksumOf(picture), checksum);
  }
});

test("followers get the newest picture, once a frame", () => {
  const pad = element();
  /** @type {number[][]} */
  const seen = [];
  followPicture(element(), ({ pixels }) => seen.push([...pixels]));
  const drawn = gray(1, 2, 3, 4);
  publishPicture(pad, drawn);
  drawn.pixels[0] = 9; // the pad draws on in the same array
  publishPicture(pad, drawn);
  drawn.pixels[0] = 5;
  assert.deepEqual(seen, []);
  nextFrame();
  assert.deepEqual(seen, [[9, 2, 3, 4]]);
  publishPicture(pad, gray(9, 2, 3, 4)); // nothing has changed
  nextFrame();
  assert.equal(seen.length, 1);
});

test("a widget follows with one function, until it stops or leaves the page", () => {
  const [pad, one, other] = [element(), element(), element()];
  /** @type {string[]} */
  const called = [];
  const stop = followPicture(one, () => called.push("before"));
  followPicture(one, () => called.push("one"));
  stop(); // of the function that has been replaced already
  const stopOther = followPicture(other, () => called.push("other"));
  publishPicture(pad, gray(1));
  nextFrame();
  assert.deepEqual(called, ["one", "other"]);
  stopOther();
  assert.ok(isFollowed());
  one.isConnected = false;
  assert.ok(!isFollowed());
  publishPicture(pad, gray(2));
  nextFrame();
  assert.equal(called.length, 2);
});

test("a view that fails leaves the others theirs", () => {
  /** @type {unknown[]} */
  const problems = [];
  const broken = new Error("broken");
  Object.assign(globalThis, { reportError: (/** @type {unknown} */ each) => problems.push(each) });
  let calls = 0;
  followPicture(element(), () => {
    throw broken;
  });
  followPicture(element(), () => calls++);
  publishPicture(element(), gray(1));
  nextFrame();
  assert.deepEqual([problems, calls], [[broken], 1]);
});

test("the picture goes with its pad", () => {
  const pad = element();
  assert.equal(currentPicture(), null);
  publishPicture(pad, gray(1));
  assert.deepEqual(currentPicture(), gray(1));
  pad.isConnected = false;
  assert.equal(currentPicture(), null);
});

test("modules that were loaded twice share one picture", async () => {
  const again = "../../components/ui/js/pad_picture.js?again";
  const { currentPicture: otherCurrent } = await import(again);
  publishPicture(element(), gray(3));
  assert.equal(otherCurrent(), currentPicture());
  assert.notEqual(otherCurrent, currentPicture);
});
