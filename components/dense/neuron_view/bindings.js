// What is pointed at and which keys are pressed in pictures and table.

import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { takeBack } from "./editor.js";
import { indexUnder } from "./pictures.js";
import { positionAfterKey } from "./state.js";

/** @import { View } from "./types.d.ts" */

/** @param {View} view */
export function bindPictures(view) {
  const { data, part, state } = view;
  part("row").onclick = () => {
    const end = state.position < view.count ? view.count : view.steps.last;
    view.go(Math.min(state.position + view.line, end));
  };
  part("weights").onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  for (const name of ["inputs", "products", "weights"]) {
    part(name).onpointerleave = () => view.point(undefined);
  }
  for (const name of ["inputs", "products"]) {
    const under = (/** @type {PointerEvent} */ event) => indexUnder(data, part(name), event);
    part(name).onpointermove = (/** @type {PointerEvent} */ event) => view.point(under(event));
    part(name).onclick = (/** @type {PointerEvent} */ event) => {
      const index = under(event);
      if (index !== undefined) view.go(view.termOf(index) + 1);
    };
  }
}

/** @param {View} view */
export function bindTable(view) {
  const terms = view.part("terms");
  terms.onpointermove = (/** @type {PointerEvent} */ event) => {
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    view.point(row ? Number(row.dataset.index) : undefined, true);
  };
  terms.onpointerleave = () => view.point(undefined);
}

/**
 * Walk through the steps, or begin to type a number, from the picture of the weights.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  if (event.ctrlKey && !event.altKey && !event.metaKey && event.key === "z") takeBack(view, "undo");
  else if (hasModifier(event)) return;
  else if (event.key === "Enter") view.edit(view.current());
  else if (/^[-−0-9.,]$/.test(event.key)) view.edit(view.current(), event.key);
  else {
    const to = positionAfterKey(event.key, view.state.position, view.line, view.steps.last);
    if (to === undefined) return;
    view.go(to);
  }
  takeEvent(event);
}
