// One neuron, explained term by term. What the pen draws and what is edited is computed here at once;
// Python's answer takes its place. `position` counts the steps (see steps.js).

import { partsOf, setText } from "../../ui/js/dom.js";
import { currentPicture, followPicture } from "../../ui/js/pad_picture.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { publishEdits } from "../live/shared_layer.js";
import { bindPictures, bindTable } from "./bindings.js";
import { bindChoices, showLabels, showMode } from "./choices.js";
import { bindEditor, editNumber } from "./editor.js";
import { dropAnswered } from "./edits.js";
import { disagreementOf } from "./live.js";
import { paint, prepare } from "./paint.js";
import { initialState, playSpeed, renewed } from "./state.js";
import { currentIndex } from "./steps.js";
import { bindWeightDrag } from "./weight_drag.js";
import { writingOf } from "./writing.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { State, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { parentElement } = widget;
  const view = viewOf(widget);
  const { state, part } = view;
  prepare(view);
  parentElement.host.toggleAttribute("data-fills", view.sent.fills);
  part("widget").classList.toggle("fills", view.sent.fills);
  fillWords(parentElement, view.sent.words);
  showLabels(view);
  bindPlayer(view);
  bindEditor(view);
  if (!view.sent.fills) bindWeightDrag(view);
  bindPictures(view);
  bindTable(view);
  bindChoices(view);
  showMode(view);
  onWidth(state, part("weights"), () => {
    view.theme = readTheme(parentElement);
    state.width = part("weights").clientWidth;
    paint(view);
  });
  const stopFollowing = followPicture(parentElement.host, () => showLive(view));
  const stopListening = startAnew(part("widget"), () => listenToFinish(view));
  return () => {
    stopFollowing();
    stopListening();
    stop(state);
  };
}

/**
 * End what is played when the scene is to turn; it turns only where nothing was.
 * @param {View} view
 */
const listenToFinish = (view) =>
  onFinish(
    () => view.sent.fills && Boolean(view.state.playing),
    () => view.go(view.steps.last),
  );

/** @param {View} view */
function bindPlayer(view) {
  view.go = createPlayer(view.root, view.state, {
    last: view.steps.last,
    moved: (position, settled) => showMoved(view, position, settled),
    textAt: (position) => view.steps.words(position),
    words: view.sent.words,
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
  Object.assign(view, actsOf(view));
  return view;
}

/**
 * Return what parts of the widget have the whole do.
 * @param {View} view
 */
function actsOf(view) {
  const { sent, state } = view;
  return {
    current: () => currentIndex(view.steps, state.position),
    repaint: () => paint(view),
    edit: (/** @type {number} */ index, /** @type {string} */ text) => {
      if (!sent.fills) editNumber(view, index, text);
    },
    edited: () => {
      publishEdits({ layerKey: sent.layerKey, unit: sent.unit, edits: state.edits });
      showLive(view);
    },
    point: (/** @type {number | undefined} */ index, fromTable = false) => {
      if (index === state.pointed) return;
      Object.assign(state, { pointed: index, fromTable });
      paint(view);
    },
  };
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
