// One neuron, explained term by term. What the pen draws and what is edited is computed here at once;
// Python's answer takes its place. `position` counts the steps (see steps.js).

import { findAll, partsOf, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { currentPicture, followPicture } from "../../ui/js/pad_picture.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { publishEdits } from "../live/shared_layer.js";
import { bindEditor, editNumber, takeBack } from "./editor.js";
import { dropAnswered } from "./edits.js";
import { disagreementOf } from "./live.js";
import { paint, prepare } from "./paint.js";
import { indexUnder } from "./pictures.js";
import { showPractice } from "./practice.js";
import { initialState, playSpeed, positionAfterKey, renewed } from "./state.js";
import { currentIndex } from "./steps.js";
import { bindWeightDrag } from "./weight_drag.js";
import { writingOf } from "./writing.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Name, Order, State, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { parentElement } = widget;
  const view = viewOf(widget);
  const { state, part } = view;
  prepare(view);
  showLabels(view);
  bindPlayer(view);
  bindEditor(view);
  bindWeightDrag(view);
  bindPictures(view);
  bindTable(view);
  part("weights").onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  bindChoices(view);
  showMode(view);
  onWidth(state, part("weights"), () => {
    view.theme = readTheme(parentElement);
    state.width = part("weights").clientWidth;
    paint(view);
  });
  const stopFollowing = followPicture(parentElement.host, () => showLive(view));
  return () => {
    stopFollowing();
    stop(state);
  };
}

/** @param {View} view */
function bindPlayer(view) {
  view.go = createPlayer(view.root, view.state, {
    last: view.steps.last,
    moved: (position, settled) => showMoved(view, position, settled),
    words: (position) => view.steps.words(position),
    speed: (position) => playSpeed(view, position),
  });
}

/**
 * Show what was drawn or edited: with other numbers there may be a step more or less.
 * @param {View} view
 */
function showLive(view) {
  const { state } = view;
  const { last } = view.steps;
  prepare(view);
  if (state.mode !== "watch") return;
  state.shown = state.position; // the edited number stays the edited one
  if (view.steps.last === last) paint(view);
  else bindPlayer(view);
}

/** @param {State} state */
function stop(state) {
  clearTimeout(state.rest);
  if (state.frame !== undefined) cancelAnimationFrame(state.frame);
  state.playing = false;
  state.observer?.disconnect();
}

/**
 * Return what the parts of the widget share.
 * @param {Widget<Payload>} widget
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => initialState(data));
  Object.assign(state, renewed(state, data));
  const disagreement = disagreementOf(data, currentPicture());
  if (disagreement) console.error(`neuron: Python's ${disagreement} are not the browser's`);
  dropAnswered(state, data);
  publishEdits({ layerKey: data.layerKey, unit: data.unit, edits: state.edits });
  const count = data.inputs.length;
  const view = /** @type {View} */ ({
    sent: data,
    data,
    state,
    count,
    part: partsOf(parentElement),
    root: parentElement,
    send: setStateValue,
    write: writingOf(data),
    line: data.columns * data.channels,
    pace: Math.max(1.7, count / 10), // a large picture plays in ten seconds
  });
  view.current = () => currentIndex(view.steps, state.position);
  view.repaint = () => paint(view);
  view.edit = (index, text) => editNumber(view, index, text);
  view.edited = () => {
    publishEdits({ layerKey: data.layerKey, unit: data.unit, edits: state.edits });
    showLive(view);
  };
  view.point = (index, fromTable = false) => {
    if (index === state.pointed) return;
    Object.assign(state, { pointed: index, fromTable });
    paint(view);
  };
  return view;
}

/**
 * Show another step; report it where it has settled.
 * @param {View} view
 * @param {number} position
 * @param {boolean} settled
 */
function showMoved(view, position, settled) {
  const { state, part, steps } = view;
  if (state.shown !== position) Object.assign(state, { selected: undefined, shown: position });
  paint(view);
  if (!settled) return;
  setText(part("spoken"), steps.words(position));
  if (state.reported === position) return;
  state.reported = position;
  view.send("step", position);
}

/** @param {View} view */
function showLabels({ data, state, part, line }) {
  const { activation, rows, columns } = data;
  const size = `${rows} by ${columns}`;
  setText(part("row"), state.order === "size" ? `${line} on` : "One row on");
  setText(part("orderNote"), state.order === "size" ? "another order of adding, the same sum" : "");
  setText(part("curveName"), data.curve ? activation : "");
  part("curve").hidden = !data.curve;
  const without = `${activation} has no curve of its own: it needs every unit's sum.`;
  setText(part("noCurve"), data.curve ? "" : without);
  const labels = {
    curve: `The curve of ${activation}, and where this neuron's sum stands on it`,
    inputs: `The inputs as a picture, ${size}`,
    products: `The products so far as a picture, ${size}`,
    weights: `The weights as a picture, ${size}; arrows move, Enter edits`,
  };
  for (const [name, label] of Object.entries(labels)) part(name).setAttribute("aria-label", label);
}

/** @param {View} view */
function bindPictures(view) {
  const { data, part, state } = view;
  part("row").onclick = () => {
    const end = state.position < view.count ? view.count : view.steps.last;
    view.go(Math.min(state.position + view.line, end));
  };
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
function bindTable(view) {
  const terms = view.part("terms");
  terms.onpointermove = (/** @type {any} */ event) => {
    const row = event.target.closest("tr");
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

/** @param {View} view */
function bindChoices(view) {
  const { state } = view;
  bindRadios(view, "order", state.order, (value) => {
    state.order = /** @type {Order} */ (value);
    prepare(view);
    showLabels(view);
    view.go(state.position);
  });
  bindRadios(view, "mode", state.mode, (value) => {
    state.mode = /** @type {Payload["mode"]} */ (value);
    view.send("mode", value);
    showMode(view);
  });
}

/**
 * @param {View} view
 * @param {string} name
 * @param {string} value
 * @param {(value: string) => void} choose
 */
function bindRadios({ root }, name, value, choose) {
  for (const each of findAll(root, `input[name="${name}"]`)) {
    const radio = /** @type {HTMLInputElement} */ (each);
    radio.checked = radio.value === value;
    radio.onchange = () => {
      if (radio.checked) choose(radio.value);
    };
  }
}

/** @param {View} view */
function showMode(view) {
  const { state, part } = view;
  const watching = state.mode === "watch";
  part("story").hidden = !watching;
  part("practice").hidden = watching;
  if (watching) {
    paint(view);
    return;
  }
  if (state.playing) view.go(state.position);
  showPractice(view, state.mode);
}
