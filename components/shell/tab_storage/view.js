// The tab's own store outlives a reload and is closed with the tab; no other tab sees it.

import { widgetState } from "../../ui/js/state.js";
import { isHandedOver } from "../../ui/js/tab_store.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const STORE = "unrolled";

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  window.unrolledSession = data.session; // for server/shell/recovery.js
  let held;
  try {
    held = sessionStorage.getItem(STORE);
  } catch {
    return;
  } // a browser that keeps nothing
  const state = widgetState(parentElement, () => ({}));
  if (!isHandedOver(state, data, held, setTriggerValue)) return;
  try {
    if (held !== data.said) sessionStorage.setItem(STORE, data.said);
  } catch {
    /* no room is left: what was kept before stays */
  }
}
