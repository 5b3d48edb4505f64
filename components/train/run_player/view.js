// The player of a run: the trainer runs ahead and every snapshot of it is stored here; what is shown
// is a recording.

import { find, partsOf, setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { showAnswers } from "./answers.js";
import { layerKeys, showCharts } from "./charts.js";
import { showConfusion } from "./confusion.js";
import { chartColours, otherKeys } from "./curves.js";
import {
  epochEnd,
  momentWords,
  numbersWords,
  placeOf,
  scalesOf,
  stepsPerEpoch,
  whenJudged,
} from "./moments.js";
import { showSpreads } from "./spreads.js";
import { layerShown, showWeights } from "./weights.js";

/** @import { Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Charts } from "./charts.js" */
/** @import { Frame, Payload } from "./payload.d.ts" */

/**
 * What the functions here share.
 * @typedef {Charts & { state: any, root: Root, send: SetValue, steps: number[], newest: number,
 *   go: (place: number) => void, words: (place: number) => string }} View
 */

const ASK_AGAIN = 1500; // milliseconds until a frame that has not come is asked for again

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  const state = widgetState(parentElement, () => ({ frames: new Map(), follow: true }));
  takeFrames(state, widget);
  const stop = () => {
    clearTimeout(state.asking);
    state.asking = null;
    cancelAnimationFrame(state.frame);
    state.observer?.disconnect();
    state.observer = null;
  };
  const steps = data.steps.filter((step) => state.frames.has(step));
  partsOf(parentElement)("where").hidden = !steps.length;
  if (!steps.length) return stop;
  const view = viewOf(widget, state, steps);
  settlePosition(view);
  showKeys(view);
  startPlayer(view);
  bindButtons(view);
  settleGoal(view);
  onWidth(state, view.part("loss"), () => paint(view, state.position));
  return stop;
}

/**
 * Store the frames that came, drop those of no use, and ask for those that are missing: a frame is
 * sent once, and may be lost with a page that is gone or overtaken.
 * @param {any} state
 * @param {Widget<Payload>} widget
 */
function takeFrames(state, { data, setStateValue }) {
  const { run, steps } = data;
  if (state.run !== run) {
    const fresh = { frames: new Map(), follow: true, step: null, wanted: null, goal: null };
    Object.assign(state, { run, position: 0, ...fresh });
  }
  for (const frame of data.frames) state.frames.set(frame.step, frame);
  for (const step of state.frames.keys()) if (!steps.includes(step)) state.frames.delete(step);
  state.askAgain = () => {
    const missing = steps.filter((step) => !state.frames.has(step));
    clearTimeout(state.asking);
    if (!missing.length) return;
    sendEvent(setStateValue, "missing", { run, steps: missing });
    state.asking = setTimeout(() => state.askAgain(), ASK_AGAIN);
  };
  if (steps.every((step) => state.frames.has(step))) {
    clearTimeout(state.asking);
    state.asking = null;
  } else if (!state.asking) state.askAgain();
}

/**
 * @param {Widget<Payload>} widget
 * @param {any} state
 * @param {number[]} steps that are here
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }, state, steps) {
  const theme = readTheme(parentElement);
  const view = /** @type {View} */ ({
    data,
    state,
    steps,
    theme,
    frames: state.frames,
    part: partsOf(parentElement),
    root: parentElement,
    send: setStateValue,
    colours: chartColours(theme.dark),
    scales: scalesOf(data, state.frames),
    newest: placeOf(steps, data.trained), // behind it are single batches of a held run, seen ahead
    words: (place) => momentWords(data, frameAt(view, place)),
  });
  view.goTo = (step) => view.go(placeOf(steps, step));
  return view;
}

/** @type {(view: View, place: number) => Frame} */
const frameAt = ({ frames, steps }, place) => /** @type {Frame} */ (frames.get(steps[place]));

/** @type {(view: View, step: number) => boolean} whether a step was judged: what one asks for alone is */
const isJudged = ({ frames }, step) => frames.get(step)?.judged === step;

/**
 * Go where the learner waits to go, follow the training, or stay.
 * @param {View} view
 */
function settlePosition(view) {
  const { data, state, steps, newest } = view;
  if (state.wanted !== null && isJudged(view, state.wanted)) {
    state.step = state.wanted;
    state.wanted = null;
    state.follow = data.live && state.step === steps[newest];
  } else if (state.step > data.reach || (state.goal !== null && steps[newest] > state.step)) {
    state.follow = true;
  }
  state.position = state.follow || state.step === null ? newest : placeOf(steps, state.step);
  if (!state.playing) return;
  const exact = Math.min(state.exact ?? 0, state.position + 0.99);
  state.exact = Math.max(state.position, exact);
}

/** @param {View} view */
function showKeys(view) {
  const { data, part, colours, root, scales, theme } = view;
  const { layers } = frameAt(view, 0);
  part("layerKeys").replaceChildren(...layerKeys(colours.layers, layers.length));
  part("otherKeys").replaceChildren(...otherKeys(data.others, theme.dark));
  find(root, ".key.train").style.borderTopColor = colours.train;
  find(root, ".key.held").style.borderTopColor = colours.held;
  setText(part("spreadNote"), data.words.histograms);
  const scale = scales.climbs ? "loss (logarithmic), by epoch" : "loss, by epoch";
  setText(part("loss").previousElementSibling, scale);
}

/** @param {View} view */
function startPlayer(view) {
  const { data, state, part, steps, newest, words } = view;
  const perEpoch = stepsPerEpoch(data, steps);
  let isReady = false;
  view.go = createPlayer(view.root, state, {
    last: steps.length - 1,
    words,
    // The menu says epochs a second, whether an epoch has ten snapshots, two or a third of one.
    speed: () => Number(part("speed").value) * perEpoch,
    moved: (place, settled) => {
      state.step = steps[place];
      if (isReady) leaveWaiting(view, place === newest);
      paint(view, place);
      if (settled) setText(part("spoken"), `${words(place)}: ${part("numbers").textContent}`);
    },
  });
  isReady = true;
}

/**
 * Wait for nothing any more, as the learner moved on meanwhile.
 * @param {View} view
 * @param {boolean} isNewest
 */
function leaveWaiting({ data, state, part }, isNewest) {
  if ((state.wanted ?? state.goal) !== null) {
    state.wanted = state.goal = null;
    setText(part("waiting"), "");
  }
  state.follow = data.live && !state.playing && isNewest;
}

/**
 * Show a moment.
 * @param {View} view
 * @param {number} place
 */
function paint(view, place) {
  const { data, state, part, theme, newest } = view;
  const frame = frameAt(view, place);
  setText(part("where"), view.words(place));
  setText(part("numbers"), numbersWords(frame, data.words.alone));
  showCharts(view, frame);
  showWeights(part, state, data, frame, theme, (unit) => chooseUnit(view, unit));
  showSpreads(part("spreads"), frame, theme);
  showAnswers(part, data, frame.step);
  // Without numbers no image is more wrong than another, and there is nothing to check or go on from.
  const isBroken = frame.numbers[2] === null;
  showWrong(view, frame, isBroken);
  part("follow").setAttribute("aria-pressed", Boolean(state.follow && data.live));
  part("follow").disabled = !data.live;
  part("batch").disabled = frame.step >= data.reach;
  part("epoch").disabled = place >= newest && data.trained >= data.reach;
  for (const name of ["wrong", "check", "branch"]) part(name).disabled = isBroken;
}

/**
 * Show the confusions, and let images be asked for.
 * @param {View} view
 * @param {Frame} frame
 * @param {boolean} isBroken
 */
function showWrong({ data, part, send, theme }, frame, isBroken) {
  const { step } = frame;
  const { run, words } = data;
  const choose = (/** @type {number | null} */ row, /** @type {number | null} */ column) =>
    sendEvent(send, "cell", { run, step, true: row, predicted: column });
  showConfusion(part("confusion"), frame, theme.dark, isBroken ? null : choose);
  const note = words[isBroken ? "no loss" : "confusion"];
  setText(part("confusionNote"), `As it was ${whenJudged(frame)}. ${note}`);
  part("wrong").onclick = () => choose(null, null);
  part("check").onclick = () => sendEvent(send, "check", { run, step });
}

/**
 * Show a unit: one that is recorded at once; others' weights are fetched, once the trainer has time.
 * @param {View} view
 * @param {number} wanted
 */
function chooseUnit(view, wanted) {
  const { data, state } = view;
  const frame = frameAt(view, state.position);
  const layer = layerShown(state, frame);
  const { units, shown } = frame.layers[layer];
  const unit = Math.max(0, Math.min(units - 1, Math.round(wanted) || 0));
  state.units = { ...state.units, [layer]: unit };
  if (unit >= shown) view.send("unit", { run: data.run, layer, unit });
  paint(view, state.position);
}

/** @param {View} view */
function bindButtons(view) {
  const { data, state, part, send } = view;
  part("follow").onclick = () => {
    state.follow = true;
    view.go(view.newest);
  };
  part("epoch").onclick = () => toEpochEnd(view);
  part("batch").onclick = () => {
    const next = state.step + 1;
    if (isJudged(view, next)) view.goTo(next);
    else want(view, next);
  };
  part("story").onclick = () =>
    send("story", { run: data.run, step: state.step, when: Date.now() });
  part("branch").onclick = () => sendEvent(send, "branch", { run: data.run, step: state.step });
  part("layer").onchange = () => {
    state.layer = Number(part("layer").value);
    paint(view, state.position);
  };
  part("unit").onchange = () => chooseUnit(view, Number(part("unit").value));
}

/**
 * Wait for a single step that is not recorded.
 * @param {View} view
 * @param {number} step
 */
function want({ data, state, part, send }, step) {
  state.wanted = step;
  state.follow = false;
  const isAhead = step > data.trained;
  const words = isAhead ? "training one batch ahead …" : "training these batches again …";
  setText(part("waiting"), words);
  sendEvent(send, "batch", { run: data.run, step });
}

/**
 * Go to the epoch's end, or have it trained.
 * @param {View} view
 */
function toEpochEnd(view) {
  const { data, state, part, steps, newest } = view;
  const end = epochEnd(data, state.step);
  if (end > data.trained && data.trained < data.reach) {
    state.goal = end;
    state.wanted = null;
    setText(part("waiting"), "training to the end of the epoch …");
    sendEvent(view.send, "epoch", { run: data.run, step: end });
    return;
  }
  const later = data.looks.filter((step) => step > state.step);
  const snapshot = later.findLast((step) => step <= end) ?? later[0];
  if (steps.includes(end)) view.goTo(end);
  else if (snapshot !== undefined) view.goTo(snapshot);
  else if (end <= data.trained)
    want(view, end); // later than the last snapshot that is recorded
  else view.go(newest);
}

/**
 * Leave a goal once it is trained: a long run records only some of its snapshots.
 * @param {View} view
 */
function settleGoal(view) {
  const { data, state, part } = view;
  if (state.goal !== null && data.trained >= state.goal) {
    const end = state.goal;
    state.goal = null;
    if (!data.steps.includes(end)) want(view, end);
  } else if (data.trained >= data.reach) state.goal = null; // it goes on anyway, or has ended
  if ((state.wanted ?? state.goal) === null) setText(part("waiting"), "");
}
