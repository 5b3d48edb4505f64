// An image, its vector and its outputs, with every weight between them: Python lays it out, and
// while a slider of the page moves, the browser. What is pointed at is described below.

import { differences } from "../js/agreement.js";
import { findAll, partsOf, setText } from "../js/dom.js";
import { bindKeys } from "../js/keyboard.js";
import { followControls, sliderValue } from "../js/page_controls.js";
import { bindPointer } from "../js/pointer.js";
import { startAnew } from "../js/start_anew.js";
import { widgetState } from "../js/state.js";
import { alike, cleared, hovered, pressed, stepped } from "./choice.js";
import { layoutWith } from "./live.js";
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
  let layout = data;
  const choose = (/** @type {Choice} */ choice) => {
    state.choice = choice;
    showChoice(part, layout, choice);
  };
  const update = () => {
    layout = currentLayout(data);
    picture.replaceChildren(...makeScene(layout));
    choose(state.choice);
  };
  bindParts(picture, partsIn(data).length, () => state.choice, choose);
  update();
  return startAnew(parentElement.host, () => followSlider(data, update));
}

/**
 * @param {Payload} data
 * @param {() => void} update
 */
function followSlider({ live }, update) {
  if (!live) return () => {};
  let value = sliderValue(live.slider);
  return followControls(() => {
    const next = sliderValue(live.slider);
    if (next !== value) update();
    value = next;
  });
}

/**
 * Return Python's layout, or one of the browser's own where the slider has moved on since.
 * @param {Payload} data
 */
function currentLayout(data) {
  const { live } = data;
  const value = live ? sliderValue(live.slider) : null;
  if (!live || value === null) return data;
  const computed = layoutWith(data, live, value);
  if (value !== live.image[live.pixel]) return computed;
  const found = differences(computed, data);
  if (found.length) console.error("The browser and Python disagree.", found.join("; "));
  return data;
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
