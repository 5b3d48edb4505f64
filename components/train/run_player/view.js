// The player of a run: the training runs ahead and every snapshot of it is recorded; what is shown is
// the recording.

import { find, partsOf, setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { layerLegend, showCharts } from "./charts.js";
import { showConfusion } from "./confusion.js";
import { chartColors } from "./curves.js";
import { showHistograms } from "./histograms.js";
import { otherRunsLegend } from "./other_runs.js";
import { showPredictions } from "./predictions.js";
import {
  chartScales,
  indexOfStep,
  metricsText,
  stepsPerEpoch,
  stepText,
  validationText,
} from "./recording.js";
import {
  epochEndAction,
  initialState,
  isEvaluated,
  isWaiting,
  missingSteps,
  settleGoal,
  storeFrames,
  updatePosition,
} from "./state.js";
import { shownLayer, showWeights } from "./weights.js";

/** @import { Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Charts } from "./charts.js" */
/** @import { Frame, Payload } from "./payload.d.ts" */
/** @import { State } from "./state.js" */

/**
 * What the functions here share.
 * @typedef {Charts & { state: State, root: Root, send: SetValue, steps: number[], latest: number,
 *   go: (position: number) => void }} View
 */

const RETRY_DELAY = 1500; // milliseconds until a missing frame is requested again

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  /** @type {State} */
  const state = widgetState(parentElement, initialState);
  storeFrames(state, data);
  requestMissing(state, widget);
  const stop = () => {
    clearTimeout(state.retryTimer ?? undefined);
    cancelAnimationFrame(state.frame ?? 0);
    state.observer?.disconnect();
    state.retryTimer = state.observer = null;
  };
  const steps = data.availableSteps.filter((step) => state.frames.has(step));
  partsOf(parentElement)("where").hidden = !steps.length;
  if (!steps.length) return stop;
  const view = makeView(widget, state, steps);
  updatePosition(state, data, steps, view.latest);
  showLegends(view);
  startPlayer(view);
  bindButtons(view);
  updateGoal(view);
  onWidth(state, view.part("loss"), () => show(view, state.position));
  return stop;
}

/**
 * Request the frames that are missing, now and until they are here: a frame is sent once, and may be
 * lost with a page that is gone or overtaken.
 * @param {State} state
 * @param {Widget<Payload>} widget
 */
function requestMissing(state, { data, setStateValue }) {
  const { run, availableSteps } = data;
  state.requestMissing = () => {
    const steps = missingSteps(state, availableSteps);
    clearTimeout(state.retryTimer ?? undefined);
    if (!steps.length) return;
    sendEvent(setStateValue, "missing", { run, steps });
    state.retryTimer = setTimeout(() => state.requestMissing?.(), RETRY_DELAY);
  };
  if (!missingSteps(state, availableSteps).length) {
    clearTimeout(state.retryTimer ?? undefined);
    state.retryTimer = null;
  } else if (!state.retryTimer) state.requestMissing();
}

/**
 * @param {Widget<Payload>} widget
 * @param {State} state
 * @param {number[]} steps whose frames are here
 * @returns {View}
 */
function makeView({ data, parentElement, setStateValue }, state, steps) {
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
    colors: chartColors(theme.dark),
    scales: chartScales(data, state.frames),
    latest: indexOfStep(steps, data.trainedSteps), // behind it are single steps ahead of a paused run
  });
  view.goToStep = (step) => view.go(indexOfStep(steps, step));
  return view;
}

/** @type {(view: View, position: number) => Frame} */
const frameAt = ({ frames, steps }, position) => /** @type {Frame} */ (frames.get(steps[position]));

/** @param {View} view */
function showLegends(view) {
  const { data, part, colors, root, scales, theme } = view;
  const { layers } = frameAt(view, 0);
  part("layerKeys").replaceChildren(...layerLegend(colors.layers, layers.length));
  part("otherKeys").replaceChildren(...otherRunsLegend(data.otherRuns, theme.dark));
  find(root, ".key.train").style.borderTopColor = colors.train;
  find(root, ".key.validation").style.borderTopColor = colors.validation;
  setText(part("spreadNote"), data.texts.histograms);
  const scale = scales.isLogLoss ? "loss (logarithmic), by epoch" : "loss, by epoch";
  setText(part("loss").previousElementSibling, scale);
}

/** @param {View} view */
function startPlayer(view) {
  const { data, state, part, steps, latest } = view;
  const perEpoch = stepsPerEpoch(data, steps);
  const textAt = (/** @type {number} */ position) => stepText(data, frameAt(view, position));
  let isReady = false;
  view.go = createPlayer(view.root, state, {
    last: steps.length - 1,
    textAt,
    words: data.words,
    // The menu offers epochs a second, whether an epoch has ten snapshots, two or a third of one.
    speed: () => Number(part("speed").value) * perEpoch,
    moved: (position, settled) => {
      state.step = steps[position];
      if (isReady) cancelWaiting(view, position === latest);
      show(view, position);
      if (settled) setText(part("spoken"), `${textAt(position)}: ${part("numbers").textContent}`);
    },
  });
  isReady = true;
}

/**
 * Wait for nothing any more, as the learner moved on meanwhile.
 * @param {View} view
 * @param {boolean} isLatest
 */
function cancelWaiting({ data, state, part }, isLatest) {
  if (isWaiting(state)) {
    state.requestedStep = state.epochGoal = null;
    setText(part("waiting"), "");
  }
  state.isFollowing = data.isRunning && !state.playing && isLatest;
}

/**
 * Show a step.
 * @param {View} view
 * @param {number} position
 */
function show(view, position) {
  const { data, state, part, theme } = view;
  const frame = frameAt(view, position);
  setText(part("where"), stepText(data, frame));
  setText(part("numbers"), metricsText(frame, data.texts.alone));
  showCharts(view, frame);
  showWeights(part, state, data, frame, theme, (unit) => chooseUnit(view, unit));
  showHistograms(part("spreads"), frame, theme);
  showPredictions(part, data, frame.step);
  const hasLoss = frame.metrics[2] !== null;
  showConfusions(view, frame, hasLoss);
  showButtons(view, frame, position, hasLoss);
}

/**
 * Enable what can be pressed now. Without a loss no image is more wrong than another, and there is
 * nothing to check or to branch from.
 * @param {View} view
 * @param {Frame} frame
 * @param {number} position
 * @param {boolean} hasLoss
 */
function showButtons({ data, state, part, latest }, { step }, position, hasLoss) {
  const { isRunning, trainedSteps, lastStep } = data;
  part("follow").setAttribute("aria-pressed", state.isFollowing && isRunning);
  part("follow").disabled = !isRunning;
  part("batch").disabled = step >= lastStep;
  part("epoch").disabled = position >= latest && trainedSteps >= lastStep;
  for (const name of ["wrong", "check", "branch"]) part(name).disabled = !hasLoss;
}

/**
 * Show the confusion matrix, and let images be requested.
 * @param {View} view
 * @param {Frame} frame
 * @param {boolean} hasLoss
 */
function showConfusions({ data, part, send, theme }, frame, hasLoss) {
  const { step } = frame;
  const { run, texts } = data;
  const choose = (/** @type {number | null} */ row, /** @type {number | null} */ column) =>
    sendEvent(send, "cell", { run, step, true: row, predicted: column });
  showConfusion(part("confusion"), frame, theme.dark, hasLoss ? choose : null);
  const note = texts[hasLoss ? "confusion" : "no loss"];
  setText(part("confusionNote"), `As it was ${validationText(frame)}. ${note}`);
  part("wrong").onclick = () => choose(null, null);
  part("check").onclick = () => sendEvent(send, "check", { run, step });
}

/**
 * Show a unit: a recorded one at once; the weights of others are requested.
 * @param {View} view
 * @param {number} number as it was typed
 */
function chooseUnit(view, number) {
  const { data, state } = view;
  const frame = frameAt(view, state.position);
  const layer = shownLayer(state, frame);
  const { units, recordedUnits } = frame.layers[layer];
  const unit = Math.max(0, Math.min(units - 1, Math.round(number) || 0));
  state.units = { ...state.units, [layer]: unit };
  if (unit >= recordedUnits) view.send("unit", { run: data.run, layer, unit });
  show(view, state.position);
}

/** @param {View} view */
function bindButtons(view) {
  const { data, state, part, send } = view;
  const { run } = data;
  part("follow").onclick = () => {
    state.isFollowing = true;
    view.go(view.latest);
  };
  part("epoch").onclick = () => goToEpochEnd(view);
  part("batch").onclick = () => {
    const next = (state.step ?? 0) + 1;
    if (isEvaluated(view.frames, next)) view.goToStep(next);
    else requestStep(view, next);
  };
  part("story").onclick = () => send("explanation", { run, step: state.step, pressId: Date.now() });
  part("branch").onclick = () => sendEvent(send, "branch", { run, step: state.step });
  part("layer").onchange = () => {
    state.layer = Number(part("layer").value);
    show(view, state.position);
  };
  part("unit").onchange = () => chooseUnit(view, Number(part("unit").value));
}

/**
 * Request a single step that is not recorded, and wait for it.
 * @param {View} view
 * @param {number} step
 */
function requestStep({ data, state, part, send }, step) {
  state.requestedStep = step;
  state.isFollowing = false;
  const isAhead = step > data.trainedSteps;
  const text = isAhead ? "training one batch ahead …" : "training these batches again …";
  setText(part("waiting"), text);
  sendEvent(send, "batch", { run: data.run, step });
}

/**
 * Go to the end of the epoch, or have it trained.
 * @param {View} view
 */
function goToEpochEnd(view) {
  const { data, state, part, steps } = view;
  const { action, step } = epochEndAction(data, steps, state.step ?? 0);
  if (action === "go") view.goToStep(step);
  else if (action === "request") requestStep(view, step);
  else {
    state.epochGoal = step;
    state.requestedStep = null;
    setText(part("waiting"), "training to the end of the epoch …");
    sendEvent(view.send, "epoch", { run: data.run, step });
  }
}

/** @param {View} view */
function updateGoal(view) {
  const { data, state, part } = view;
  const step = settleGoal(state, data);
  if (step !== null) requestStep(view, step);
  if (!isWaiting(state)) setText(part("waiting"), "");
}
