// The pilot: starts, pauses and lands flights, by the clock and not by the frame.

import { reducedMotion } from "../../ui/js/motion.js";
import { airborneAt, flightOver, landedAt, paceAt } from "./flight.js";
import { halt, isFlying, rest, stepFrom } from "./state.js";

/** @import { State, View } from "./types.d.ts" */

const MOVE_SECONDS = 1.4; // until all values are in their cells of another order

/**
 * Fly on, frame by frame; a running flight goes on with new data.
 * @param {View} view
 */
export function start(view) {
  const { state } = view;
  state.onFrame = (now) => showFrame(view, now);
  if (state.frame !== undefined) return;
  state.clock = undefined;
  waitForFrame(state);
}

/** @param {State} state */
function waitForFrame(state) {
  state.frame = requestAnimationFrame((now) => state.onFrame?.(now));
}

/**
 * @param {View} view
 * @param {number} now
 */
function showFrame(view, now) {
  const { state } = view;
  state.frame = undefined;
  const passed = Math.min(0.1, (now - (state.clock ?? now)) / 1000);
  state.clock = now;
  if (state.move && (state.move.share += passed / MOVE_SECONDS) >= 1)
    state.move = state.painted = undefined;
  advance(state, passed * Number(view.part("speed").value));
  view.render();
  if (isFlying(state)) waitForFrame(state);
  else view.settle();
}

/**
 * Bring the position nearer to its goal.
 * @param {State} state
 * @param {number} seconds
 */
function advance(state, seconds) {
  if (state.goal === undefined) return;
  const direction = Math.sign(state.goal - state.position);
  state.position += direction * seconds * paceAt(state.flight, state.position);
  if (direction * (state.goal - state.position) > 1e-6) return;
  state.position = state.goal;
  state.goal = undefined;
  if (airborneAt(state.flight, state.position) === state.position) rest(state, state.position);
}

/**
 * Go to a position without a flight.
 * @param {View} view
 * @param {number} position
 */
export function jump(view, position) {
  const { state } = view;
  halt(state);
  state.chosen = undefined;
  rest(state, Math.max(0, Math.min(state.count, Math.round(position))));
  view.render();
  view.settle();
}

/**
 * Fly over the values from … to - 1; pixels in the air already stay on their way.
 * @param {View} view
 * @param {number} goal
 * @param {number} from
 * @param {number} to
 */
export function fly(view, goal, from, to) {
  const { state } = view;
  halt(state);
  state.chosen = undefined;
  const target = Math.max(0, Math.min(state.count, goal));
  if (reducedMotion()) {
    jump(view, target);
    return;
  }
  if (target === state.position) {
    view.render();
    return;
  }
  if (needsOtherFlight(state, target)) {
    state.flight = flightOver(Math.max(0, from), Math.min(state.count, to), state.count);
  }
  state.goal = target;
  view.render();
  start(view);
}

/** @type {(state: State, target: number) => boolean} nothing is in the air, or it flies elsewhere */
function needsOtherFlight({ flight, position }, target) {
  const isResting = airborneAt(flight, position) === landedAt(position);
  return isResting || [target, position].some((each) => each < flight.from || each > flight.to);
}

/**
 * Fly to the next whole pixel, row or column, on or back.
 * @param {View} view
 * @param {number} length values of it
 * @param {1 | -1} direction
 */
export function step(view, length, direction) {
  const { goal, from, to } = stepFrom(view.state.position, length, direction);
  fly(view, goal, from, to);
}

/** @param {View} view */
export function playOrPause(view) {
  const { state } = view;
  if (isFlying(state)) {
    pause(view);
    return;
  }
  if (state.position >= state.count) rest(state, 0);
  fly(view, state.count, landedAt(state.position), state.count);
}

/** @param {View} view */
function pause(view) {
  if (view.state.move) {
    jump(view, view.state.position);
    return;
  }
  view.state.goal = undefined;
  view.render();
  view.settle();
}

/**
 * Fly every value back to its pixel.
 * @param {View} view
 */
export function flyHome(view) {
  const { state } = view;
  if (state.position === 0) rest(state, state.count);
  fly(view, 0, 0, Math.ceil(state.position));
}

/**
 * Stop the flight at any position, between two pixels too.
 * @param {View} view
 * @param {number} position
 */
export function scrub(view, position) {
  const { state } = view;
  halt(state);
  state.chosen = undefined;
  if (reducedMotion()) rest(state, Math.round(position));
  else {
    state.flight = flightOver(0, state.count, state.count);
    state.position = position;
  }
  view.render();
}
