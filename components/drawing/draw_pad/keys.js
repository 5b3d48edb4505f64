// The keyboard: a cursor on the paper that paints, writes values and erases.

import { withGaps } from "../../ui/js/gaps.js";
import { takeEvent } from "../../ui/js/keyboard.js";
import { inkOf, paint, pushUndo, report, undo } from "./picture.js";
import { cursorAfterKey } from "./strokes.js";

/** @import { View } from "./picture.js" */

/**
 * Paint the pixel at the keyboard's cursor.
 * @param {View} view
 * @param {number[]} ink
 */
function paintAtCursor(view, ink) {
  const { data, state } = view;
  const [row, column] = state.cursor;
  pushUndo(state);
  state.pixels.set(ink, (row * data.side + column) * data.channels);
  report(view);
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
export function onKey(view, event) {
  const { data, state } = view;
  const { channels, levels, side } = data;
  const { key } = event;
  const isCommand = event.ctrlKey || event.metaKey; // the latter on a Mac
  if (event.altKey || (isCommand && key !== "z")) return;
  state.isKeyboardUsed = true;
  const cursor = cursorAfterKey(key, state.cursor, side);
  if (isCommand) {
    undo(view);
  } else if (cursor) {
    state.cursor = cursor;
    if (event.shiftKey) paintAtCursor(view, inkOf(view));
  } else if (key === " ") paintAtCursor(view, inkOf(view));
  else if (key === "Delete" || key === "Backspace") paintAtCursor(view, Array(channels).fill(0));
  else if (channels === 1 && levels === 9 && /^[0-9]$/.test(key))
    paintAtCursor(view, [Number(key)]);
  else return;
  takeEvent(event);
  paint(view);
  speak(view);
}

/** @param {View} view */
function speak({ data, state, part }) {
  const { side, channels, full, levels } = data;
  const [row, column] = state.cursor;
  const at = (row * side + column) * channels;
  const values = [...state.pixels.slice(at, at + channels)].map(
    (level) => +((level * full) / levels).toFixed(2),
  );
  part("spoken").textContent = withGaps(data.words.pixel, {
    row,
    column,
    values: values.join(", "),
  });
}
