// The numbers of the journey: what Python sent, or what the browser computes of the picture on the
// pad and of the slider as it stands.

import { networkInput } from "../../ui/js/live_network.js";
import { arrivedNetwork } from "../../ui/js/network_file.js";
import { arrayOf } from "../../ui/js/nn/arrays.js";
import { traceNetwork } from "../../ui/js/nn/network.js";
import { shiftRight } from "../../ui/js/nn/shift.js";
import { strongestProducts } from "../../ui/js/nn/strongest_products.js";
import { currentPicture } from "../../ui/js/pad_picture.js";
import { sliderValue } from "../../ui/js/page_controls.js";
import { predictionText } from "../../ui/js/prediction_text.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Numbers } from "./types.d.ts" */

const COUNTS = [300, 60]; // connections that are drawn, by layer; as in __init__.py
const TOLERANCE = 2e-4; // two roundings to four decimals

/**
 * @param {Payload} payload
 * @returns {Numbers}
 */
export function receivedNumbers({
  side,
  image,
  shift,
  hidden,
  probabilities,
  connections,
  answer,
}) {
  return {
    side,
    vector: shiftRight(unpackNumbers(image), side, shift),
    hidden: unpackNumbers(hidden),
    probabilities: unpackNumbers(probabilities),
    connections: connections.map(({ units, places, values }) => ({
      units,
      places: unpackNumbers(places),
      values: unpackNumbers(values),
    })),
    answer,
  };
}

/**
 * Return the numbers as the page stands now, or null where only Python can compute them.
 * @param {Payload} data
 * @returns {Numbers | null}
 */
export function computedNumbers(data) {
  const layers = data.network && arrivedNetwork(data.network.network);
  const image = currentImage(data);
  if (!layers || !image || image.length !== layers[0].inputs) return null;
  const { side, classes } = data;
  const shift = sliderValue(data.shift_control) ?? data.shift;
  const trace = traceNetwork(arrayOf([side, side], shiftRight(image, side, shift)), layers);
  const [first, last] = [trace.dense[0], trace.dense[trace.dense.length - 1]];
  return {
    side,
    vector: trace.flatten.vector,
    hidden: first.outputs,
    probabilities: trace.outputs,
    connections: [first, last].map((dense, at) => ({
      units: dense.layer.units,
      ...strongestProducts(dense, COUNTS[at]),
    })),
    answer: predictionText(trace, classes, data.words),
  };
}

/**
 * Return the image that the network reads: what is on the pad, or the example while it is blank.
 * @param {Payload} data
 * @returns {ArrayLike<number> | null} null where only Python has it
 */
function currentImage({ image, network, source }) {
  const picture = currentPicture();
  if (!picture) return unpackNumbers(image);
  if (picture.pixels.some((level) => level > 0)) {
    return network && (networkInput(picture, network)?.values ?? null);
  }
  return source === "example" ? unpackNumbers(image) : picture.pixels;
}

/**
 * Return whether two probabilities of the same class differ by more than rounding explains.
 * @param {Numbers} one
 * @param {Numbers} other
 */
export const disagree = (one, other) =>
  Array.from(one.probabilities).some(
    (probability, at) => Math.abs(probability - other.probabilities[at]) > TOLERANCE,
  );
