// The state: what outlives a change of the data, and what another picture or order makes of it.

import { flightOver, landedAt } from "./flight.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

/** @returns {State} of a widget that has just been mounted */
export const initialState = () => ({
  count: 0,
  position: 0,
  flight: flightOver(0, 0, 0),
  reported: {},
});

/** @param {State} state */
export const isFlying = ({ goal, move }) => goal !== undefined || move !== undefined;

/**
 * Put so many values into the vector, with none in the air.
 * @param {State} state
 * @param {number} position
 */
export function rest(state, position) {
  state.position = position;
  state.flight = flightOver(position, position, state.count);
}

/**
 * Return the index of the value that is lit: what is pointed at, else what was chosen, else what
 * landed last; undefined before anything has.
 * @param {State} state
 */
export const litIndex = ({ hovered, chosen, position }) =>
  hovered ?? chosen ?? (position >= 1 ? landedAt(position) - 1 : undefined);

/** @param {Payload} data */
const orderOf = ({ axes }) => axes.join();

/**
 * Begin with another picture: where Python has it, at rest, nothing lit. Undefined fields are
 * named, so that `Object.assign` empties them.
 * @param {State} state
 * @param {Payload} data
 */
export function startPicture(state, data) {
  Object.assign(state, {
    revision: data.revision,
    order: orderOf(data),
    scene: undefined,
    goal: undefined,
    move: undefined,
    chosen: undefined,
    hovered: undefined,
    target: data.target,
    lit: undefined,
  });
  rest(state, Math.min(data.position, state.count));
}

/**
 * Take up another order: the chosen pixel stays chosen, and where all values stand in the vector
 * they fly to their new cells.
 * @param {State} state
 * @param {Payload} data
 * @param {boolean} isStill whether nothing is to move
 * @returns {boolean} whether the order is another one
 */
export function takeOrder(state, data, isStill) {
  if (state.order === orderOf(data)) return false;
  if (state.scene) {
    const { cells, home, indices } = state.scene;
    if (state.position === state.count && !isStill) state.move = { cells, home, share: 0 };
    if (state.chosen !== undefined) state.chosen = data.indices.indexOf(indices[state.chosen]);
  }
  Object.assign(state, { order: orderOf(data), goal: undefined });
  rest(state, landedAt(state.position));
  return true;
}

/**
 * Stop where all values are, without landing those in the air.
 * @param {State} state
 */
export function halt(state) {
  if (state.move) state.painted = undefined;
  Object.assign(state, { goal: undefined, move: undefined });
}

/**
 * Return the position one line or pixel on or back, and the values between.
 * @param {number} position
 * @param {number} length values of a line or pixel
 * @param {1 | -1} direction
 */
export function stepFrom(position, length, direction) {
  const start = direction > 0 ? landedAt(position) : Math.ceil(position - 1e-6);
  const goal =
    direction > 0
      ? (Math.floor(start / length) + 1) * length
      : (Math.ceil(start / length) - 1) * length;
  return { goal, from: Math.min(start, goal), to: Math.max(start, goal) };
}

/**
 * Return which value a key of the picture leads to; undefined where it leads nowhere.
 * @param {string} key
 * @param {{ lit: number | undefined, indices: ArrayLike<number>, home: ArrayLike<number>,
 *   row: number }} at the lit index, the order, and the values of a row of the image
 */
export function indexAfterKey(key, { lit, indices, home, row }) {
  const count = indices.length;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  /** @type {Record<string, number>} */
  const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -row, ArrowDown: row };
  if (!(key in steps)) return undefined;
  const pixel = lit === undefined ? 0 : indices[lit] + steps[key];
  return pixel >= 0 && pixel < count ? home[pixel] : undefined;
}
