// The bar: turns scenes by its buttons, by keys, by a swipe, and by the browser's Back.

import { partsOf } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { finishMotion } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { sceneOf, withScene } from "./address.js";
import { turnOfKey, turnOfSwipe } from "./keys.js";

/** @import { FindPart, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  /** @param {number} scene */
  const turn = (scene) => {
    if (scene < 1 || scene === data.scene) return;
    if (scene > data.scenes) followNext();
    else setStateValue("turn", { scene, lesson: data.lesson });
  };
  /** @param {number} scene which the learner wants, whatever Back led to */
  const choose = (scene) => {
    Object.assign(window.unrolledAddress ?? {}, { wanted: undefined, turnedTo: scene });
    turn(scene);
  };
  /** @param {number} by */
  const turnBy = (by) => {
    if (by < 0 || !finishMotion()) choose(data.scene + by);
  };
  show(partsOf(parentElement), data, choose, turnBy);
  goWhereBackLed(data, turn);
  nameScene(data);
  return startAnew(parentElement.host, () => listen(data, turn, turnBy));
}

/**
 * Turn scenes by keys, by a swipe, and by the browser's Back.
 * @param {Payload} data
 * @param {(scene: number) => void} turn
 * @param {(by: number) => void} turnBy
 */
function listen({ scenes }, turn, turnBy) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const { pathname } = location;
  const goBack = () => {
    // Back to another page is Streamlit's affair.
    if (location.pathname === pathname) turn(Math.min(sceneOf(location.search) ?? 1, scenes));
  };
  listenToKeys(signal, turnBy);
  listenToSwipes(signal, turnBy);
  addEventListener("popstate", goBack, { signal });
  return () => leaving.abort();
}

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {(scene: number) => void} choose
 * @param {(by: number) => void} turnBy
 */
function show(part, { lesson, scene, scenes, hasNext, words }, choose, turnBy) {
  Object.assign(part("bar").dataset, { lesson, scene, scenes });
  part("bar").setAttribute("aria-label", words.scenes);
  part("place_spoken").textContent = withGaps(words["scene of"], { scene, scenes });
  const isLast = scene === scenes;
  Object.assign(part("back"), { textContent: words["scene back"], disabled: scene === 1 });
  Object.assign(part("next"), {
    textContent: isLast ? words["scene done"] : words["scene next"],
    disabled: isLast && !hasNext,
    onclick: () => turnBy(1),
  });
  part("back").onclick = () => turnBy(-1);
  part("dots").replaceChildren(
    ...Array.from({ length: scenes }, (_, index) =>
      dot(index + 1, { scene, scenes, words }, choose),
    ),
  );
}

/**
 * @param {number} number of a scene
 * @param {Pick<Payload, "scene" | "scenes" | "words">} data
 * @param {(scene: number) => void} choose
 */
function dot(number, { scene, scenes, words }, choose) {
  const button = document.createElement("button");
  button.type = "button";
  button.setAttribute("aria-label", withGaps(words["scene of"], { scene: number, scenes }));
  if (number === scene) button.setAttribute("aria-current", "step");
  button.toggleAttribute("data-seen", number < scene);
  button.onclick = () => choose(number);
  return button;
}

/**
 * Turn to the scene that Back led to, also from another page, unless it is shown.
 * @param {Payload} data
 * @param {(scene: number) => void} turn
 */
function goWhereBackLed({ scene, scenes }, turn) {
  const address = window.unrolledAddress;
  if (address?.wanted === undefined) return;
  const wanted = Math.min(address.wanted, scenes);
  if (wanted === scene) address.wanted = undefined;
  else turn(wanted);
}

function followNext() {
  const link = document.querySelector(".st-key-scene_after a");
  if (link instanceof HTMLElement) link.click();
}

/**
 * Name the scene in an address that names none, or one beyond the last: Back then leads to it.
 * @param {Payload} data
 */
function nameScene({ scene, scenes }) {
  const named = sceneOf(location.search);
  if (named !== undefined && named <= scenes) return;
  if (window.unrolledAddress) window.unrolledAddress.turnedTo = scene;
  history.replaceState(history.state, "", withScene(location.search, scene) + location.hash);
  if (window.unrolledAddress) window.unrolledAddress.turnedTo = undefined;
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
