// The page's own control for the order of reading: a press on it is answered before Python has heard
// of it.

import { ORDERS } from "../../ui/js/nn/flatten.js";

const CONTROL = "[class*=st-key-reading_order]";

/**
 * Call back with each order that is chosen, until stopped.
 * @param {(name: string) => void} choose
 * @returns {() => void} stops it
 */
export function followOrder(choose) {
  const leaving = new AbortController();
  const onClick = (/** @type {MouseEvent} */ event) => {
    const target = event.target instanceof Element ? event.target : null;
    const name = target?.closest(`${CONTROL} [role=radio]`)?.textContent ?? "";
    if (Object.hasOwn(ORDERS, name)) choose(name);
  };
  addEventListener("click", onClick, { capture: true, signal: leaving.signal });
  return () => leaving.abort();
}
