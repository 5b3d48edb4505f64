// The picture of the weights: press one to type a number, or drag it sideways.

import { commit, editNumber, setEdited } from "./editor.js";
import { draggedValue, numberAt } from "./edits.js";
import { indexUnder } from "./pictures.js";

/** @import { View } from "./types.d.ts" */

const LEAST_DRAG = 5; // pixels; less is a press

/** @param {View} view */
export function bindWeightDrag(view) {
  const { data, state, part } = view;
  const picture = part("weights");
  picture.onpointerdown = (/** @type {PointerEvent} */ event) => {
    const index = indexUnder(data, picture, event);
    if (index === undefined || event.button !== 0) return;
    event.preventDefault();
    picture.focus({ preventScroll: true });
    capture(picture, event);
    state.drag = { index, x: event.clientX, value: numberAt(view.numbers, index), moved: false };
    state.selected = index;
    view.repaint();
  };
  picture.onpointermove = (/** @type {PointerEvent} */ event) => {
    if (state.drag) dragTo(view, event.clientX);
    else view.point(indexUnder(data, picture, event));
  };
  picture.onpointerup = () => {
    const { drag } = state;
    state.drag = undefined;
    if (drag?.moved) commit(view);
    else if (drag) editNumber(view, drag.index);
  };
  picture.onpointercancel = () => {
    state.drag = undefined;
  };
}

/**
 * Hold on to a pointer that leaves the picture, unless it has gone already.
 * @param {HTMLElement} picture
 * @param {PointerEvent} event
 */
function capture(picture, event) {
  try {
    picture.setPointerCapture(event.pointerId);
  } catch {
    /* the pointer has gone already */
  }
}

/**
 * @param {View} view
 * @param {number} x
 */
function dragTo(view, x) {
  const { drag } = view.state;
  if (!drag) return;
  const pixels = x - drag.x;
  if (!drag.moved && Math.abs(pixels) < LEAST_DRAG) return;
  drag.moved = true;
  setEdited(view, drag.index, draggedValue(drag.value, pixels), false);
}
