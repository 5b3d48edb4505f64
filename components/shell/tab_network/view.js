// The learner's own network in the tab's own store, where it outlives a reload and the server.

import { widgetState } from "../../ui/js/state.js";
import { isHandedOver } from "../../ui/js/tab_store.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const NETWORK = "unrolled network";
const ABOUT = "unrolled server";

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  let about;
  let network;
  try {
    about = sessionStorage.getItem(ABOUT);
    network = sessionStorage.getItem(NETWORK);
  } catch {
    return;
  } // a browser that keeps nothing
  const state = widgetState(parentElement, () => ({}));
  if (!isHandedOver(state, data, about && { about, network }, setTriggerValue)) return;
  store(ABOUT, data.about);
  if (data.network === null) return; // the one that is kept
  store(NETWORK, data.network);
  if (data.network) setTriggerValue("kept", data.run);
}

/**
 * A tab has room for some five million letters; where they are taken, nothing old may stay.
 * @param {string} name
 * @param {string | null} text
 */
function store(name, text) {
  if (sessionStorage.getItem(name) === text) return;
  sessionStorage.removeItem(name);
  try {
    if (text) sessionStorage.setItem(name, text);
  } catch {
    return;
  }
}
