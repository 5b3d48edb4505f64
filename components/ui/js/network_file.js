// The networks that this page computes with: each is fetched once, and stays while the page is open.
//
// What is fetched lies in one object of the page, as a module may be loaded twice (load.js).

import { layersIn } from "./nn/network_binary.js";

/** @import { DenseLayer } from "./nn/dense.js" */

/**
 * A network that is here, or on its way.
 * @typedef {{ layers: readonly DenseLayer[] | null, arrival: Promise<readonly DenseLayer[]> }} Entry
 */

const KEY = Symbol.for("unrolled.networks");
const MAX_NETWORKS = 3; // the lesson's, the learner's own and the one before: each up to 2 MB
const TRIES = 4;
const RETRY_DELAY = 1000; // milliseconds, longer with each try
const ROOT = new URL("../../../../", import.meta.url); // this is widgets/<digest>/ui/js/

/** @type {() => Map<string, Entry>} */
function networks() {
  const page = /** @type {Record<symbol, Map<string, Entry> | undefined>} */ (
    /** @type {unknown} */ (globalThis)
  );
  page[KEY] ??= new Map();
  return page[KEY];
}

/**
 * Return the layers of a network that has arrived, or null.
 * @param {string} address
 */
export const arrivedNetwork = (address) => networks().get(address)?.layers ?? null;

/**
 * Return the layers of a network, fetched from its address unless it is here.
 * @param {string} address as Python sent it, from the lesson's root
 * @returns {Promise<readonly DenseLayer[]>}
 * @throws {Error} it did not arrive; another call tries again
 */
export function fetchNetwork(address) {
  const known = networks();
  const found = known.get(address);
  if (found) return found.arrival;
  /** @type {Entry} */
  const entry = { layers: null, arrival: arrivalOf(address) };
  entry.arrival.then(
    (layers) => {
      entry.layers = layers;
    },
    () => known.delete(address),
  );
  known.set(address, entry);
  for (const oldest of [...known.keys()].slice(0, -MAX_NETWORKS)) known.delete(oldest);
  return entry.arrival;
}

/** @param {string} address */
async function arrivalOf(address) {
  for (let tried = 1; ; tried++) {
    try {
      // After all that the page itself needs.
      const answer = await fetch(new URL(address, ROOT), { priority: "low" });
      if (answer.ok) return layersIn(await answer.arrayBuffer());
      throw new Error(`the network did not arrive: status ${answer.status}`);
    } catch (problem) {
      if (tried === TRIES) throw problem;
      await new Promise((resolve) => setTimeout(resolve, RETRY_DELAY * tried));
    }
  }
}
