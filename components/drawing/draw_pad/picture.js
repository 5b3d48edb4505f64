// The picture on the pad: it is painted here at once, taken back, published to the page's views and
// reported to Python, whose picture is the true one.

import { findAll } from "../../ui/js/dom.js";
import { isFollowed, publishPicture } from "../../ui/js/pad_picture.js";
import { createReporter } from "../../ui/js/reporter.js";
import { fromBase64, toBase64 } from "../../ui/js/wire.js";
import { paintPaper } from "./paper.js";
import { levelsOfColor, shownLevel } from "./strokes.js";

/** @import { FindPart, Root, SetValue } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * One mount of the pad.
 * @typedef {{ data: Payload, state: any, part: FindPart, root: Root, paper: HTMLCanvasElement, font: string }} View
 */

const MAX_UNDO = 50; // pictures
const STROKE_DELAY = 3_000; // milliseconds between reports of a stroke that the page follows itself

/**
 * Adopt a picture that Python changed.
 * @param {any} state
 * @param {Payload} data
 */
export function adoptPicture(state, { revision, pixels, levels, side, has_finer_original }) {
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
export function pushUndo(state) {
  state.undoStack.push(state.pixels.slice());
  if (state.undoStack.length > MAX_UNDO) state.undoStack.shift();
}

/**
 * @param {any} state
 * @param {{ data: Payload, parentElement: Root, setStateValue: SetValue }} widget
 */
export function bindReports(state, { data, parentElement, setStateValue }) {
  const send = (/** @type {object} */ event) => setStateValue("drawing", event);
  state.reports ??= createReporter(parentElement.host, data.acknowledged, send);
  state.reports.acknowledge(data.acknowledged, send);
}

/** @param {View} view */
export function publish({ data, state, root }) {
  const { side, channels, levels, full } = data;
  const { pixels, isCoarse } = state;
  publishPicture(root.host, { side, channels, levels, full, pixels, isCoarse });
}

/**
 * Publish a picture that changed here, and report it to Python.
 * @param {View} view
 */
export function report(view) {
  const { state } = view;
  state.isCoarse = false; // Python, too, has no finer one of what is drawn by hand
  publish(view);
  const delay = state.stroke && isFollowed() ? STROKE_DELAY : 0;
  state.reports.report({ pixels: toBase64(state.pixels), revision: state.revision }, delay);
}

/** @param {View} view */
export function paint({ data, state, part, root, paper, font }) {
  const isShown = root.activeElement === paper && state.isKeyboardUsed;
  paintPaper(paper, data, state.pixels, font, isShown ? state.cursor : null);
  part("undo").disabled = state.undoStack.length === 0;
  part("invitation").hidden = state.pixels.some((/** @type {number} */ level) => level > 0);
  for (const button of findAll(root, "[data-brush]")) {
    const isChosen = Number(button.dataset.brush) === state.brush;
    button.setAttribute("aria-pressed", String(isChosen));
  }
  part("eraser").setAttribute("aria-pressed", String(state.erasing));
  part("ink").value = state.ink;
  part("inkValue").textContent = shownLevel(state.ink, data.full, data.levels);
}

/** @type {(view: View) => number[]} the ink of each channel */
export function inkOf({ data, state, part }) {
  if (state.erasing) return Array(data.channels).fill(0);
  return data.channels === 1 ? [state.ink] : levelsOfColor(part("color").value, data.levels);
}

/** @param {View} view */
export function undo(view) {
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
export function change(view, pixels) {
  pushUndo(view.state);
  view.state.pixels = pixels;
  paint(view);
  report(view);
}
