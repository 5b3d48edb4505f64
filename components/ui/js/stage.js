// Stages: what all views on one do alike.

import { scaledFont } from "./canvas.js";

const FINISH = "unrolled:finish";
const LEAST = 80; // pixels of width and height in which anything is drawn
const FONT = 14; // pixels of a letter's height, on a usual screen

/**
 * Let every stage end its motion, as one who goes on wants to see what comes of it.
 * @returns {boolean} whether anything moved
 */
export const finishMotion = () =>
  !document.dispatchEvent(new CustomEvent(FINISH, { cancelable: true }));

/**
 * End a stage's motion where it is asked for.
 * @param {() => boolean} isMoving
 * @param {() => void} end
 * @returns {() => void} stops listening
 */
export function onFinish(isMoving, end) {
  const finish = (/** @type {Event} */ event) => {
    if (!isMoving()) return;
    event.preventDefault();
    end();
  };
  document.addEventListener(FINISH, finish);
  return () => document.removeEventListener(FINISH, finish);
}

/** @type {(element: Element) => boolean} whether there is room to draw in */
export const hasRoom = ({ clientWidth, clientHeight }) =>
  clientWidth >= LEAST && clientHeight >= LEAST;

/**
 * Return the height of a stage's letters, which grow with the page's own and with the stage.
 * @param {Element} stage
 * @param {number} share of the stage's height
 */
export const letterHeight = (stage, share) =>
  Math.max(scaledFont(FONT), stage.clientHeight * share);
