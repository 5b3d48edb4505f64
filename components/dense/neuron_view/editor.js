// The editor: a field and a slider for one number. A new number is computed with within a frame; Python
// hears of it when the hand rests, and its answer takes the place of what stood here.

import { setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasModifier } from "../../ui/js/keyboard.js";
import { withCount } from "../../ui/js/words.js";
import { createAnchor } from "./anchor.js";
import {
  isOutdated,
  LARGEST,
  nextSerial,
  numberAt,
  readNumber,
  setNumber,
  sliderReach,
  takeUnsent,
} from "./edits.js";

/** @import { View } from "./types.d.ts" */

const REST = 300; // milliseconds after which a hand rests

/** @type {(view: View) => number} the index of the number that is edited */
const editedIndex = (view) => view.state.selected ?? view.current();

/**
 * Bind the editor's controls.
 * @param {View} view
 */
export function bindEditor(view) {
  const { data, state, part } = view;
  state.anchor ??= createAnchor(part("editor"));
  if (data.lastEvent >= state.serial) state.anchor.release(); // Python has answered all
  state.onRest = () => commit(view); // a resting hand reports to the newest script
  part("undo").onclick = () => takeBack(view, "undo");
  part("reset").onclick = () => takeBack(view, "all");
  const slider = part("drag");
  slider.oninput = () => setEdited(view, editedIndex(view), Number(slider.value), false);
  slider.onchange = () => commit(view);
  bindField(view);
}

/** @param {View} view */
function bindField(view) {
  const { state, part } = view;
  const field = part("edit");
  field.oninput = () => {
    const value = readNumber(field.value);
    if (value !== null) setEdited(view, editedIndex(view), value, false);
  };
  field.onchange = () => {
    setEdited(view, editedIndex(view), readNumber(field.value), true);
    writeField(view);
  };
  field.onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  field.onfocus = () => {
    state.selected = editedIndex(view);
    field.select();
  };
}

/**
 * Commit by Enter; step up and down by arrows, ten times as far with Shift.
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  if (event.key === "Enter") commit(view);
  const up = Number(event.key === "ArrowUp") - Number(event.key === "ArrowDown");
  if (!up || hasModifier(event)) return;
  event.preventDefault();
  const index = editedIndex(view);
  const step = 10 ** -view.data.digits * (event.shiftKey ? 100 : 10);
  setEdited(view, index, numberAt(view.numbers, index) + up * step, false);
  writeField(view);
}

/** @param {View} view */
function writeField(view) {
  view.part("edit").value = view.write.weight(numberAt(view.numbers, editedIndex(view)));
}

/**
 * Set a weight or the bias, or explain why it cannot be set.
 * @param {View} view
 * @param {number} index
 * @param {number | null} value
 * @param {boolean} atOnce whether Python is to hear of it now
 */
export function setEdited(view, index, value, atOnce) {
  const { data, numbers, state, part } = view;
  if (value === null || Math.abs(value) > LARGEST) {
    part("editNote").textContent = withGaps(data.words["out of range"], { largest: LARGEST });
    return;
  }
  part("editNote").textContent = "";
  state.selected = index;
  state.pointed = undefined; // what is written is about the sum again
  if (setNumber(state, { numbers, digits: data.digits }, index, value)) view.edited();
  clearTimeout(state.rest);
  if (atOnce) commit(view);
  else state.rest = setTimeout(() => state.onRest?.(), REST);
}

/**
 * Report what was edited.
 * @param {View} view
 */
export function commit({ data, state, send }) {
  clearTimeout(state.rest);
  const event = takeUnsent(state, data);
  if (!event) return;
  state.anchor?.hold(); // Python's answer may have more above
  send("edit", event);
}

/**
 * Take the last change back, or all of them.
 * @param {View} view
 * @param {"undo" | "all"} how
 */
export function takeBack(view, how) {
  commit(view);
  view.state.anchor?.hold();
  view.send("back", { how, serial: nextSerial(view.state, view.data) });
}

/**
 * Edit a number in the field.
 * @param {View} view
 * @param {number} index
 * @param {string} [text] what was typed already
 */
export function editNumber(view, index, text) {
  Object.assign(view.state, { selected: index, pointed: undefined });
  view.repaint();
  const field = view.part("edit");
  field.focus();
  if (text === undefined) return;
  field.value = text;
  field.oninput();
}

/**
 * Show the number that is edited.
 * @param {View} view
 */
export function showEditor(view) {
  const { data, numbers, part, root, write } = view;
  const index = editedIndex(view);
  const value = numberAt(numbers, index);
  const isBias = index === numbers.weights.length;
  const { words } = data;
  const name = isBias ? words["bias field"] : words["weight field"];
  setText(part("editName"), withGaps(name, { index, pixel: write.pixel(index) }));
  const field = part("edit");
  const isTyping = root.activeElement === field;
  if (isOutdated(field.value, value, data.digits, isTyping)) writeField(view);
  showSlider(view, value);
  part("undo").disabled = !data.undo;
  part("reset").disabled = !data.changes;
  showNote(view);
}

/**
 * @param {View} view
 * @param {number} value
 */
function showSlider({ data, part, root, write }, value) {
  const slider = part("drag");
  // Under the hand its ends stay where they are.
  if (root.activeElement !== slider || Math.abs(value) > slider.max) {
    slider.max = sliderReach(value);
    slider.min = -slider.max;
  }
  slider.step = 10 ** -data.digits;
  slider.value = value;
  slider.setAttribute("aria-valuetext", write.weight(value));
}

/**
 * Count the changes, unless the note has something more urgent.
 * @param {View} view
 */
function showNote({ data, part }) {
  const note = part("editNote");
  if (note.textContent && !note.dataset.count) return;
  note.textContent = data.changes ? withCount(data.words, "changes", data.changes) : "";
  note.dataset.count = data.changes || "";
}
