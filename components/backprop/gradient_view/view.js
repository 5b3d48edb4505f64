// The way back: the gradient reaches the logits, the units, the vector, and is folded onto the image.
// `state.reached` counts the blocks it has reached; while it is folded, the last one is on its way.

import { sizedContext } from "../../ui/js/canvas.js";
import { ramp } from "../../ui/js/color.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setData } from "../../ui/js/dom.js";
import { bindKeys, gridStep, isGridKey } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { FEW, layoutOf, under } from "./layout.js";
import { markPair } from "./marks.js";
import { netOf, stageWords } from "./net.js";
import { paintAll, paintFlight, sceneOf } from "./paint.js";
import { wordsOf } from "./sum.js";
import { showSum } from "./table.js";

/** @import { FindPart, Root, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Net } from "./net.js" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * What the functions here share.
 * @typedef {{ net: Net, state: any, part: FindPart, root: Root, stage: HTMLElement, end: number,
 *   words: string[], send: SetValue }} View
 */

const PAUSE = 0.9; // seconds a block stands alone
const FOLD = 3.5; // seconds the folding takes
const WALK = 150; // milliseconds: a walk by keyboard is one message, not one a key

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({}));
  const stop = () => {
    cancelAnimationFrame(state.frame);
    clearTimeout(state.resting);
    clearTimeout(state.post);
    state.observer?.disconnect();
    state.frame = state.observer = undefined;
  };
  if (data.kernel) {
    state.kernel = { layer: data.layer, values: unpackNumbers(data.kernel) };
    if (data.large) whenIdle(state, () => setStateValue("holds", data.layer));
  }
  if (state.kernel?.layer !== data.layer) {
    setStateValue("holds", ""); // lost with a repainted page
    return stop;
  }
  const net = netOf(data, state.kernel.values);
  const part = partsOf(parentElement);
  const stage = part("stage");
  const end = net.blocks.length + 2;
  const words = stageWords(net);
  const view = { net, state, part, root: parentElement, stage, end, words, send: setStateValue };
  state.reached = Math.min(state.reached ?? end, end);
  if (!(state.chosen < net.count)) state.chosen = undefined;
  bindPlayer(view);
  bindStage(view);
  showLabels(view);
  rebuild(view);
  onWidth(state, stage, () => rebuild(view));
  if (state.playing) state.frame = requestAnimationFrame((now) => state.roll(now));
  return stop;
}

/** @param {View} view */
function showLabels({ net, part, stage }) {
  const size = `${net.rows} by ${net.columns}`;
  const label = `The way back from ${net.blocks[0].values.length} logits to a picture of ${size} pixels`;
  stage.setAttribute("aria-label", label);
  const beyond = "; one in a hundred is stronger than the scale’s ends";
  part("when").textContent = `when this number grows a little${net.count > FEW ? beyond : ""}`;
}

/** @param {View} view */
function rebuild(view) {
  const { net, state, part, root, stage } = view;
  const layout = layoutOf(Math.max(280, stage.clientWidth || 700), net);
  state.scene = sceneOf(net, layout, readTheme(root));
  state.still = sizedContext(part("still"), layout.width, layout.height);
  state.air = sizedContext(part("air"), layout.width, layout.height);
  state.painted = undefined;
  const { columns } = net;
  const { vector, image, ink } = layout; // where things stand, for tests with a mouse
  const places = { vector, image: { ...image, columns }, ink: { ...ink, columns } };
  stage.dataset.place = JSON.stringify(places);
  find(root, ".back").style.setProperty("--ramp", ramp(state.scene.theme.dark, 9));
  render(view);
}

/** @type {(view: View) => number} what is pointed at, else what was chosen, else the largest */
const litIndex = ({ net, state }) => state.hovered ?? state.chosen ?? net.first;

/** @param {View} view */
function render(view) {
  const { net, state, part, end, words } = view;
  const { scene, air, reached } = state;
  const folding = state.playing && reached === end - 1;
  if (state.painted !== reached) {
    paintAll(state.still, scene, reached);
    state.painted = reached;
  }
  air.clearRect(0, 0, scene.layout.width, scene.layout.height);
  if (folding) paintFlight(air, scene, state.share);
  const index = litIndex(view);
  const sum = showSum(part, net, index);
  if (!state.playing) markPair(air, scene, index, sum, reached);
  const { pixel, value, arithmetic } = wordsOf(net, index);
  const playing = Boolean(state.playing);
  const facts = { activeIndex: index, activePixel: pixel, reached, playing };
  for (const [name, fact] of Object.entries(facts)) setData(view.stage, name, fact);
  part("readout").textContent = value;
  part("arithmetic").textContent = arithmetic;
  part("now").textContent = words[folding ? end : reached];
  part("play").textContent = playing ? "Pause" : "Play";
  part("step").disabled = !playing && reached === end;
}

/**
 * Stand still where the gradient has reached so many blocks.
 * @param {View} view
 * @param {number} reached
 */
function go(view, reached) {
  cancelAnimationFrame(view.state.frame);
  Object.assign(view.state, { reached, playing: false, share: 0 });
  render(view);
  view.part("spoken").textContent = view.words[reached];
}

/** @param {View} view */
function bindPlayer(view) {
  const { state, part, end } = view;
  state.roll = (/** @type {number} */ now) => roll(view, now); // what is under way takes new data
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
    Object.assign(state, { playing: true, share: 0, clock: undefined });
    render(view);
    state.frame = requestAnimationFrame((now) => state.roll(now));
  }
}

/**
 * Play on by the clock.
 * @param {View} view
 * @param {number} now
 */
function roll(view, now) {
  const { state, end } = view;
  const passed = Math.min(0.1, (now - (state.clock ?? now)) / 1000);
  state.clock = now;
  const folding = state.reached === end - 1;
  state.share += passed / (folding ? FOLD : PAUSE);
  if (state.share >= 1) Object.assign(state, { reached: state.reached + 1, share: 0 });
  if (state.reached >= end) {
    go(view, end);
    return;
  }
  if (folding || state.painted !== state.reached) render(view);
  state.frame = requestAnimationFrame((later) => state.roll(later));
}

/**
 * Choose an index, and tell Python once nothing more is chosen.
 * @param {View} view
 * @param {number} index
 */
function choose(view, index) {
  const { state, part } = view;
  Object.assign(state, { chosen: index, hovered: undefined });
  render(view);
  part("spoken").textContent = part("readout").textContent;
  clearTimeout(state.post);
  state.post = setTimeout(() => view.send("chosen", index), WALK);
}

/** @param {View} view */
function bindStage(view) {
  const { net, state, stage, root } = view;
  bindPointer(stage, {
    under: (event) => {
      const frame = stage.getBoundingClientRect();
      return under(state.scene.layout, event.clientX - frame.left, event.clientY - frame.top);
    },
    hover: (index) => {
      if (index === state.hovered) return;
      state.hovered = index;
      render(view);
    },
    choose: (index) => choose(view, index),
    enter: () => {
      if (readTheme(root).background !== state.scene.theme.background) rebuild(view);
    },
  });
  bindKeys(stage, (key) => {
    if (key === " ") return () => play(view);
    if (!isGridKey(key)) return undefined;
    const to = gridStep(key, state.chosen ?? net.first, net.columns, net.count);
    return () => to !== undefined && choose(view, to);
  });
}
