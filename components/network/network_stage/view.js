// The stage of the network: shows a scene, and moves from the one before. The browser computes what
// follows the pen, a dragged logit or the page's slider; until the network is here it shows Python's.

import { fillingContext, leastLetter, scaledFont } from "../../ui/js/canvas.js";
import { partsOf, setData, setText } from "../../ui/js/dom.js";
import { followWithNetwork } from "../../ui/js/live_network.js";
import { easeInOut, reducedMotion } from "../../ui/js/motion.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { followControls } from "../../ui/js/page_controls.js";
import { onSize } from "../../ui/js/resize.js";
import { speakWhenSettled } from "../../ui/js/speech.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { layoutBetween } from "./between.js";
import { bind } from "./bindings.js";
import { showHandles } from "./handles.js";
import { layoutOf, roomOf } from "./layout.js";
import { receivedReading } from "./numbers.js";
import { paint } from "./paint.js";
import { shownNow } from "./shown.js";
import { answerText, columnText, readoutText } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Layout, State, View } from "./types.d.ts" */

const MOVE_TIME = 800; // milliseconds from one scene to the next
const ANSWERING = ["whole", "certainty", "hidden", "logits"]; // scenes that show the prediction

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const view = viewOf(widget);
  const { state, stage, root, data } = view;
  root.host.toggleAttribute("data-fills", true);
  startScene(view);
  bind(view);
  resize(view);
  onSize(state, stage, () => resize(viewNow.get(stage) ?? view), { withHeight: true });
  viewNow.set(stage, view);
  const stopFollowing = followWithNetwork(root.host, data.network, view.update);
  const stopListening = startAnew(stage, () => listen(view));
  return () => {
    stopFollowing();
    stopListening();
    cancelAnimationFrame(state.frame ?? 0);
  };
}

/** The view of the newest data, for what is observed once a widget. @type {WeakMap<Element, View>} */
const viewNow = new WeakMap();

/**
 * @param {Widget<Payload>} widget
 * @returns {View}
 */
function viewOf({ data, parentElement }) {
  const part = partsOf(parentElement);
  const stage = part("stage");
  /** @type {State} */
  const state = widgetState(stage, () => ({ started: 0, added: 0, images: new Map() }));
  const view = /** @type {View} */ ({
    data,
    state,
    part,
    root: parentElement,
    stage,
    received: receivedReading(data.picture),
    theme: readTheme(parentElement),
  });
  view.update = () => {
    view.shown = shownNow(view);
    view.render();
  };
  view.render = () => render(view);
  return view;
}

/**
 * Begin a scene: what was chosen in the one before is dropped, all but the neuron.
 * @param {View} view
 */
function startScene({ data, state }) {
  const key = `${data.scene} ${data.open}`;
  if (state.key === key) return;
  if (state.key !== undefined && state.to) state.from = layoutAt(state, performance.now());
  const isMoving = state.from !== undefined && !reducedMotion();
  Object.assign(state, { key, started: isMoving ? performance.now() : -MOVE_TIME });
  Object.assign(state, { pointed: undefined, class: undefined, dragged: undefined, added: 0 });
}

/** @type {(state: State, now: number) => Layout} */
function layoutAt({ from, to, started }, now) {
  const share = Math.min(1, (now - started) / MOVE_TIME);
  return layoutBetween(from ?? to ?? {}, to ?? {}, easeInOut(share));
}

/** @type {(state: State) => boolean} */
const isMoving = ({ started }) => performance.now() - started < MOVE_TIME;

/**
 * Fit the picture to its box, and show it.
 * @param {View} view
 */
function resize(view) {
  const { data, state, part, stage, root } = view;
  view.theme = readTheme(root);
  for (const [name, isShown] of Object.entries(controlsOf(data))) part(name).hidden = !isShown;
  const answer = part("answer");
  if (!ANSWERING.includes(data.scene)) setText(answer, "");
  else if (!answer.textContent) setText(answer, "…"); // its line takes room
  const [width, height] = [Math.max(200, stage.clientWidth), Math.max(120, stage.clientHeight)];
  view.room = roomOf(width, height, scaledFont(16) / 16, leastLetter());
  view.ctx = fillingContext(part("picture"), width, height);
  state.to = layoutOf(data.scene, data.open, view.room);
  view.update();
}

/** @type {(data: Payload) => Record<string, boolean>} */
const controlsOf = ({ scene, open }) => ({
  controls: scene === "exp" || (scene === "largest" && open),
  adding: scene === "largest",
  reset: scene === "exp",
});

/**
 * Show the state as it is, and go on while it moves.
 * @param {View} view
 */
function render(view) {
  const { state, data, part, shown, stage } = view;
  if (!state.to) return;
  const now = performance.now();
  paint(view, layoutAt(state, now));
  showHandles(view, state.to);
  showWords(view);
  setText(part("added"), columnText(state.added, 0));
  part("add").value = String(state.added);
  part("reset").disabled = !state.dragged;
  setData(stage, "scene", data.scene);
  const goesOn = now - state.started < MOVE_TIME;
  setData(stage, "flying", goesOn);
  setData(stage, "prediction", data.classes[largestAt(shown.reading.probabilities)]);
  if (!goesOn) return;
  cancelAnimationFrame(state.frame ?? 0);
  state.frame = requestAnimationFrame(() => render(view));
}

/** @param {View} view */
function showWords(view) {
  const { data, state, part, shown, stage } = view;
  const { words, scene, classes, columns } = data;
  const answer = answerText(words, shown, classes);
  if (ANSWERING.includes(scene)) setText(part("answer"), answer);
  const at = { classes, columns, pointed: state.pointed };
  const readout = readoutText(words, scene, shown, at);
  setText(part("readout"), readout);
  setData(stage, "unit", shown.neuron?.unit ?? "");
  setData(stage, "class", shown.chosenClass);
  speakWhenSettled(part("spoken"), readout || answer);
}

/**
 * Listen to the page: its slider, and a presenter who goes on while the picture moves.
 * @param {View} view
 */
function listen(view) {
  const { data, state } = view;
  const stopFinish = onFinish(
    () => isMoving(state),
    () => {
      state.started = -MOVE_TIME;
      view.render();
    },
  );
  const stopControls = data.moved ? followControls(view.update) : () => {};
  return () => {
    stopFinish();
    stopControls();
  };
}
