// Agreement: where what the browser computes is not what Python sent.

import { checksumOf } from "../../ui/js/pad_picture.js";
import { inputsFrom } from "./inputs.js";

/** @import { PadPicture } from "../../ui/js/pad_picture.js" */
/** @import { Source } from "./inputs.js" */

const NEAR = 1e-9; // relative, above 1; exp and tanh may differ in their last digit
const NEAR_PREPARED = 1e-6; // a picture is resized in float32

/** @type {(one: number, other: number, near: number) => boolean} */
const isNear = (one, other, near) =>
  one === other || Math.abs(one - other) <= near * Math.max(1, Math.abs(other));

/**
 * Return the name of the first numbers that differ; undefined where all agree.
 * @param {Record<string, number | boolean | ArrayLike<number>>} computed
 * @param {object} received by the same names, among others
 * @param {number} [near]
 */
export function firstDifference(computed, received, near = NEAR) {
  for (const [name, value] of Object.entries(computed)) {
    const ours = valuesOf(value);
    const theirs = valuesOf(Reflect.get(received, name));
    const agree = ours.every((each, index) => isNear(each, theirs[index], near));
    if (ours.length !== theirs.length || !agree) return name;
  }
  return undefined;
}

/** @type {(value: number | boolean | ArrayLike<number>) => number[]} */
const valuesOf = (value) => (typeof value === "object" ? Array.from(value) : [Number(value)]);

/**
 * Return whether Python's inputs are those of the picture on the pad, as far as that can be told.
 * @param {Source & { inputs: ArrayLike<number> }} received
 * @param {PadPicture | null} picture
 */
export function areInputsOf(received, picture) {
  if (!picture || checksumOf(picture) !== received.picture) return true;
  const inputs = inputsFrom(received, picture, received.inputs.length);
  const near = received.isPrepared ? NEAR_PREPARED : 0;
  return !inputs || firstDifference({ inputs }, { inputs: received.inputs }, near) === undefined;
}
