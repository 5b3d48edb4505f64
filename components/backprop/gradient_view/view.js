// The gradient on its way from the loss to the logits, the units, the vector, and folded onto the
// image. `state.reached` counts the blocks it has reached; the last counts once it is folded.

import { sizedContext } from "../../ui/js/canvas.js";
import { ramp } from "../../ui/js/color.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setData } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { bindKeys, gridStep, isGridKey } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { fillWords } from "../../ui/js/words.js";
import { stageTexts, unpackGradients } from "./gradients.js";
import { drawHighlight } from "./highlight.js";
import { indexAt, layoutOf, MAX_WRITTEN } from "./layout.js";
import { paintAll, paintFlight } from "./paint.js";
import { makeScene } from "./scene.js";
import { gradientText } from "./sum.js";
import { showSum } from "./table.js";

/** @import { Ctx, FindPart, Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Floats, Gradients } from "./gradients.js" */
/** @import { Scene } from "./scene.js" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * The browser's own state.
 * @typedef {object} State
 * @property {{ layer: string, values: Floats }} [kernel] of the layer with this fingerprint
 * @property {number} reached blocks
 * @property {number} progress of the next block, from 0 to 1
 * @property {boolean} [playing]
 * @property {number} [lastTime] of the animation, in milliseconds
 * @property {number} [chosen] index
 * @property {number} [hovered] index
 * @property {Scene} scene
 * @property {Ctx} still the canvas of what is reached
 * @property {Ctx} air the canvas of what moves, and of the highlight
 * @property {number} [paintedStage] on the still canvas
 * @property {number} [frame] requested from the browser
 * @property {(now: number) => void} advance
 * @property {ReturnType<typeof setTimeout>} [resting] until the browser is idle
 * @property {ReturnType<typeof setTimeout>} [sendTimer]
 * @property {ResizeObserver} [observer]
 */

/**
 * What the functions here share.
 * @typedef {{ gradients: Gradients, state: State, part: FindPart, root: Root, stage: HTMLElement, end: number,
 *   words: string[], send: SetValue }} View
 */

const PAUSE = 0.9; // seconds a block stands alone
const FOLD = 3.5; // seconds the folding takes
const SEND_DELAY = 150; // milliseconds: a walk by keyboard is one message, not one per key

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => ({}));
  const stop = () => {
    cancelAnimationFrame(state.frame ?? 0);
    clearTimeout(state.resting);
    clearTimeout(state.sendTimer);
    state.observer?.disconnect();
    state.frame = state.observer = undefined;
  };
  if (data.kernel) {
    state.kernel = { layer: data.layer, values: unpackNumbers(data.kernel) };
    if (data.cachesKernel) whenIdle(state, () => setStateValue("cached", data.layer));
  }
  const { kernel } = state;
  if (kernel?.layer !== data.layer) {
    setStateValue("cached", ""); // lost with a repainted page
    return stop;
  }
  const gradients = unpackGradients(data, kernel.values);
  const part = partsOf(parentElement);
  const stage = part("stage");
  const end = gradients.blocks.length + 2;
  const words = stageTexts(gradients);
  const view = {
    gradients,
    state,
    part,
    root: parentElement,
    stage,
    end,
    words,
    send: setStateValue,
  };
  state.reached = Math.min(state.reached ?? end, end);
  if ((state.chosen ?? 0) >= gradients.count) state.chosen = undefined;
  bindPlayer(view);
  bindStage(view);
  showLabels(view);
  rebuild(view);
  onWidth(state, stage, () => rebuild(view));
  if (state.playing) state.frame = requestAnimationFrame((now) => state.advance(now));
  return stop;
}

/** @param {View} view */
function showLabels({ gradients, part, root, stage }) {
  const { blocks, rows, columns, count, words } = gradients;
  fillWords(root, words);
  const gaps = { logits: blocks[0].values.length, rows, columns };
  stage.setAttribute("aria-label", withGaps(words.stage, gaps));
  part("when").textContent = count > MAX_WRITTEN ? words["when beyond"] : words.when;
}

/** @param {View} view */
function rebuild(view) {
  const { gradients, state, part, root, stage } = view;
  const layout = layoutOf(Math.max(280, stage.clientWidth || 700), gradients);
  state.scene = makeScene(gradients, layout, readTheme(root));
  state.still = sizedContext(part("still"), layout.width, layout.height);
  state.air = sizedContext(part("air"), layout.width, layout.height);
  state.paintedStage = undefined;
  const { columns } = gradients;
  const { vector, image, ink } = layout; // for tests with a mouse
  const boxes = { vector, image: { ...image, columns }, ink: { ...ink, columns } };
  stage.dataset.layout = JSON.stringify(boxes);
  find(root, ".back").style.setProperty("--ramp", ramp(state.scene.theme.dark, 9));
  update(view);
}

/** @type {(view: View) => number} pointed at, else chosen, else the largest */
const activeIndex = ({ gradients, state }) =>
  state.hovered ?? state.chosen ?? gradients.strongestIndex;

/** @param {View} view */
function update(view) {
  const { gradients, state, part, end, words } = view;
  const { scene, air, reached } = state;
  const folding = state.playing && reached === end - 1;
  if (state.paintedStage !== reached) {
    paintAll(state.still, scene, reached);
    state.paintedStage = reached;
  }
  air.clearRect(0, 0, scene.layout.width, scene.layout.height);
  if (folding) paintFlight(air, scene, state.progress);
  const index = activeIndex(view);
  const sum = showSum(part, gradients, index);
  if (!state.playing) drawHighlight(air, scene, index, sum, reached);
  const texts = gradientText(gradients, index);
  const playing = Boolean(state.playing);
  const values = { activeIndex: index, activePixel: texts.pixel, reached, playing };
  for (const [name, value] of Object.entries(values)) setData(view.stage, name, value);
  part("readout").textContent = texts.value;
  part("arithmetic").textContent = texts.arithmetic;
  part("now").textContent = words[folding ? end : reached];
  part("play").textContent = playing ? gradients.words.pause : gradients.words.play;
  part("step").disabled = !playing && reached === end;
}

/**
 * Go to a stage and stop there.
 * @param {View} view
 * @param {number} reached
 */
function go(view, reached) {
  cancelAnimationFrame(view.state.frame ?? 0);
  Object.assign(view.state, { reached, playing: false, progress: 0 });
  update(view);
  view.part("spoken").textContent = view.words[reached];
}

/** @param {View} view */
function bindPlayer(view) {
  const { state, part, end } = view;
  state.advance = (/** @type {number} */ now) => advance(view, now); // with the newest data
  part("play").onclick = () => play(view);
  part("start").onclick = () => go(view, 0);
  part("step").onclick = () => go(view, Math.min(end, state.reached + 1));
}

/** @param {View} view */
function play(view) {
  const { state, end } = view;
  if (state.playing) go(view, state.reached);
  else if (reducedMotion()) go(view, end);
  else {
    if (state.reached >= end) state.reached = 0;
    Object.assign(state, { playing: true, progress: 0, lastTime: undefined });
    update(view);
    state.frame = requestAnimationFrame((now) => state.advance(now));
  }
}

/**
 * Play on by the clock.
 * @param {View} view
 * @param {number} now
 */
function advance(view, now) {
  const { state, end } = view;
  const passed = Math.min(0.1, (now - (state.lastTime ?? now)) / 1000);
  state.lastTime = now;
  const folding = state.reached === end - 1;
  state.progress += passed / (folding ? FOLD : PAUSE);
  if (state.progress >= 1) Object.assign(state, { reached: state.reached + 1, progress: 0 });
  if (state.reached >= end) {
    go(view, end);
    return;
  }
  if (folding || state.paintedStage !== state.reached) update(view);
  state.frame = requestAnimationFrame((later) => state.advance(later));
}

/**
 * Choose an index, and send it once no other follows.
 * @param {View} view
 * @param {number} index
 */
function choose(view, index) {
  const { state, part } = view;
  Object.assign(state, { chosen: index, hovered: undefined });
  update(view);
  part("spoken").textContent = part("readout").textContent;
  clearTimeout(state.sendTimer);
  state.sendTimer = setTimeout(() => view.send("chosen", index), SEND_DELAY);
}

/** @param {View} view */
function bindStage(view) {
  const { gradients, state, stage, root } = view;
  bindPointer(stage, {
    under: (event) => {
      const frame = stage.getBoundingClientRect();
      return indexAt(state.scene.layout, event.clientX - frame.left, event.clientY - frame.top);
    },
    hover: (index) => {
      if (index === state.hovered) return;
      state.hovered = index;
      update(view);
    },
    choose: (index) => choose(view, index),
    enter: () => {
      if (readTheme(root).background !== state.scene.theme.background) rebuild(view);
    },
  });
  bindKeys(stage, (key) => {
    if (key === " ") return () => play(view);
    if (!isGridKey(key)) return undefined;
    const to = gridStep(
      key,
      state.chosen ?? gradients.strongestIndex,
      gradients.columns,
      gradients.count,
    );
    return () => to !== undefined && choose(view, to);
  });
}
