// The player of a run: the training runs ahead and every snapshot of it is recorded; what is shown is
// the recording, in the state of a scene.

import { find, partsOf, setData, setText } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { createPlayer } from "../../ui/js/player.js";
import { onSize } from "../../ui/js/resize.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { bindButtons } from "./buttons.js";
import { layerLegend } from "./charts.js";
import { chartColors } from "./curves.js";
import { otherRunsLegend } from "./other_runs.js";
import { showPanels } from "./panels.js";
import { chartScales, frameAt, indexOfStep, stepsPerEpoch } from "./recording.js";
import { requestMissing, updateGoal } from "./requests.js";
import { show } from "./show.js";
import {
  beginPlaying,
  initialState,
  isWaiting,
  playsOn,
  storeFrames,
  updatePosition,
} from "./state.js";
import { stepText } from "./words.js";

/** @import { Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Charts } from "./charts.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./state.js" */

/**
 * What the functions here share.
 * @typedef {Charts & { state: State, root: Root, send: SetValue, steps: number[], latest: number,
 *   go: (position: number) => void }} View
 */

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
    state.retryTimer = state.observer = state.frame = null;
  };
  const steps = data.availableSteps.filter((step) => state.frames.has(step));
  partsOf(parentElement)("where").hidden = !steps.length;
  if (!steps.length) return stop;
  const view = makeView(withPredictions(widget, state), state, steps);
  if (!reducedMotion()) beginPlaying(state, data, steps);
  updatePosition(state, data, steps, view.latest);
  startScene(view);
  showNames(view);
  startPlayer(view);
  bindButtons(view);
  updateGoal(view);
  if (!isWaiting(state)) setText(view.part("waiting"), "");
  onSize(state, view.part("widget"), () => show(view, state.position), { withHeight: true });
  return stop;
}

/**
 * Add the predictions that came with the frames, where they are of the digit that is shown.
 * @param {Widget<Payload>} widget
 * @param {State} state
 * @returns {Widget<Payload>}
 */
function withPredictions(widget, { frames }) {
  const { data } = widget;
  if (!data.drawing?.isProbe) return widget;
  const recorded = [...frames].flatMap(([step, { prediction }]) =>
    prediction ? [[step, prediction]] : [],
  );
  const predictions = { ...Object.fromEntries(recorded), ...data.predictions };
  return { ...widget, data: { ...data, predictions } };
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
    colors: chartColors(theme),
    scales: chartScales(data, state.frames),
    latest: indexOfStep(steps, data.trainedSteps), // behind it are single steps ahead of a paused run
  });
  view.goToStep = (step) => view.go(indexOfStep(steps, step));
  return view;
}

/**
 * Show the panels of the scene, and let a presenter end their motion.
 * @param {View} view
 */
function startScene({ data, state, part, root }) {
  root.host.toggleAttribute("data-fills", data.fills);
  const widget = part("widget");
  const moving = showPanels(widget, data);
  if (!moving.length) return;
  state.moving = moving;
  setData(widget, "flying", true);
  const end = () => {
    for (const each of moving) each.finish();
    if (state.moving === moving) setData(widget, "flying", false);
  };
  Promise.allSettled(moving.map((each) => each.finished)).then(end);
  startAnew(widget, () => onFinish(() => widget.dataset.flying === "true", end));
}

/** @param {View} view */
function showNames(view) {
  const { data, part, colors, root, scales, theme } = view;
  const { words } = data;
  const { layers } = frameAt(view, 0);
  part("layerKeys").replaceChildren(...layerLegend(data, colors.layers, layers.length));
  part("otherKeys").replaceChildren(...otherRunsLegend(data.otherRuns, theme.dark));
  find(root, ".key.train").style.borderTopColor = colors.train;
  find(root, ".key.validation").style.borderTopColor = colors.validation;
  for (const [name, key] of Object.entries({
    lossName: scales.isLogLoss ? "log loss" : "loss",
    accuracyName: "accuracy",
    gradientName: "gradient",
    trainKey: data.fills ? "training key short" : "training key",
    validationKey: "validation key",
    layerLabel: "layer label",
    unitLabel: "unit label",
    confusionName: "confusion name",
    spreadsName: "spreads name",
    spreadNote: "spreads",
    probabilityLabel: "probability label",
    speedLabel: "speed label",
  })) {
    setText(part(name), words[key]);
  }
  part("layer").setAttribute("aria-label", words["layer spoken"]);
  part("unit").setAttribute("aria-label", words["unit spoken"]);
  [...part("speed").options].forEach((option, at) => {
    setText(option, [words["speed slow"], words["speed usual"], words["speed fast"]][at]);
  });
}

/** @param {View} view */
function startPlayer(view) {
  const { data, state, part, steps, latest } = view;
  const perEpoch = stepsPerEpoch(data, steps);
  const textAt = (/** @type {number} */ position) => stepText(data, frameAt(view, position));
  const last = steps.length - 1;
  if (playsOn(state, data, last) && !state.playing) {
    Object.assign(state, { playing: true, before: null, frame: null });
  }
  let isReady = false;
  view.go = createPlayer(view.root, state, {
    last,
    textAt,
    words: data.words,
    // The menu offers epochs a second, whether an epoch has ten snapshots, two or a third of one.
    speed: () => Number(part("speed").value) * perEpoch,
    moved: (position, settled) => {
      state.step = steps[position];
      if (isReady) cancelWaiting(view, position === latest);
      if (isReady && !state.playing && position !== last) state.isAutoplaying = false;
      show(view, position);
      if (settled) setText(part("spoken"), `${textAt(position)}: ${part("numbers").textContent}`);
    },
  });
  isReady = true;
  // Also where the widget was cleaned up while it played, and is called again.
  if (state.playing && !state.frame) {
    state.frame = requestAnimationFrame((now) => state.roll?.(now));
  }
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
