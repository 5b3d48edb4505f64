// The pilot: starts, pauses and lands flights, by the clock and not by the frame.
// `render` shows the state as it is, `settle` is told when nothing moves any more.

import { reducedMotion } from "../../ui/js/motion.js";
import { airborneAt, flightOver, landedAt, paceAt } from "./flight.js";

const MOVE = 1.4; // seconds all values take to their cells in another order

/** @param {Record<string, any>} state */
export const flying = (state) => state.goal !== undefined || state.moving !== undefined;

/**
 * Nothing in the air, so many values in the vector.
 * @param {Record<string, any>} state
 * @param {number} position
 */
export function rest(state, position) {
  state.position = position;
  state.flight = flightOver(position, position, state.count);
}

/**
 * @param {Record<string, any>} state
 * @param {{ render: () => void, settle: () => void, speed: () => number }} given
 */
export function pilotOf(state, { render, settle, speed }) {
  /** @param {number} now */
  function frameAt(now) {
    state.frame = undefined;
    const passed = Math.min(0.1, (now - (state.clock ?? now)) / 1000);
    state.clock = now;
    if (state.moving && (state.moving.share += passed / MOVE) >= 1)
      state.moving = state.shown = undefined;
    if (state.goal !== undefined) {
      const way = Math.sign(state.goal - state.position);
      state.position += way * passed * speed() * paceAt(state.flight, state.position);
      if (way * (state.goal - state.position) <= 1e-6) arrive();
    }
    render();
    if (flying(state)) state.frame = requestAnimationFrame(state.frameAt);
    else settle();
  }
  function arrive() {
    state.position = state.goal;
    state.goal = undefined;
    if (airborneAt(state.flight, state.position) === state.position) rest(state, state.position);
  }
  function start() {
    if (state.frame !== undefined) return;
    state.clock = undefined;
    state.frame = requestAnimationFrame(state.frameAt);
  }
  state.frameAt = frameAt; // a running flight goes on with new data

  function halt() {
    if (state.moving) state.shown = undefined;
    Object.assign(state, { goal: undefined, moving: undefined });
  }
  /** @param {number} position */
  function jump(position) {
    halt();
    state.chosen = undefined;
    rest(state, Math.max(0, Math.min(state.count, Math.round(position))));
    render();
    settle();
  }
  /**
   * Flies over the values from … to - 1; pixels in the air already stay on their way.
   * @param {number} goal
   * @param {number} from
   * @param {number} to
   */
  function fly(goal, from, to) {
    halt();
    state.chosen = undefined;
    const target = Math.max(0, Math.min(state.count, goal));
    if (reducedMotion()) {
      jump(target);
      return;
    }
    if (target === state.position) {
      render();
      return;
    }
    const { flight, position } = state;
    const resting = airborneAt(flight, position) === landedAt(position);
    const outside = [target, position].some((each) => each < flight.from || each > flight.to);
    if (resting || outside)
      state.flight = flightOver(Math.max(0, from), Math.min(state.count, to), state.count);
    state.goal = target;
    render();
    start();
  }
  /**
   * To the next whole pixel, row or column, on or back.
   * @param {any} length
   * @param {number} way
   */
  function step(length, way) {
    const position = way > 0 ? landedAt(state.position) : Math.ceil(state.position - 1e-6);
    const goal =
      way > 0
        ? (Math.floor(position / length) + 1) * length
        : (Math.ceil(position / length) - 1) * length;
    fly(goal, Math.min(position, goal), Math.max(position, goal));
  }
  function pause() {
    if (state.moving) {
      jump(state.position);
      return;
    }
    state.goal = undefined;
    render();
    settle();
  }
  function playOrPause() {
    if (flying(state)) {
      pause();
      return;
    }
    if (state.position >= state.count) rest(state, 0);
    fly(state.count, landedAt(state.position), state.count);
  }
  function home() {
    if (state.position === 0) rest(state, state.count);
    fly(0, 0, Math.ceil(state.position));
  }
  /**
   * The slider holds the flight at any target, between two pixels too.
   * @param {number} position
   */
  function scrub(position) {
    halt();
    state.chosen = undefined;
    if (reducedMotion()) rest(state, Math.round(position));
    else {
      state.flight = flightOver(0, state.count, state.count);
      state.position = position;
    }
    render();
  }
  return { start, jump, fly, step, playOrPause, home, scrub };
}
