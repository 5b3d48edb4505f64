// Images fly from where they stood in one scene to where they stand in the next.

import { reducedMotion } from "../../ui/js/motion.js";

/** @import { State } from "./types.d.ts" */

const FLIGHT = 600; // milliseconds

/** @type {(elements: Element[]) => DOMRect[]} */
export const boxesOf = (elements) => elements.map((element) => element.getBoundingClientRect());

/**
 * @param {State} state
 * @param {Element[]} elements where they are now
 * @param {DOMRect[]} before where each of them was
 * @param {() => void} landed
 */
export function fly(state, elements, before, landed) {
  if (reducedMotion()) return landed();
  const after = boxesOf(elements);
  const options = { duration: FLIGHT, easing: "ease-in-out" };
  state.flights = elements.map((element, nth) =>
    element.animate([{ transform: moveBetween(before[nth], after[nth]) }, { transform: "none" }], {
      ...options,
    }),
  );
  Promise.allSettled(state.flights.map((each) => each.finished)).then(landed);
}

/**
 * Return the transform that puts a box where another one is.
 * @type {(to: { x: number, y: number, width: number, height: number }, at: { x: number, y: number, width: number, height: number }) => string}
 */
export const moveBetween = (to, at) => {
  const size = at.width ? to.width / at.width : 1;
  const x = to.x + to.width / 2 - at.x - at.width / 2;
  const y = to.y + to.height / 2 - at.y - at.height / 2;
  return `translate(${x}px, ${y}px) scale(${size})`;
};

/** @type {(state: State) => boolean} */
export const isFlying = ({ flights }) => flights.some((each) => each.playState === "running");
