// The tab's own storage outlives a reload and ends with the tab; no other tab sees it.

import { widgetState } from "../../ui/js/state.js";
import { mayOverwrite } from "../../ui/js/tab_store.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { StoreState } from "../../ui/js/tab_store.js" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const KEY = "unrolled";

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  window.unrolledSession = data.session; // for server/shell/recovery.js
  let stored;
  try {
    stored = sessionStorage.getItem(KEY);
  } catch {
    return; // the browser forbids storage
  }
  /** @type {StoreState} */
  const state = widgetState(parentElement, () => ({}));
  if (!mayOverwrite(state, data, stored, setTriggerValue)) return;
  try {
    if (stored !== data.stored) sessionStorage.setItem(KEY, data.stored);
  } catch {
    /* storage is full: what was stored before stays */
  }
}
