// The journey of an image through the network. It grows to where the scene wants it, by itself, and
// follows the pen and the slider from then on.

import { fillingContext } from "../../ui/js/canvas.js";
import { partsOf, setText } from "../../ui/js/dom.js";
import { followWithNetwork, isOfCurrentPicture } from "../../ui/js/live_network.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { followControls, sliderValue } from "../../ui/js/page_controls.js";
import { onSize } from "../../ui/js/resize.js";
import { speakWhenSettled } from "../../ui/js/speech.js";
import { hasRoom, letterHeight, onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { COMPLETE, grown } from "./growth.js";
import { layoutOf } from "./layout.js";
import { computedNumbers, disagree, receivedNumbers } from "./numbers.js";
import { paint } from "./paint.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Numbers, State, View } from "./types.d.ts" */

const FONT_SHARE = 0.024; // of the stage's height

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  parentElement.host.toggleAttribute("data-fills", true);
  /** @type {State} */
  const state = widgetState(parentElement, () => ({
    growth: 0,
    target: 0,
    source: data.source,
    frame: null,
    lastTime: 0,
  }));
  const part = partsOf(parentElement);
  const received = receivedNumbers(data);
  const view = /** @type {View} */ ({
    data,
    state,
    part,
    root: parentElement,
    theme: readTheme(parentElement),
    numbers: received,
  });
  const update = () => {
    view.numbers = numbersToShow(view, received);
    speakWhenSettled(part("spoken"), view.numbers.answer);
    draw(view);
  };
  const fit = () => {
    view.layout = layoutFor(view);
    draw(view);
  };
  view.layout = layoutFor(view);
  setTarget(view);
  update();
  onSize(state, part("stage"), fit, { withHeight: true });
  const stopNetwork = followWithNetwork(parentElement.host, data.network, update);
  const stopPage = startAnew(part("stage"), () => followPage(view, update));
  return () => {
    stopNetwork();
    stopPage();
    if (state.frame !== null) cancelAnimationFrame(state.frame);
  };
}

/**
 * Follow the slider, and finish the motion where somebody goes on.
 * @param {View} view
 * @param {() => void} update
 */
function followPage(view, update) {
  const { shift_control: control } = view.data;
  let shift = sliderValue(control);
  const stop = followControls(() => {
    const next = sliderValue(control);
    if (next !== shift) update();
    shift = next;
  });
  const { state } = view;
  const stopFinish = onFinish(
    () => state.growth < state.target,
    () => {
      state.growth = state.target;
      draw(view);
    },
  );
  return () => {
    stop();
    stopFinish();
  };
}

/**
 * Return the browser's numbers where there are any, after a look at Python's.
 * @param {View} view
 * @param {Numbers} received
 */
function numbersToShow({ data }, received) {
  const computed = computedNumbers(data);
  if (!computed) return received;
  const shift = sliderValue(data.shift_control) ?? data.shift;
  if (isOfCurrentPicture(data.network) && shift === data.shift) {
    if (disagree(computed, received))
      console.error("journey: Python's answer is not the browser's");
  }
  return computed;
}

/** @param {View} view */
function layoutFor({ part, numbers }) {
  const stage = part("stage");
  const font = letterHeight(stage, FONT_SHARE);
  const counts = { hidden: numbers.hidden.length, outputs: numbers.probabilities.length };
  return layoutOf(stage.clientWidth, stage.clientHeight, counts, font);
}

/**
 * Grow to where the scene wants the picture; one's own drawing is there at once.
 * @param {View} view
 */
function setTarget({ data, state, root }) {
  const isOwn = data.source !== "example";
  state.target = data.growth;
  if (isOwn || reducedMotion() || state.growth > state.target) state.growth = state.target;
  root.host.setAttribute("data-growth", String(state.growth === state.target ? "done" : "growing"));
}

/** @param {View} view */
function draw(view) {
  const { state, part } = view;
  const stage = part("stage");
  const canvas = /** @type {HTMLCanvasElement} */ (part("canvas"));
  if (!hasRoom(stage)) return;
  const ctx = fillingContext(canvas, stage.clientWidth, stage.clientHeight);
  paint(view, ctx);
  showWords(view);
  if (state.growth < state.target) growOn(view);
  else view.root.host.setAttribute("data-growth", "done");
}

/** @param {View} view */
function growOn(view) {
  const { state } = view;
  if (state.frame !== null) cancelAnimationFrame(state.frame);
  state.frame = requestAnimationFrame((time) => {
    const seconds = Math.min(0.05, (time - (state.lastTime || time)) / 1000);
    state.frame = null;
    state.lastTime = time;
    state.growth = grown(state.growth, state.target, seconds);
    draw(view);
  });
}

/** @param {View} view */
function showWords({ part, data, numbers, state }) {
  const isKnown = state.growth >= COMPLETE;
  setText(part("answer"), isKnown ? numbers.answer : "");
  const label = isKnown ? `${data.words.picture} ${numbers.answer}` : data.words.picture;
  if (part("stage").getAttribute("aria-label") !== label) {
    part("stage").setAttribute("aria-label", label);
  }
}
