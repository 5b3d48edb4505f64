// A network that follows the pen: what is on the pad, prepared and read as the page's settings say,
// goes through a network in the browser, in the frame in which it is drawn.

import { whenUsable } from "./connection.js";
import { arrivedNetwork, fetchNetwork } from "./network_file.js";
import { KERAS_ORDER, ORDERS, traceFlatten, unflatten } from "./nn/flatten.js";
import { traceNetwork } from "./nn/network.js";
import { checksumOf, currentPicture, followPicture, imageOf, lightOf } from "./pad_picture.js";
import { chosenText, followControls, toggleValue } from "./page_controls.js";
import { tracePreparation } from "./preparation/mnist_preprocessing.js";
import { startAnew } from "./start_anew.js";

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
  const reading = currentReading(live);
  const key = JSON.stringify([live.network, reading]);
  const known = traces.get(picture) ?? new Map();
  traces.set(picture, known);
  if (!known.has(key)) {
    const image = networkInput(picture, reading);
    const fits = image && image.values.length === layers[0].inputs;
    known.set(key, fits ? traceNetwork(image, layers) : null);
  }
  return known.get(key);
}

/**
 * How the network reads a picture.
 * @typedef {Pick<BrowserNetwork, "prepare" | "read_order">} Reading
 */

/**
 * Return how the network reads the picture as the page's controls stand now.
 * @param {BrowserNetwork} live
 * @returns {Reading}
 */
function currentReading({ prepare, read_order, prepare_control, order_control }) {
  const chosen = chosenText(order_control) ?? read_order;
  return {
    prepare: toggleValue(prepare_control) ?? prepare,
    read_order: chosen in ORDERS ? chosen : read_order,
  };
}

/**
 * Return the picture as the network reads it, or null where only Python can prepare it.
 *
 * A network only knows row by row; read otherwise, the picture is to it what that vector looks like
 * when it is folded row by row.
 * @param {PadPicture} picture
 * @param {Reading} reading
 * @returns {NumberArray | null}
 */
export function networkInput(picture, { prepare, read_order }) {
  if (prepare && picture.isCoarse) return null;
  const image = prepare ? tracePreparation(lightOf(picture)).centered : imageOf(picture);
  if (read_order === KERAS_ORDER) return image;
  return unflatten(traceFlatten(image, read_order).vector, image.shape);
}

/**
 * Return whether what Python sent was computed from the picture on the pad, read as it is read now.
 * @param {BrowserNetwork | null} live
 */
export function isOfCurrentPicture(live) {
  const picture = currentPicture();
  if (!live || !picture) return true;
  const { prepare, read_order } = currentReading(live);
  if (prepare !== live.prepare || read_order !== live.read_order) return false;
  return live.picture === checksumOf(picture);
}

/**
 * Fetch a network once the page is usable, then call `show`, and again in each frame in which the
 * picture on the pad, or how it is read, has changed.
 * @param {Element} widget
 * @param {BrowserNetwork | null} live null where Python alone computes
 * @param {() => void} show
 * @returns {() => void} stops it
 */
export const followWithNetwork = (widget, live, show) =>
  startAnew(widget, () => follow(widget, live, show));

/** @type {typeof followWithNetwork} */
function follow(widget, live, show) {
  if (!live) return () => {};
  let isStopped = false;
  let stopFollowing = () => {};
  let stopControls = () => {};
  /** @type {Record<string, any>} */
  const wait = {};
  const begin = () => {
    if (isStopped) return;
    stopFollowing = followPicture(widget, show);
    stopControls = followReading(live, show);
    widget.setAttribute("data-follows-pen", "");
    show();
  };
  if (arrivedNetwork(live.network)) begin();
  // Where it does not arrive, the page works by Python alone.
  else whenUsable(wait, () => fetchNetwork(live.network).then(begin, () => {}));
  return () => {
    isStopped = true;
    clearTimeout(wait.waiting);
    stopFollowing();
    stopControls();
    widget.removeAttribute("data-follows-pen");
  };
}

/**
 * @param {BrowserNetwork} live
 * @param {() => void} show
 */
function followReading(live, show) {
  let reading = JSON.stringify(currentReading(live));
  return followControls(() => {
    const next = JSON.stringify(currentReading(live));
    if (next !== reading) show();
    reading = next;
  });
}
