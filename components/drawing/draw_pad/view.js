// The pad: a picture of whole ink levels. Strokes are painted here at once and sent to Python,
// whose picture is the true one; a new `revision` shows that Python changed it.

import { findAll, partsOf } from "../../ui/js/dom.js";
import { takeEvent } from "../../ui/js/keyboard.js";
import { isFollowed, publishPicture } from "../../ui/js/pad_picture.js";
import { createReporter } from "../../ui/js/reporter.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fromBase64, toBase64 } from "../../ui/js/wire.js";
import { paintPaper } from "./paper.js";
import {
  beginStroke,
  cursorAfterKey,
  levelsOfColour,
  pointsBetween,
  shownLevel,
  touch,
} from "./strokes.js";

/** @import { FindPart, Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, state: any, part: FindPart, root: Root, paper: HTMLCanvasElement, font: string }} View
 */

const MAX_UNDO = 50; // pictures
const STROKE_DELAY = 500; // milliseconds between reports of a stroke that the page follows itself

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  const state = widgetState(parentElement, () => ({
    brush: 1,
    erasing: false,
    cursor: [0, 0],
    undoStack: [],
    ink: null,
  }));
  adoptPicture(state, data);
  bindReports(state, widget);
  const part = partsOf(parentElement);
  const { font } = readTheme(parentElement);
  const view = { data, state, part, root: parentElement, paper: part("paper"), font };
  bindPen(view);
  view.paper.onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  view.paper.onfocus = view.paper.onblur = () => paint(view);
  bindTools(view);
  showLabels(view);
  paint(view);
  publish(view);
  return state.reports.pause;
}

/**
 * Adopt a picture that Python changed.
 * @param {any} state
 * @param {Payload} data
 */
function adoptPicture(state, { revision, pixels, levels, side, has_finer_original }) {
  if (state.revision === revision) return;
  const arrived = fromBase64(pixels);
  if (state.pixels?.length === arrived.length) pushUndo(state);
  else state.undoStack = [];
  const inside = (/** @type {number} */ at) => Math.min(at, side - 1);
  const cursor = state.cursor.map(inside);
  Object.assign(state, {
    pixels: arrived,
    revision,
    ink: levels,
    cursor,
    stroke: null,
    isCoarse: has_finer_original,
  });
}

/** @param {any} state */
function pushUndo(state) {
  state.undoStack.push(state.pixels.slice());
  if (state.undoStack.length > MAX_UNDO) state.undoStack.shift();
}

/**
 * @param {any} state
 * @param {{ data: Payload, parentElement: Root, setStateValue: SetValue }} widget
 */
function bindReports(state, { data, parentElement, setStateValue }) {
  const send = (/** @type {object} */ event) => setStateValue("drawing", event);
  state.reports ??= createReporter(parentElement.host, data.acknowledged, send);
  state.reports.acknowledge(data.acknowledged, send);
}

/** @param {View} view */
function publish({ data, state, root }) {
  const { side, channels, levels, full } = data;
  const { pixels, isCoarse } = state;
  publishPicture(root.host, { side, channels, levels, full, pixels, isCoarse });
}

/**
 * Publish a picture that changed here, and report it to Python.
 * @param {View} view
 */
function report(view) {
  const { state } = view;
  state.isCoarse = false; // Python, too, has no finer one of what is drawn by hand
  publish(view);
  const delay = state.stroke && isFollowed() ? STROKE_DELAY : 0;
  state.reports.report({ pixels: toBase64(state.pixels), revision: state.revision }, delay);
}

/** @param {View} view */
function paint({ data, state, part, root, paper, font }) {
  const isShown = root.activeElement === paper && state.isKeyboardUsed;
  paintPaper(paper, data, state.pixels, font, isShown ? state.cursor : null);
  part("undo").disabled = state.undoStack.length === 0;
  for (const button of findAll(root, "[data-brush]")) {
    const isChosen = Number(button.dataset.brush) === state.brush;
    button.setAttribute("aria-pressed", String(isChosen));
  }
  part("eraser").setAttribute("aria-pressed", String(state.erasing));
  part("ink").value = state.ink;
  part("inkValue").textContent = shownLevel(state.ink, data.full, data.levels);
}

/** @type {(view: View) => number[]} the ink of each channel */
function inkOf({ data, state, part }) {
  if (state.erasing) return Array(data.channels).fill(0);
  return data.channels === 1 ? [state.ink] : levelsOfColour(part("colour").value, data.levels);
}

/**
 * Return the row and column under the pointer; they may lie between two.
 * @param {HTMLCanvasElement} paper
 * @param {number} side
 * @param {PointerEvent} event
 */
function pointUnder(paper, side, event) {
  const box = paper.getBoundingClientRect();
  const row = ((event.clientY - box.top) / box.height) * side;
  return [row, ((event.clientX - box.left) / box.width) * side];
}

/** @param {View} view */
function bindPen(view) {
  const { data, state, paper } = view;
  const under = (/** @type {PointerEvent} */ event) => pointUnder(paper, data.side, event);
  const isOurs = (/** @type {PointerEvent} */ event) => state.stroke?.pointer === event.pointerId;
  paper.onpointerdown = (event) => {
    if (event.button !== 0 || state.stroke) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    try {
      paper.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer has gone already */
    }
    state.isKeyboardUsed = false;
    pushUndo(state);
    // A soft edge over darker ink must not lighten what is there already.
    const darkens = data.channels === 1 && !state.erasing;
    const stroke = beginStroke(state.pixels, data, inkOf(view), state.brush, darkens);
    state.stroke = { ...stroke, pointer: event.pointerId };
    drawTo(view, [under(event)]);
  };
  paper.onpointermove = (event) => {
    if (!isOurs(event)) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) {
      drawTo(view, pointsBetween(state.penAt, under(each)));
    }
  };
  const lift = (/** @type {PointerEvent} */ event) => {
    if (!isOurs(event)) return;
    state.stroke = null;
    report(view);
  };
  paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = lift;
}

/**
 * Draw through points, and leave the pen at the last.
 * @param {View} view
 * @param {number[][]} points
 */
function drawTo(view, points) {
  const { data, state } = view;
  for (const [row, column] of points) touch(state.pixels, data, state.stroke, row, column);
  state.penAt = points[points.length - 1];
  paint(view);
  report(view);
}

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
function onKey(view, event) {
  const { data, state } = view;
  const { channels, levels, side } = data;
  const { key } = event;
  if (event.altKey || event.metaKey) return;
  state.isKeyboardUsed = true;
  const cursor = cursorAfterKey(key, state.cursor, side);
  if (event.ctrlKey) {
    if (key !== "z") return;
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
  part("spoken").textContent = `row ${row}, column ${column}: ${values.join(", ")}`;
}

/** @param {View} view */
function undo(view) {
  const { state } = view;
  if (!state.undoStack.length) return;
  state.pixels = state.undoStack.pop();
  paint(view);
  report(view);
}

/**
 * Change the whole picture.
 * @param {View} view
 * @param {Uint8Array} pixels
 */
function change(view, pixels) {
  pushUndo(view.state);
  view.state.pixels = pixels;
  paint(view);
  report(view);
}

/** @param {View} view */
function bindTools(view) {
  const { data, state, part, root } = view;
  const set = (/** @type {object} */ changes) => {
    Object.assign(state, changes);
    paint(view);
  };
  part("undo").onclick = () => undo(view);
  part("clear").onclick = () => change(view, new Uint8Array(state.pixels.length));
  part("invert").onclick = () => {
    const inverted = (/** @type {number} */ level) => data.levels - level;
    change(view, state.pixels.map(inverted));
  };
  part("eraser").onclick = () => set({ erasing: !state.erasing });
  for (const button of findAll(root, "[data-brush]")) {
    button.onclick = () => set({ brush: Number(button.dataset.brush) });
  }
  part("ink").max = data.levels;
  part("ink").oninput = () => set({ ink: Number(part("ink").value), erasing: false });
  part("colour").oninput = () => set({ erasing: false });
}

/** @param {View} view */
function showLabels({ data, part, paper }) {
  const { side, channels, levels } = data;
  const grey = channels === 1;
  part("brushes").hidden = side === 3;
  part("inkLabel").hidden = !grey;
  part("colourLabel").hidden = grey;
  const inks = grey ? "grey" : "red, green and blue";
  paper.setAttribute("aria-label", `Drawing pad, ${side} by ${side} pixels, ${inks}`);
  const digits = grey && levels === 9 ? ", 0–9 write a value." : ".";
  part("help").textContent =
    `Keyboard: arrows move, space paints, Shift+arrow draws on, Delete erases${digits}`;
}
