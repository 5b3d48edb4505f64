// What the two views of a layer share: the layer's numbers, which one of them has, and the edits that
// are made in the other.
//
// A module may be loaded under a second address (load.js tries again), so it lies in one object of
// the page, not in this module.

/** @import { Floats } from "../../ui/js/nn/arrays.js" */

/** @typedef {{ value: number, serial: number }} Edit */

/**
 * Edits of one neuron: of the weight of each input, and after the last one of the bias.
 * @typedef {{ layerKey: string, unit: number, edits: ReadonlyMap<number, Edit> }} NeuronEdits
 */

/** @typedef {{ layerKey: string, kernel: Floats, bias: Floats }} SharedLayer */

/** @typedef {{ layer?: SharedLayer, edits?: NeuronEdits, followers: Map<Element, () => void> }} Shared */

const KEY = Symbol.for("unrolled.denseLayer");

/** @type {() => Shared} */
function shared() {
  const page = /** @type {Record<symbol, Shared | undefined>} */ (
    /** @type {unknown} */ (globalThis)
  );
  page[KEY] ??= { followers: new Map() };
  return page[KEY];
}

/** @param {SharedLayer} layer */
export function publishLayer(layer) {
  shared().layer = layer;
}

/** @type {(layerKey: string) => SharedLayer | undefined} */
export function publishedLayer(layerKey) {
  const { layer } = shared();
  return layer?.layerKey === layerKey ? layer : undefined;
}

/**
 * Publish the edits of a neuron that Python has not answered.
 * @param {NeuronEdits} edits
 */
export function publishEdits(edits) {
  const page = shared();
  page.edits = edits;
  for (const [widget, follower] of page.followers) {
    if (widget.isConnected) follower();
    else page.followers.delete(widget);
  }
}

/** @type {(layerKey: string) => NeuronEdits | undefined} */
export function publishedEdits(layerKey) {
  const { edits } = shared();
  return edits?.layerKey === layerKey ? edits : undefined;
}

/**
 * Call back when a neuron is edited.
 * @param {Element} widget it no longer follows when this leaves the page
 * @param {() => void} follower
 * @returns {() => void} stops following
 */
export function followEdits(widget, follower) {
  const { followers } = shared();
  followers.set(widget, follower);
  return () => {
    if (followers.get(widget) === follower) followers.delete(widget);
  };
}
