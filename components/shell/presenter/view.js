// Keys for whoever stands in front of the room. A presenter's remote sends PageDown and PageUp.

import { partsOf } from "../../ui/js/dom.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @type {Record<string, string>} */
const WAYS = { PageDown: "next", ArrowRight: "next", PageUp: "back", ArrowLeft: "back" };
// Whatever has a use for arrows of its own keeps them.
const USES_ARROWS =
  "input, textarea, select, canvas, [contenteditable], [role=radio], [role=tab], " +
  "[role=slider], [role=combobox], [role=listbox], [role=option], [role=grid], [role=gridcell], [role=menu]";
const TYPES = "textarea, [contenteditable], select";

/** @param {Widget<Payload>} widget */
export default function ({ parentElement }) {
  /** @param {any} event */
  const turn = (event) => {
    const way = WAYS[event.key];
    const at = event.composedPath()[0];
    if (
      !way ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    if (at.matches?.(event.key.startsWith("Arrow") ? USES_ARROWS : TYPES)) return;
    const link = document.querySelector(`.st-key-present_${way} a`);
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    link.click();
  };
  document.addEventListener("keydown", turn);
  partsOf(parentElement)("quiet").dataset.ready = "";
  return () => document.removeEventListener("keydown", turn);
}
