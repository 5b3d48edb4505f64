// What is requested beside the recording: missing frames, single steps, the end of an epoch.

import { setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { epochEndAction, missingSteps, settleGoal } from "./state.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./state.js" */
/** @import { View } from "./view.js" */

const RETRY_DELAY = 1500; // milliseconds until a missing frame is requested again

/**
 * Request the frames that are missing, now and until they are here: a frame is sent once, and may be
 * lost with a page that is gone or overtaken.
 * @param {State} state
 * @param {Widget<Payload>} widget
 */
export function requestMissing(state, { data, setStateValue }) {
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
 * Request a single step that is not recorded, and wait for it.
 * @param {View} view
 * @param {number} step
 */
export function requestStep({ data, state, part, send }, step) {
  state.requestedStep = step;
  state.isFollowing = false;
  const isAhead = step > data.trainedSteps;
  setText(part("waiting"), data.words[isAhead ? "training ahead" : "training again"]);
  sendEvent(send, "batch", { run: data.run, step });
}

/**
 * Go to the end of the epoch, or have it trained.
 * @param {View} view
 */
export function goToEpochEnd(view) {
  const { data, state, part, steps } = view;
  const { action, step } = epochEndAction(data, steps, state.step ?? 0);
  if (action === "go") view.goToStep(step);
  else if (action === "request") requestStep(view, step);
  else {
    state.epochGoal = step;
    state.requestedStep = null;
    setText(part("waiting"), data.words["training epoch"]);
    sendEvent(view.send, "epoch", { run: data.run, step });
  }
}

/**
 * Request the goal if it was trained but not recorded.
 * @param {View} view
 */
export function updateGoal(view) {
  const step = settleGoal(view.state, view.data);
  if (step !== null) requestStep(view, step);
}
