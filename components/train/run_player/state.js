// The run player's state in the browser: which frames it has, where it stands, what it waits for.

import { endOfEpoch, indexOfStep } from "./recording.js";

/** @import { Frames } from "./recording.js" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * @typedef {object} State
 * @property {string} [run] the run's id
 * @property {Frames} frames
 * @property {boolean} isFollowing whether the latest step is shown as it comes
 * @property {number | null} step that is shown
 * @property {number} position of that step among those available
 * @property {number | null} requestedStep a single step that is waited for
 * @property {number | null} epochGoal the end of an epoch that is waited for
 * @property {boolean} [playing]
 * @property {number} [exact] position while playing
 * @property {number | null} [frame] requested from the browser while playing
 * @property {number} [layer] whose weights are shown
 * @property {Record<number, number>} [units] chosen unit by layer
 * @property {number} [probability] of the true class, on the curve of the loss
 * @property {boolean} [isClosed] whether the panel of a cell's images was closed
 * @property {boolean} [isAutoplaying] whether it is played as it trains, until the learner does else
 * @property {Animation[]} [moving] panels on their way to the scene's places
 * @property {(now: number) => void} [roll] goes on playing
 * @property {number | null} [before] time of the last frame that was played
 * @property {() => void} [requestMissing]
 * @property {ReturnType<typeof setTimeout> | null} [retryTimer]
 * @property {ResizeObserver | null} [observer]
 */

/** @type {() => Omit<State, "run" | "frames">} */
const startOfRun = () => ({
  isAutoplaying: false,
  isFollowing: true,
  step: null,
  position: 0,
  requestedStep: null,
  epochGoal: null,
});

/** @type {() => State} */
export const initialState = () => ({ ...startOfRun(), frames: new Map() });

/**
 * Store the frames that came, and drop those of no use; another run begins anew.
 * @param {State} state
 * @param {Pick<Payload, "run" | "frames" | "availableSteps">} data
 */
export function storeFrames(state, { run, frames, availableSteps }) {
  if (state.run !== run) Object.assign(state, { run, frames: new Map(), ...startOfRun() });
  for (const frame of frames) state.frames.set(frame.step, frame);
  for (const step of state.frames.keys()) {
    if (!availableSteps.includes(step)) state.frames.delete(step);
  }
}

/** @type {(state: Pick<State, "frames">, steps: number[]) => number[]} */
export const missingSteps = ({ frames }, steps) => steps.filter((step) => !frames.has(step));

/** @type {(frames: Frames, step: number) => boolean} whether a step has its own validation numbers */
export const isEvaluated = (frames, step) => frames.get(step)?.validationStep === step;

/**
 * Go to the step that was requested, follow the training, or stay.
 * @param {State} state
 * @param {Pick<Payload, "isRunning" | "lastStep">} data
 * @param {number[]} steps
 * @param {number} latest position of the last step that is trained
 */
export function updatePosition(state, { isRunning, lastStep }, steps, latest) {
  const { requestedStep, epochGoal, frames } = state;
  const shown = state.step ?? 0;
  if (requestedStep !== null && isEvaluated(frames, requestedStep)) {
    state.step = requestedStep;
    state.requestedStep = null;
    state.isFollowing = isRunning && requestedStep === steps[latest];
  } else if (shown > lastStep || (epochGoal !== null && steps[latest] > shown)) {
    state.isFollowing = true;
  }
  const stays = !state.isFollowing && state.step !== null;
  state.position = stays ? indexOfStep(steps, state.step ?? 0) : latest;
  if (!state.playing) return;
  const exact = Math.min(state.exact ?? 0, state.position + 0.99);
  state.exact = Math.max(state.position, exact);
}

/** @type {(state: State) => boolean} */
export const isWaiting = ({ requestedStep, epochGoal }) => (requestedStep ?? epochGoal) !== null;

/**
 * Return what leads to the end of the epoch a step is in: `train` a paused run on, `request` a
 * single step that is not recorded, or `go` to one that is; a long run records only some.
 * @param {Pick<Payload, "startStep" | "totalSteps" | "epochs" | "trainedSteps" | "lastStep" | "recordedSteps">} data
 * @param {number[]} steps
 * @param {number} step
 * @returns {{ action: "train" | "request" | "go", step: number }}
 */
export function epochEndAction(data, steps, step) {
  const { trainedSteps, lastStep, recordedSteps } = data;
  const end = endOfEpoch(data, step);
  if (end > trainedSteps && trainedSteps < lastStep) return { action: "train", step: end };
  if (steps.includes(end)) return { action: "go", step: end };
  const later = recordedSteps.filter((each) => each > step);
  const recorded = later.findLast((each) => each <= end) ?? later[0];
  if (recorded !== undefined) return { action: "go", step: recorded };
  return end <= trainedSteps
    ? { action: "request", step: end }
    : { action: "go", step: trainedSteps };
}

/**
 * Clear the goal once it is trained, or the run goes on anyway or has ended.
 * @param {State} state
 * @param {Pick<Payload, "trainedSteps" | "lastStep" | "availableSteps">} data
 * @returns {number | null} a step to request: the goal, if it was trained but not recorded
 */
export function settleGoal(state, { trainedSteps, lastStep, availableSteps }) {
  const goal = state.epochGoal;
  const isTrained = goal !== null && trainedSteps >= goal;
  if (isTrained || trainedSteps >= lastStep) state.epochGoal = null;
  return isTrained && !availableSteps.includes(goal) ? goal : null;
}

/**
 * Begin a run that has just started at its first step, to be played as it trains; in scenes only.
 * @param {State} state
 * @param {Pick<Payload, "fills" | "isRunning">} data
 * @param {number[]} steps
 */
export function beginPlaying(state, { fills, isRunning }, steps) {
  if (!fills || !isRunning || state.step !== null) return;
  Object.assign(state, { isAutoplaying: true, isFollowing: false, step: steps[0] });
}

/**
 * Return whether to play on: the training may have come further than what was played.
 * @param {State} state
 * @param {Pick<Payload, "isRunning">} data
 * @param {number} last position
 */
export function playsOn(state, { isRunning }, last) {
  if (!state.isAutoplaying) return false;
  const isAtEnd = state.position >= last;
  if (isAtEnd && !isRunning) state.isAutoplaying = false;
  return !isAtEnd;
}
