// The bar: turns scenes by its buttons, by keys, by a swipe, and by the browser's Back.

import { partsOf } from "../../ui/js/dom.js";
import { widgetState } from "../../ui/js/state.js";
import { turnOfKey, turnOfSwipe } from "./keys.js";

/** @import { FindPart, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const part = partsOf(parentElement);
  /** @param {number} scene */
  const turn = (scene) => {
    if (scene < 1 || scene === data.scene) return;
    if (scene > data.scenes) followNext();
    else setStateValue("turn", { scene, lesson: data.lesson });
  };
  show(part, data, turn);
  // With other data Streamlit calls this again, and cleans up only where the bar goes away.
  const state = widgetState(parentElement, () => ({ listening: new AbortController() }));
  state.listening.abort();
  state.listening = new AbortController();
  const { signal } = state.listening;
  listenToKeys(signal, (by) => {
    // A stage in motion ends it first, as a presenter who goes on wants to see what comes of it.
    const finish = new CustomEvent("unrolled:finish", { cancelable: true });
    if (by < 0 || document.dispatchEvent(finish)) turn(data.scene + by);
  });
  listenToSwipes(signal, (by) => turn(data.scene + by));
  addEventListener("popstate", () => turn(sceneOfAddress()), { signal });
  return () => state.listening.abort();
}

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {(scene: number) => void} turn
 */
function show(part, { lesson, scene, scenes, hasNext, words }, turn) {
  Object.assign(part("bar").dataset, { lesson, scene, scenes });
  part("bar").setAttribute("aria-label", words.scenes);
  const place = words["scene of"].replace("{scene}", String(scene));
  part("spoken").textContent = place.replace("{scenes}", String(scenes));
  const isLast = scene === scenes;
  Object.assign(part("back"), { textContent: words["scene back"], disabled: scene === 1 });
  Object.assign(part("next"), {
    textContent: isLast ? words["scene done"] : words["scene next"],
    disabled: isLast && !hasNext,
    onclick: () => turn(scene + 1),
  });
  part("back").onclick = () => turn(scene - 1);
  part("dots").replaceChildren(
    ...Array.from({ length: scenes }, (_, index) => dot(index + 1, { scene, scenes, words }, turn)),
  );
}

/**
 * @param {number} number of a scene
 * @param {Pick<Payload, "scene" | "scenes" | "words">} data
 * @param {(scene: number) => void} turn
 */
function dot(number, { scene, scenes, words }, turn) {
  const button = document.createElement("button");
  button.type = "button";
  const label = words["scene of"].replace("{scene}", String(number));
  button.setAttribute("aria-label", label.replace("{scenes}", String(scenes)));
  if (number === scene) button.setAttribute("aria-current", "step");
  button.toggleAttribute("data-seen", number < scene);
  button.onclick = () => turn(number);
  return button;
}

function followNext() {
  const link = document.querySelector(".st-key-scene_after a");
  if (link instanceof HTMLElement) link.click();
}

/** @returns {number} the scene that the address names, from 1 */
function sceneOfAddress() {
  return Number(new URL(location.href).searchParams.get("scene") ?? 1);
}

/**
 * @param {AbortSignal} signal
 * @param {(by: number) => void} turnBy
 */
function listenToKeys(signal, turnBy) {
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    const by = turnOfKey(event, /** @type {Element} */ (event.composedPath()[0]));
    if (!by) return;
    event.preventDefault();
    turnBy(by);
  };
  document.addEventListener("keydown", press, { signal });
}

/**
 * A finger that begins on something that follows it turns nothing.
 * @param {AbortSignal} signal
 * @param {(by: number) => void} turnBy
 */
function listenToSwipes(signal, turnBy) {
  /** @type {Touch | undefined} */
  let began;
  const own = "canvas, input, [role=slider], [role=application], button, a";
  document.addEventListener(
    "touchstart",
    (event) => {
      const isOurs = event
        .composedPath()
        .every((at) => !(at instanceof Element && at.matches(own)));
      began = event.touches.length === 1 && isOurs ? event.touches[0] : undefined;
    },
    { signal, passive: true },
  );
  document.addEventListener(
    "touchend",
    (event) => {
      if (!began) return;
      const ended = event.changedTouches[0];
      const by = turnOfSwipe(ended.clientX - began.clientX, ended.clientY - began.clientY);
      began = undefined;
      if (by) turnBy(by);
    },
    { signal, passive: true },
  );
}
