// Keys that turn the page. A presenter's remote sends PageDown and PageUp.

import { partsOf } from "../../ui/js/dom.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @type {Record<string, string>} */
const DIRECTIONS = { PageDown: "next", ArrowRight: "next", PageUp: "back", ArrowLeft: "back" };
// In these elements arrows have a use of their own.
const USES_ARROWS =
  "input, textarea, select, canvas, [contenteditable], [role=radio], [role=tab], " +
  "[role=slider], [role=combobox], [role=listbox], [role=option], [role=grid], [role=gridcell], [role=menu]";
const TEXT_FIELDS = "textarea, [contenteditable], select";

/** @param {Widget<Payload>} widget */
export default function ({ parentElement }) {
  /** @param {KeyboardEvent} event */
  const turn = (event) => {
    const direction = DIRECTIONS[event.key];
    const focused = event.composedPath()[0];
    if (
      !direction ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    const inUse = event.key.startsWith("Arrow") ? USES_ARROWS : TEXT_FIELDS;
    if (focused instanceof Element && focused.matches(inUse)) return;
    const link = document.querySelector(`.st-key-present_${direction} a`);
    if (!(link instanceof HTMLElement)) return;
    event.preventDefault();
    link.click();
  };
  document.addEventListener("keydown", turn);
  partsOf(parentElement)("quiet").dataset.ready = "";
  return () => document.removeEventListener("keydown", turn);
}
