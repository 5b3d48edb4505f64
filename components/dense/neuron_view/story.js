// The story's state and how it moves: what is kept from one set of data to the next, and where
// time and keys lead.

/** @import { Payload } from "./payload.d.ts" */
/** @import { Story } from "./numbers.js" */
/** @import { Order, State } from "./types.d.ts" */

/**
 * Return the state of a widget that has just been mounted.
 * @param {Payload} data
 * @returns {State}
 */
export const initialState = (data) => ({
  edits: new Map(),
  serial: 0,
  order: "vector",
  mode: data.mode,
  source: data.atItsEnd ? "" : data.source,
  position: data.told,
  last: Infinity, // not known yet
  told: data.told,
  first: 0,
});

/**
 * Return what changes in a state with new data: another neuron starts its story again.
 * @param {State} state
 * @param {Payload} data
 * @returns {Partial<State>}
 */
export function renewed(state, data) {
  if (state.source === data.source) return {};
  return {
    source: data.source,
    position: data.atItsEnd ? Infinity : 0,
    selected: undefined,
  };
}

/**
 * Return the index of the number that a position is about; the bias comes after all weights.
 * @param {Story} story
 * @param {number} position
 */
export function currentIndex({ count, indexAt }, position) {
  if (position > count) return count;
  return indexAt(Math.max(0, position - 1));
}

/**
 * Return where the term of each index stands in an order of adding.
 * @param {Payload} data
 * @param {Order} order
 * @returns {(index: number) => number}
 */
export function placesIn(data, order) {
  if (order === "vector") return (index) => index;
  const places = new Array(data.inputs.length);
  data.order.forEach((index, place) => {
    places[index] = place;
  });
  return (index) => places[index];
}

/**
 * Return how many steps a second are played: the last ones slowly.
 * @param {{ count: number, pace: number }} view
 * @param {number} position
 */
export const playSpeed = ({ count, pace }, position) => (position >= count ? 0.8 : pace);

/**
 * Return where a key leads from a position; undefined where it leads nowhere.
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
