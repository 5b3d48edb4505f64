// The wheels of the chain rule, which turn as their numbers do.

import { makeSvg, resizeList, setText } from "../../ui/js/dom.js";
import { FULL, outlineOf, wheelsIn } from "./gears.js";
import { stepOf } from "./state.js";
import { wheelTexts } from "./words.js";

/** @import { Wheel, View } from "./types.d.ts" */

/**
 * Return the wheels as they stand now: a change of 1 turns one once.
 * @param {View} view
 * @returns {Wheel[]}
 */
export function wheelsOf({ data, state, part }) {
  const { clientWidth, clientHeight } = part("stage");
  return wheelsIn(clientWidth, clientHeight, data.weight.ratios, FULL * stepOf(data, state));
}

/** @param {View} view */
export function showWheels(view) {
  const { data, state, part } = view;
  const svg = part("wheels");
  const { clientWidth, clientHeight } = part("stage");
  svg.setAttribute("viewBox", `0 0 ${clientWidth} ${clientHeight}`);
  const wheels = wheelsOf(view);
  const font = Math.max(12, Math.min(34, Math.min(...wheels.map((each) => each.radius)) * 0.42));
  const groups = resizeList(svg, wheels.length, makeWheel);
  const texts = wheelTexts(data, state);
  groups.forEach((group, nth) => placeWheel(group, wheels[nth], texts[nth], font));
}

/** @param {number} nth */
const makeWheel = (nth) =>
  makeSvg(
    "g",
    {},
    makeSvg("path", { class: nth ? "wheel" : "wheel first" }),
    makeSvg("line", { class: "hand" }),
    makeSvg("text"),
    makeSvg("text"),
  );

/**
 * @param {any} group
 * @param {Wheel} wheel
 * @param {{ name: string, turned: string }} texts
 * @param {number} font pixels
 */
function placeWheel(group, wheel, { name, turned: text }, font) {
  const { x, y, radius, phase, turned: turn, teeth } = wheel;
  const [outline, hand, title, value] = group.children;
  group.setAttribute("transform", `translate(${x} ${y})`);
  const shape = `${radius.toFixed(1)} ${teeth}`;
  if (outline.dataset.shape !== shape) {
    outline.dataset.shape = shape;
    outline.setAttribute("d", outlineOf(wheel));
    hand.setAttribute("x1", String(radius * 0.66));
    hand.setAttribute("x2", String(radius * 0.86));
  }
  outline.setAttribute("transform", rotation(phase));
  hand.setAttribute("transform", rotation(turn - FULL / 4));
  placeText(title, name, -0.62 * font, font);
  placeText(value, text, 0.62 * font, font);
}

/** @type {(radians: number) => string} */
const rotation = (radians) => `rotate(${((radians * 360) / FULL).toFixed(3)})`;

/** @type {(text: SVGElement, words: string, y: number, font: number) => void} */
function placeText(text, words, y, font) {
  setText(text, words);
  text.setAttribute("y", String(y));
  text.setAttribute("font-size", String(font));
}
