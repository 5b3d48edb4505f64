// The inputs of a layer from the picture on the pad: its values, or prepared as MNIST is.

import { networkInput } from "../../ui/js/live_network.js";
import { KERAS_ORDER } from "../../ui/js/nn/flatten.js";
import { checksumOf } from "../../ui/js/pad_picture.js";

/** @import { PadPicture } from "../../ui/js/pad_picture.js" */

/**
 * What a payload says of its inputs.
 * @typedef {{ isPrepared: boolean, picture: number | null }} Source
 */

/**
 * Return the inputs that a picture gives, or null where only Python can prepare it or a layer reads
 * another number of them.
 * @param {Source} source
 * @param {PadPicture} picture
 * @param {number} count that the layer reads
 * @returns {Float64Array | null}
 */
export function inputsFrom({ isPrepared }, picture, count) {
  const image = networkInput(picture, { prepare: isPrepared, read_order: KERAS_ORDER });
  return image?.values.length === count ? image.values : null;
}

/**
 * Return the inputs on the pad that Python has not answered; null where Python's own are to be shown.
 * @param {Source} source
 * @param {PadPicture | null} picture null where there is no pad
 * @param {number} count
 * @returns {Float64Array | null}
 */
export function unansweredInputs(source, picture, count) {
  if (!picture || source.picture === null || checksumOf(picture) === source.picture) return null;
  return inputsFrom(source, picture, count);
}
