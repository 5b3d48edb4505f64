// Editing: a new number is weighed here within a frame; Python hears of it when the hand rests,
// and its answer (`data.seen`, the number of the edit) takes the place of what stood here.

import { setText } from "../../ui/js/dom.js";
import { hasModifier } from "../../ui/js/keyboard.js";
import { weighed } from "./numbers.js";
import { indexUnder } from "./pictures.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

const LARGEST = 1000;
const REST = 300;

/** @param {string} text */
function readNumber(text) {
  const plain = text.replace(/\s/g, "").replace(/[−–]/g, "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/**
 * Python's numbers, or, while an edit is on its way, those of the edit.
 * @param {Record<string, any>} state
 * @param {Payload} data
 */
export function numbersNow(state, data) {
  if (state.place !== data.place) {
    state.edits = new Map();
    state.place = data.place;
    state.selected = undefined;
  }
  for (const [index, edit] of state.edits) if (edit.serial <= data.seen) state.edits.delete(index);
  if (!state.edits.size) return data.numbers;
  const weights = data.numbers.weights.slice();
  let bias = data.numbers.bias;
  for (const [index, { value }] of state.edits)
    if (index === weights.length) bias = value;
    else weights[index] = value;
  return weighed(data, weights, bias);
}

/** @param {View} view */
export function editing(view) {
  const { data, state, part, send } = view;
  const count = data.inputs.length;
  const field = part("edit");
  const slider = part("drag");
  const note = part("editNote");
  /** @param {number} index */
  const numberAt = (index) => (index === count ? view.numbers.bias : view.numbers.weights[index]);
  const chosen = () => state.selected ?? view.current();
  const step = 10 ** -data.digits;

  // Every report has a number of its own, higher than any that Python has taken in.
  const nextSerial = () => (state.serial = Math.max(state.serial, data.seen) + 1);
  const commit = () => {
    clearTimeout(state.rest);
    if (![...state.edits.values()].some((edit) => edit.serial === Infinity)) return;
    nextSerial();
    for (const edit of state.edits.values()) edit.serial = state.serial;
    const changes = [...state.edits].map(([index, edit]) => [index, edit.value]);
    send("edit", { serial: state.serial, unit: data.unit, inputs: count, changes });
  };
  /**
   * @param {number} index
   * @param {number | null} value
   * @param {boolean} atOnce
   */
  const set = (index, value, atOnce) => {
    if (value === null || Math.abs(value) > LARGEST) {
      note.textContent = `A number from −${LARGEST} to ${LARGEST}, please.`;
      return;
    }
    note.textContent = "";
    state.selected = index;
    state.pointed = undefined; // the sum is what one wants to see now
    const rounded = Number(value.toFixed(data.digits));
    if (rounded !== numberAt(index)) {
      state.edits.set(index, { value: rounded, serial: Infinity });
      view.edited();
    }
    clearTimeout(state.rest);
    if (atOnce) commit();
    else state.rest = setTimeout(() => state.commit(), REST);
  };
  state.commit = commit; // a resting hand reports to the newest script

  const show = () => {
    const index = chosen();
    const value = numberAt(index);
    const bias = index === count;
    setText(part("editName"), bias ? "bias =" : `w[${index}] at ${view.say.pixel(index)} =`);
    if (view.root.activeElement !== field) field.value = view.say.weight(value);
    const reach = Math.max(1, Math.ceil(Math.abs(value) * 1.25));
    if (view.root.activeElement !== slider || Math.abs(value) > slider.max) {
      slider.min = -reach;
      slider.max = reach;
    }
    slider.step = step;
    slider.value = value;
    slider.setAttribute("aria-valuetext", view.say.weight(value));
    part("undo").disabled = !data.undo;
    part("reset").disabled = !data.changes;
    if (!note.textContent || note.dataset.count) {
      note.textContent = data.changes ? `${data.changes} changed by you` : "";
      note.dataset.count = data.changes || "";
    }
  };

  field.oninput = () => {
    const value = readNumber(field.value);
    if (value !== null) set(chosen(), value, false);
  };
  field.onchange = () => {
    set(chosen(), readNumber(field.value), true);
    field.value = view.say.weight(numberAt(chosen()));
  };
  field.onkeydown = (/** @type {any} */ event) => {
    const up = Number(event.key === "ArrowUp") - Number(event.key === "ArrowDown");
    if (event.key === "Enter") commit();
    if (!up || hasModifier(event)) return;
    event.preventDefault();
    set(chosen(), numberAt(chosen()) + up * step * (event.shiftKey ? 100 : 10), false);
    field.value = view.say.weight(numberAt(chosen()));
  };
  field.onfocus = () => {
    state.selected = chosen();
    field.select();
  };
  slider.oninput = () => set(chosen(), Number(slider.value), false);
  slider.onchange = commit;
  /** @param {string} how */
  const back = (how) => {
    commit();
    send("back", { how, serial: nextSerial() });
  };
  part("undo").onclick = () => back("undo");
  part("reset").onclick = () => back("all");

  view.edit = (index, text) => {
    state.selected = index;
    state.pointed = undefined;
    view.repaint();
    field.focus();
    if (text !== undefined) {
      field.value = text;
      field.oninput();
    }
  };

  // A weight's pixel: press it to type, or drag sideways; 100 px are one slider's reach.
  const paper = part("weights");
  paper.onpointerdown = (/** @type {any} */ event) => {
    const index = indexUnder(data, paper, event);
    if (index === undefined || event.button !== 0) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    try {
      paper.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer has gone already */
    }
    state.grip = { index, x: event.clientX, value: numberAt(index), far: false };
    state.selected = index;
    view.repaint();
  };
  paper.onpointermove = (/** @type {any} */ event) => {
    const grip = state.grip;
    if (!grip) {
      view.point(indexUnder(data, paper, event));
      return;
    }
    const far = event.clientX - grip.x;
    if (!grip.far && Math.abs(far) < 5) return;
    grip.far = true;
    const reach = Math.max(1, Math.abs(grip.value));
    set(grip.index, Math.max(-LARGEST, Math.min(LARGEST, grip.value + (far / 100) * reach)), false);
  };
  paper.onpointerup = () => {
    const grip = state.grip;
    state.grip = null;
    if (grip?.far) commit();
    else if (grip) view.edit(grip.index);
  };
  paper.onpointercancel = () => {
    state.grip = null;
  };
  return { show, undo: () => back("undo") };
}
