// The whole network, one unit of it, or one multiplication. What is open is stored here and sent to
// Python, which answers with its numbers; while the pen draws, the browser computes them itself.

import { differences } from "../../ui/js/agreement.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { followWithNetwork, isOfCurrentPicture, liveTrace } from "../../ui/js/live_network.js";
import { onWidth } from "../../ui/js/resize.js";
import { speakWhenSettled } from "../../ui/js/speech.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { fillWords } from "../../ui/js/words.js";
import { computedNumbers } from "./computed.js";
import { draw, showReadout } from "./levels.js";
import { namesOf } from "./names.js";
import { receivedNumbers } from "./received.js";
import { fittingSelection, isSameSelection, zoomBack } from "./selection.js";

/** @import { Root, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Shown, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  const state = widgetState(parentElement, () => ({
    selection: { zoom: [...data.selection.zoom], evidence: data.selection.evidence },
    level: "whole",
  }));
  storeWeights(state, widget);
  const units = [...data.hidden.map((each) => each.units), data.classes.length];
  state.selection = fittingSelection(state.selection, units);
  fillWords(parentElement, data.words);
  const received = receivedNumbers(data, state.stored);
  const view = viewOf(widget, state, received);
  const update = () => {
    view.shown = numbersToShow(view, received);
    speakAnswer(view);
    draw(view);
  };
  bindActions(view, update);
  bindControls(view);
  update();
  onWidth(state, find(parentElement, ".network"), () => {
    view.width = widthOf(parentElement);
    draw(view);
  });
  const stop = followWithNetwork(parentElement.host, data.network, update);
  return () => {
    stop();
    clearTimeout(state.resting);
  };
}

// Read as seldom as it changes: while the pen draws, it would have the page laid out twice a frame.
/** @param {Root} root */
const widthOf = (root) => find(root, ".network").clientWidth;

/**
 * Store a unit's weights, which come once, and report to Python which are here.
 * @param {any} state
 * @param {Widget<Payload>} widget
 */
function storeWeights(state, { data: { unit }, setStateValue }) {
  if (!unit) return;
  const { weights_id: id, weights, outgoing } = unit;
  if (weights) {
    const unpacked = outgoing ? unpackNumbers(outgoing) : null;
    state.stored = { id, weights: unpackNumbers(weights), outgoing: unpacked };
    whenIdle(state, () => setStateValue("stored", id));
  } else if (state.stored?.id !== id) setStateValue("stored", "");
}

/**
 * Return the numbers to show: Python's where they are of the picture on the pad and of what is open,
 * else what the browser computes, else Python's last.
 * @param {View} view
 * @param {Shown} received
 */
function numbersToShow({ data, state }, received) {
  const trace = liveTrace(data.network);
  if (!trace) return received;
  const computed = computedNumbers(trace, state.selection, data.classes, data.words);
  const isOpen = isSameSelection(data.selection, state.selection);
  const isWhole = !received.unit === !computed.unit; // else it came without its stored weights
  if (!isOpen || !isWhole || !isOfCurrentPicture(data.network)) return computed;
  const found = differences(computed, received);
  if (found.length) console.error("The browser and Python disagree.", found.join("; "));
  return received;
}

/**
 * @param {Widget<Payload>} widget
 * @param {any} state
 * @param {Shown} shown
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }, state, shown) {
  return /** @type {View} */ ({
    data,
    state,
    shown,
    part: partsOf(parentElement),
    root: parentElement,
    send: setStateValue,
    names: namesOf(data.words, data.hidden.length, data.classes, data.columns),
    theme: readTheme(parentElement),
    width: widthOf(parentElement),
    readouts: {},
  });
}

/**
 * Set what levels call to open something, or to point at a value.
 * @param {View} view
 * @param {() => void} update
 */
function bindActions(view, update) {
  const { state, part } = view;
  view.select = (selection) => {
    state.selection = selection;
    view.send("selection", selection);
    update();
  };
  view.zoom = (zoom) => view.select({ zoom, evidence: null });
  // The readout is written again on each repaint, so that it follows the pen.
  view.point = (kind, at = 0, aloud = false, zoom = null) => {
    state.pointing = kind && { kind, at };
    const text = showReadout(view);
    part("open").hidden = !zoom;
    part("open").onclick = () => zoom && view.zoom(zoom);
    if (aloud) setText(part("spoken"), text);
  };
}

/** @param {View} view */
function bindControls(view) {
  const { state, part, root } = view;
  state.zoom = view.zoom; // of the newest data, for buttons that stay
  const back = () => {
    const { zoom, evidence } = state.selection;
    if (zoom.length || evidence) view.zoom(zoomBack(state.selection));
  };
  part("up").onclick = back;
  find(root, ".network").onkeydown = (event) => {
    if (event.key !== "Backspace" || hasModifier(event)) return;
    takeEvent(event);
    back();
  };
}

/**
 * Show the answer, and speak it once it stays for a while.
 * @param {View} view
 */
function speakAnswer({ shown: { answer }, part }) {
  setText(part("answer"), answer);
  speakWhenSettled(part("spoken"), answer);
}
