// A network that follows the pen: what is on the pad, prepared and read as the page's settings say,
// goes through a network in the browser, in the frame in which it is drawn.

import { whenIdle } from "./connection.js";
import { arrivedNetwork, fetchNetwork } from "./network_file.js";
import { KERAS_ORDER, traceFlatten, unflatten } from "./nn/flatten.js";
import { traceNetwork } from "./nn/network.js";
import { checksumOf, currentPicture, followPicture, imageOf, lightOf } from "./pad_picture.js";
import { tracePreparation } from "./preparation/mnist_preprocessing.js";

/** @import { BrowserNetwork } from "./browser_network.d.ts" */
/** @import { NumberArray } from "./nn/arrays.js" */
/** @import { NetworkTrace } from "./nn/network.js" */
/** @import { PadPicture } from "./pad_picture.js" */

/**
 * Traces by picture and settings, so that several views of one page compute each once.
 * @type {WeakMap<PadPicture, Map<string, NetworkTrace>>}
 */
const traces = new WeakMap();

/**
 * Return how the network reads the picture that is on the pad, or null where only Python can tell:
 * there is no pad, the network is not here or reads another size, or Python has finer pixels.
 * @param {BrowserNetwork | null} live
 * @returns {NetworkTrace | null}
 */
export function liveTrace(live) {
  const picture = currentPicture();
  const layers = live && arrivedNetwork(live.network);
  if (!picture || !live || !layers) return null;
  const key = JSON.stringify([live.network, live.prepare, live.read_order]);
  const known = traces.get(picture) ?? new Map();
  traces.set(picture, known);
  if (!known.has(key)) {
    const image = networkInput(picture, live);
    const fits = image && image.values.length === layers[0].inputs;
    known.set(key, fits ? traceNetwork(image, layers) : null);
  }
  return known.get(key);
}

/**
 * Return the picture as the network reads it, or null where only Python can prepare it.
 *
 * A network only knows row by row; read otherwise, the picture is to it what that vector looks like
 * when it is folded row by row.
 * @param {PadPicture} picture
 * @param {Pick<BrowserNetwork, "prepare" | "read_order">} live
 * @returns {NumberArray | null}
 */
export function networkInput(picture, { prepare, read_order }) {
  if (prepare && picture.isCoarse) return null;
  const image = prepare ? tracePreparation(lightOf(picture)).centred : imageOf(picture);
  if (read_order === KERAS_ORDER) return image;
  return unflatten(traceFlatten(image, read_order).vector, image.shape);
}

/**
 * Return whether what Python sent with these settings was computed from the picture on the pad.
 * @param {BrowserNetwork | null} live
 */
export function isOfCurrentPicture(live) {
  const picture = currentPicture();
  return !live || !picture || live.picture === checksumOf(picture);
}

/**
 * Fetch a network once the page is usable, then call `show`, and again in each frame in which the
 * picture on the pad has changed.
 * @param {Element} widget
 * @param {BrowserNetwork | null} live null where Python alone computes
 * @param {() => void} show
 * @returns {() => void} stops it
 */
export function followWithNetwork(widget, live, show) {
  if (!live) return () => {};
  let isStopped = false;
  let stopFollowing = () => {};
  /** @type {Record<string, any>} */
  const wait = {};
  const follow = () => {
    if (isStopped) return;
    stopFollowing = followPicture(widget, show);
    widget.setAttribute("data-follows-pen", "");
    show();
  };
  if (arrivedNetwork(live.network)) follow();
  // Where it does not arrive, the page works by Python alone.
  else whenIdle(wait, () => fetchNetwork(live.network).then(follow, () => {}));
  return () => {
    isStopped = true;
    clearTimeout(wait.resting);
    stopFollowing();
    widget.removeAttribute("data-follows-pen");
  };
}
