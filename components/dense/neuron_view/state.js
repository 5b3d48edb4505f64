// The widget's state and how it moves: what outlives a change of the data, and where time and keys lead.

/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./types.d.ts" */

/**
 * Return the state of a widget that has just been mounted: steps that were left, or that a link
 * leads into, go on where they were.
 * @param {Payload} data
 * @returns {State}
 */
export const initialState = (data) => ({
  edits: new Map(),
  serial: 0,
  order: "vector",
  mode: data.mode,
  source: data.startsAtEnd ? "" : data.source,
  position: data.step,
  last: Infinity, // not known yet
  reported: data.step,
  first: 0,
  layers: {},
  answers: {},
});

/**
 * Return what changes in a state with new data: another neuron starts again.
 * @param {State} state
 * @param {Payload} data
 * @returns {Partial<State>}
 */
export function renewed(state, data) {
  if (state.source === data.source) return {};
  return {
    source: data.source,
    position: data.startsAtEnd ? Infinity : 0,
    selected: undefined,
  };
}

/**
 * Return how many steps are played in a second: the last ones slowly.
 * @param {{ count: number, pace: number }} view
 * @param {number} position
 */
export const playSpeed = ({ count, pace }, position) => (position >= count ? 0.8 : pace);

/**
 * Return where a key leads from a step; undefined where it leads nowhere.
 * @param {string} key
 * @param {number} position
 * @param {number} line steps of a row
 * @param {number} last
 */
export function positionAfterKey(key, position, line, last) {
  /** @type {Record<string, number>} */
  const steps = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -line,
    ArrowDown: line,
    Home: -last,
    End: last,
  };
  return key in steps ? position + steps[key] : undefined;
}
