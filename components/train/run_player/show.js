// What is shown of one step, in whatever panels there are.

import { setData, setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { firstCorrect, rewindText } from "./answer.js";
import { showBatches } from "./batches.js";
import { showCharts } from "./charts.js";
import { showConfusion } from "./confusion.js";
import { showHistograms } from "./histograms.js";
import { lossOf, showLossCurve } from "./loss_curve.js";
import { showMistakes } from "./mistakes.js";
import { panelsOf } from "./panels.js";
import { showPredictions } from "./predictions.js";
import { frameAt } from "./recording.js";
import { showSplit } from "./split.js";
import { shownLayer, showWeights } from "./weights.js";
import { correctText, metricsText, stepText, validationText } from "./words.js";

/** @import { Frame } from "./payload.d.ts" */
/** @import { View } from "./view.js" */

/**
 * Show a step.
 * @param {View} view
 * @param {number} position
 */
export function show(view, position) {
  const { part, state, data, theme } = view;
  const frame = frameAt(view, position);
  /** @type {Record<string, () => void>} */
  const panels = {
    counter: () => showCounter(view, frame),
    curves: () => showCharts(view, frame),
    weights: () => showWeights(part, state, data, frame, theme, (unit) => chooseUnit(view, unit)),
    prediction: () => showPredictions(part, data, frame.step),
    confusion: () => showConfusions(view, frame, hasLoss(frame)),
    mistakes: () => showFound(view),
    spreads: () => showHistograms(part("spreads"), frame, data.words, theme),
    lossCurve: () => showLoss(view),
    split: () => showSplit(part, data, theme),
    batches: () => showBatches(part, data, theme, frame.step),
    actions: () => showButtons(view, frame, position, hasLoss(frame)),
  };
  for (const name of panelsOf(data)) panels[name]?.();
}

/** @type {(frame: Frame) => boolean} */
const hasLoss = ({ metrics }) => metrics[2] !== null;

/**
 * @param {View} view
 * @param {Frame} frame
 */
function showCounter({ data, part, steps }, frame) {
  const { scene, words, fills } = data;
  const isFirst = firstCorrect(data, steps) === frame.step;
  setText(part("where"), stepText(data, frame));
  const told =
    (scene === "rewind" && rewindText(data, steps, frame.step)) || correctText(words, frame);
  setText(part("numbers"), fills ? told : metricsText(words, frame));
  setData(part("widget"), "step", frame.step);
  setData(part("widget"), "first", scene === "rewind" && isFirst);
}

/**
 * Enable what can be pressed now. Without a loss no image is more wrong than another, and there is
 * nothing to check or to branch from.
 * @param {View} view
 * @param {Frame} frame
 * @param {number} position
 * @param {boolean} isEvaluated
 */
function showButtons({ data, state, part, latest }, { step }, position, isEvaluated) {
  const { isRunning, trainedSteps, lastStep } = data;
  part("follow").setAttribute("aria-pressed", state.isFollowing && isRunning);
  part("follow").disabled = !isRunning;
  part("batch").disabled = step >= lastStep;
  part("epoch").disabled = position >= latest && trainedSteps >= lastStep;
  for (const name of ["wrong", "check", "branch"]) part(name).disabled = !isEvaluated;
}

/**
 * Show the confusion matrix, and let images be requested.
 * @param {View} view
 * @param {Frame} frame
 * @param {boolean} isEvaluated
 */
function showConfusions(view, frame, isEvaluated) {
  const { data, part, send, theme, state } = view;
  const { step } = frame;
  const { run, words, mistakes } = data;
  const choose = (/** @type {number | null} */ row, /** @type {number | null} */ column) => {
    state.isClosed = false;
    sendEvent(send, "cell", { run, step, true: row, predicted: column });
  };
  const isOpen = mistakes && !state.isClosed;
  const chosen = isOpen ? `${mistakes.true} ${mistakes.predicted}` : "";
  const look = { words, dark: theme.dark, chosen };
  showConfusion(part("confusion"), frame, look, isEvaluated ? choose : null);
  const when = validationText(words, frame);
  setText(
    part("confusionNote"),
    `${words["as it was"]} ${when}. ${words[isEvaluated ? "confusion" : "no loss"]}`,
  );
  part("wrong").onclick = () => choose(null, null);
  part("check").onclick = () => sendEvent(send, "check", { run, step });
}

/** @param {View} view */
function showFound(view) {
  const { data, part, send, state } = view;
  showMistakes(part, data, {
    pick: (index) => sendEvent(send, "picked", { run: data.run, index }),
    close: () => {
      state.isClosed = true;
      showFound(view);
    },
    isClosed: Boolean(state.isClosed),
  });
}

/** @param {View} view */
function showLoss(view) {
  const { data, part, theme, state } = view;
  const probability = state.probability ?? 0.9;
  setData(part("widget"), "loss", lossOf(probability).toFixed(2));
  showLossCurve(part, {
    words: data.words,
    theme,
    probability,
    choose: (chosen) => {
      state.probability = chosen;
      showLoss(view);
    },
  });
}

/**
 * Show a unit: a recorded one at once; the weights of others are requested.
 * @param {View} view
 * @param {number} number as it was typed
 */
export function chooseUnit(view, number) {
  const { data, state } = view;
  const frame = frameAt(view, state.position);
  const layer = shownLayer(state, frame);
  const { units, recordedUnits } = frame.layers[layer];
  const unit = Math.max(0, Math.min(units - 1, Math.round(number) || 0));
  state.units = { ...state.units, [layer]: unit };
  if (unit >= recordedUnits) view.send("unit", { run: data.run, layer, unit });
  show(view, state.position);
}
