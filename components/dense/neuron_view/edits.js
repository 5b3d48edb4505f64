// Edits: weights and a bias that were changed here and that Python has not answered yet.

/** @import { Numbers, Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

export const LARGEST = 1000; // the largest weight that may be set
const UNSENT = Infinity; // the serial of an edit that Python does not know of

/**
 * Read a number as people write it: comma or point, a real minus sign or a hyphen; null where it
 * is none.
 * @param {string} text
 */
export function readNumber(text) {
  const plain = text.replace(/\s/g, "").replace(/[−–]/g, "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** @type {(value: number, digits: number) => number} */
const roundTo = (value, digits) => Number(value.toFixed(digits));

/**
 * Whether what a field shows is another number than the weight it stands for. A number that is
 * still being typed, such as "-" or "2.", is left alone.
 * @param {string} text
 * @param {number} value
 * @param {number} digits
 * @param {boolean} isTyping
 */
export function isOutdated(text, value, digits, isTyping) {
  const shown = readNumber(text);
  if (!isTyping) return true;
  return shown !== null && roundTo(shown, digits) !== value;
}

/**
 * Drop edits of another neuron, and those that Python has answered.
 * @param {State} state
 * @param {Payload} data
 */
export function dropAnswered(state, data) {
  if (state.neuron !== data.neuron) {
    state.edits = new Map();
    state.neuron = data.neuron;
    state.selected = undefined;
  }
  for (const [index, { serial }] of state.edits) {
    if (serial <= data.lastEvent) state.edits.delete(index);
  }
}

/** @type {(numbers: Numbers, index: number) => number} a weight, or the bias after the last one */
export const numberAt = ({ weights, bias }, index) =>
  index === weights.length ? bias : weights[index];

/**
 * Set a number, unsent, with the decimals that are shown.
 * @param {State} state
 * @param {{ numbers: Numbers, digits: number }} neuron
 * @param {number} index
 * @param {number} value
 * @returns {boolean} whether it is another number than before
 */
export function setNumber(state, { numbers, digits }, index, value) {
  const rounded = roundTo(value, digits);
  if (rounded === numberAt(numbers, index)) return false;
  state.edits.set(index, { value: rounded, serial: UNSENT });
  return true;
}

/**
 * Number the next report, higher than any that Python has answered.
 * @param {State} state
 * @param {Payload} data
 */
export const nextSerial = (state, data) =>
  (state.serial = Math.max(state.serial, data.lastEvent) + 1);

/**
 * Mark all edits as sent and return the event that reports them; undefined where all were sent.
 * @param {State} state
 * @param {Payload} data
 */
export function takeUnsent(state, data) {
  const edits = [...state.edits.values()];
  if (!edits.some(({ serial }) => serial === UNSENT)) return undefined;
  const serial = nextSerial(state, data);
  for (const edit of edits) edit.serial = serial;
  const changes = [...state.edits].map(([index, { value }]) => [index, value]);
  return { serial, unit: data.unit, inputs: data.inputs.length, changes };
}

/**
 * Return the value after a drag: 100 pixels are one slider's reach.
 * @param {number} value at the drag's start
 * @param {number} pixels to the right
 */
export const draggedValue = (value, pixels) =>
  Math.max(-LARGEST, Math.min(LARGEST, value + (pixels / 100) * Math.max(1, Math.abs(value))));

/** @type {(value: number) => number} how far a slider reaches either way */
export const sliderReach = (value) => Math.max(1, Math.ceil(Math.abs(value) * 1.25));
