// The picture on the pad as it is now, for views of the same page that compute in the browser.
//
// The pad publishes every change. A view that can compute follows: it is called with the newest
// picture in the frame of the change, before that frame is painted. The pad reports to Python less
// often while its picture is followed, as nobody waits for the answer then.
//
// A module may be loaded under a second address (load.js tries again), so what is shared lies in
// one object of the page, not in this module.

import { arrayOf } from "./nn/arrays.js";

/** @import { NumberArray } from "./nn/arrays.js" */

/**
 * A picture on the pad; it never changes, the next one is another object.
 * @typedef {object} PadPicture
 * @property {number} side rows, and columns
 * @property {number} channels 1 or 3
 * @property {number} levels of full ink
 * @property {number} full value of full ink
 * @property {Uint8Array} pixels (side * side * channels,) whole levels of ink
 * @property {boolean} isCoarse whether Python has the same picture in finer pixels, as an uploaded
 *   one: then only Python can prepare it, and a view shows what Python sent
 */

/** @typedef {(picture: PadPicture) => void} Follower */

/**
 * What all modules of the page share.
 * @typedef {object} Shared
 * @property {PadPicture | null} picture
 * @property {Element | null} pad that published it
 * @property {Map<Element, Follower>} followers by the widget they belong to
 * @property {boolean} isScheduled whether the followers are called before the next frame
 */

const KEY = Symbol.for("unrolled.padPicture");

/** @type {() => Shared} */
function shared() {
  const page = /** @type {Record<symbol, Shared | undefined>} */ (
    /** @type {unknown} */ (globalThis)
  );
  page[KEY] ??= { picture: null, pad: null, followers: new Map(), isScheduled: false };
  return page[KEY];
}

/**
 * Publish the picture that a pad shows now.
 * @param {Element} pad the widget's element: the picture is gone when this leaves the page
 * @param {PadPicture} picture its pixels may go on changing, they are copied
 */
export function publishPicture(pad, picture) {
  const page = shared();
  if (pad === page.pad && page.picture && isSame(page.picture, picture)) return;
  page.picture = { ...picture, pixels: picture.pixels.slice() };
  page.pad = pad;
  if (page.isScheduled || !isFollowed()) return;
  page.isScheduled = true;
  requestAnimationFrame(callFollowers);
}

/** @type {(one: PadPicture, other: PadPicture) => boolean} */
const isSame = (one, other) =>
  one.side === other.side &&
  one.channels === other.channels &&
  one.isCoarse === other.isCoarse &&
  one.pixels.every((level, at) => level === other.pixels[at]);

function callFollowers() {
  const page = shared();
  page.isScheduled = false;
  const picture = currentPicture();
  if (!picture) return;
  for (const follower of connectedFollowers()) {
    try {
      follower(picture);
    } catch (problem) {
      reportError(problem); // the other views go on
    }
  }
}

/**
 * Return the picture on the pad, or null where the page has no pad.
 * @returns {PadPicture | null}
 */
export function currentPicture() {
  const { picture, pad } = shared();
  return pad?.isConnected ? picture : null;
}

/**
 * Follow the pen: call a function in each frame in which the picture has changed.
 *
 * A widget follows with one function: another one replaces it. It is not called for the picture
 * that is there already; see `currentPicture`.
 * @param {Element} widget the widget's element: it no longer follows when this leaves the page
 * @param {Follower} follower
 * @returns {() => void} stops following
 */
export function followPicture(widget, follower) {
  const { followers } = shared();
  followers.set(widget, follower);
  return () => {
    if (followers.get(widget) === follower) followers.delete(widget);
  };
}

/** Return whether any view of the page follows the pen. */
export const isFollowed = () => connectedFollowers().length > 0;

function connectedFollowers() {
  const { followers } = shared();
  for (const widget of followers.keys()) if (!widget.isConnected) followers.delete(widget);
  return [...followers.values()];
}

/** @type {(picture: PadPicture) => number[]} */
const shapeOf = ({ side, channels }) => (channels === 1 ? [side, side] : [side, side, channels]);

/**
 * Return a picture's values as `Session.image` has them: whole numbers to 9, or shares.
 * @type {(picture: PadPicture) => NumberArray}
 */
export function imageOf(picture) {
  const step = picture.full / picture.levels;
  const values = Float64Array.from(picture.pixels, (level) => level * step);
  return arrayOf(shapeOf(picture), values);
}

/**
 * Return a picture from 0 (black) to 1 (white), as `Session.light` has it.
 * @type {(picture: PadPicture) => NumberArray}
 */
export function lightOf(picture) {
  const values = Float64Array.from(picture.pixels, (level) => level / picture.levels);
  return arrayOf(shapeOf(picture), values);
}

/**
 * Return the CRC-32 of a picture's pixels, as Python's zlib.crc32: by it a view knows whether what
 * Python sent was computed from the picture that is on the pad.
 * @type {(picture: PadPicture) => number}
 */
export function checksumOf({ pixels }) {
  let checksum = -1;
  for (const byte of pixels) checksum = (checksum >>> 8) ^ CRC_TABLE[(checksum ^ byte) & 255];
  return ~checksum >>> 0;
}

const POLYNOMIAL = 0xedb88320;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ POLYNOMIAL : rest >>> 1;
  return rest;
});
