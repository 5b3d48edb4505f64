// An image, its vector and its outputs, with every weight between them: Python lays it out; what is
// pointed at is described below.

import { findAll, partsOf, setText } from "../js/dom.js";
import { bindKeys } from "../js/keyboard.js";
import { bindPointer } from "../js/pointer.js";
import { widgetState } from "../js/state.js";
import { alike, cleared, hovered, pressed, stepped } from "./choice.js";
import { makeScene, partsIn } from "./scene.js";

/** @import { FindPart, Widget } from "../js/widget.d.ts" */
/** @import { Choice } from "./choice.js" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const state = widgetState(parentElement, () => ({ choice: cleared() }));
  const part = partsOf(parentElement);
  const picture = part("picture");
  picture.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
  picture.setAttribute("aria-label", data.label);
  picture.replaceChildren(...makeScene(data));
  const choose = (/** @type {Choice} */ choice) => {
    state.choice = choice;
    showChoice(part, data, choice);
  };
  bindParts(picture, partsIn(data).length, () => state.choice, choose);
  choose(state.choice);
}

/**
 * Light up the parts that are shown, and describe them.
 * @param {FindPart} part
 * @param {Payload} data
 * @param {Choice} choice
 */
function showChoice(part, data, { shown }) {
  const picture = part("picture");
  const parts = partsIn(data);
  for (const lit of findAll(picture, ".lit")) lit.classList.remove("lit");
  for (const index of shown === null ? [] : alike(parts, shown)) {
    picture.querySelector(`[data-nth="${index}"]`).classList.add("lit");
  }
  setText(part("readout"), parts[shown ?? -1]?.description ?? data.hint);
}

/**
 * @param {SVGElement} picture
 * @param {number} count of parts
 * @param {() => Choice} current
 * @param {(choice: Choice) => void} choose
 */
function bindParts(picture, count, current, choose) {
  bindPointer(picture, {
    under: (event) => {
      const nth = event.target.closest("[data-nth]")?.dataset.nth;
      return nth && Number(nth);
    },
    hover: (index) => choose(hovered(current(), index)),
    choose: (index) => choose(pressed(current(), index)),
    enter: null,
  });
  const step = (/** @type {number} */ by) => () => choose(stepped(current(), by, count));
  /** @type {Record<string, () => void>} */
  const actions = {
    ArrowRight: step(1),
    ArrowDown: step(1),
    ArrowLeft: step(-1),
    ArrowUp: step(-1),
    Escape: () => choose(cleared()),
  };
  bindKeys(picture, (key) => actions[key]);
}
