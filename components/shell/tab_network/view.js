// The learner's own network in the tab's own storage, where it outlives a reload and the server.

import { widgetState } from "../../ui/js/state.js";
import { mayOverwrite } from "../../ui/js/tab_store.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { StoreState } from "../../ui/js/tab_store.js" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const NETWORK_KEY = "unrolled network";
const STATE_KEY = "unrolled server";

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  let serverState;
  let network;
  try {
    serverState = sessionStorage.getItem(STATE_KEY);
    network = sessionStorage.getItem(NETWORK_KEY);
  } catch {
    return; // the browser forbids storage
  }
  const stored = serverState && { state: serverState, network };
  /** @type {StoreState} */
  const state = widgetState(parentElement, () => ({}));
  if (!mayOverwrite(state, data, stored, setTriggerValue)) return;
  store(STATE_KEY, data.state);
  if (data.network === null) return; // it is stored already
  store(NETWORK_KEY, data.network);
  if (data.network) setTriggerValue("saved", data.run);
}

/**
 * Replace a stored text. A tab has room for some five million characters; where they do not
 * suffice, the old text must not stay.
 * @param {string} key
 * @param {string} text
 */
function store(key, text) {
  if (sessionStorage.getItem(key) === text) return;
  sessionStorage.removeItem(key);
  try {
    if (text) sessionStorage.setItem(key, text);
  } catch {
    return;
  }
}
