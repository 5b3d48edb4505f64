// The way back: the gradient reaches the logits, the units, the vector, and is folded onto the image.
// `state.reached` counts the blocks it has reached; while it is folded, the last one is on its way.

import { sizedContext } from "../../ui/js/canvas.js";
import { ramp } from "../../ui/js/color.js";
import { whenIdle } from "../../ui/js/connection.js";
import { partsOf } from "../../ui/js/dom.js";
import { bindKeys } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { FEW, layoutOf, under } from "./layout.js";
import { paintAll, paintFlight, sceneOf } from "./paint.js";
import { markPair, showSum, wordsOf } from "./sum.js";

const PAUSE = 0.9;
const FOLD = 3.5; // seconds a block stands alone, and the folding takes

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({}));
  const part = partsOf(parentElement);
  const stage = part("stage");
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
    setStateValue("holds", "");
    return stop;
  } // lost with a repainted page

  const blocks = data.blocks.map((block) => ({
    ...block,
    values: Array.from(unpackNumbers(block.values)),
  }));
  const net = {
    ...data,
    blocks,
    vector: unpackNumbers(data.vector),
    ink: unpackNumbers(data.ink),
    kernel: state.kernel.values,
  };
  net.count = net.vector.length;
  const end = blocks.length + 2;
  state.reached = Math.min(state.reached ?? end, end);
  if (!(state.chosen < net.count)) state.chosen = undefined;
  const lit = () => state.hovered ?? state.chosen ?? data.first;

  const WORDS = [
    "Nothing has been sent back yet.",
    ...blocks.map((block) =>
      block.logits
        ? "The loss first blames the logits."
        : `Along the weights it reaches the units of ${block.name}.`,
    ),
    "Along the first layer's weights it reaches the vector.",
    "Flatten folds it onto the image: the same numbers, each in its pixel.",
  ];

  function rebuild() {
    const layout = layoutOf(Math.max(280, stage.clientWidth || 700), net);
    state.scene = sceneOf(net, layout, readTheme(parentElement));
    state.still = sizedContext(part("still"), layout.width, layout.height);
    state.air = sizedContext(part("air"), layout.width, layout.height);
    state.painted = undefined;
    stage.dataset.place = JSON.stringify({
      vector: layout.vector,
      image: { ...layout.image, columns: net.columns },
      ink: { ...layout.ink, columns: net.columns },
    });
    parentElement
      .querySelector(".back")
      .style.setProperty("--ramp", ramp(state.scene.theme.dark, 9));
    render();
  }

  function render() {
    const { scene, air, reached } = state;
    const folding = state.playing && reached === end - 1;
    if (state.painted !== reached) {
      paintAll(state.still, scene, reached);
      state.painted = reached;
    }
    air.clearRect(0, 0, scene.layout.width, scene.layout.height);
    if (folding) paintFlight(air, scene, state.share);
    const index = lit();
    const sum = showSum(part, net, index);
    if (!state.playing) markPair(air, scene, index, sum, reached);
    const words = wordsOf(net, index);
    const facts = {
      activeIndex: index,
      activePixel: words.pixel,
      reached,
      playing: Boolean(state.playing),
    };
    for (const [name, fact] of Object.entries(facts)) stage.dataset[name] = fact;
    part("readout").textContent = words.value;
    part("arithmetic").textContent = words.arithmetic;
    part("now").textContent = WORDS[folding ? end : reached];
    part("play").textContent = state.playing ? "Pause" : "Play";
    part("step").disabled = !state.playing && reached === end;
  }

  const go = (reached) => {
    cancelAnimationFrame(state.frame);
    Object.assign(state, { reached, playing: false, share: 0 });
    render();
    part("spoken").textContent = WORDS[reached];
  };
  state.roll = (now) => {
    const passed = Math.min(0.1, (now - (state.clock ?? now)) / 1000);
    state.clock = now;
    const folding = state.reached === end - 1;
    state.share += passed / (folding ? FOLD : PAUSE);
    if (state.share >= 1) Object.assign(state, { reached: state.reached + 1, share: 0 });
    if (state.reached >= end) {
      go(end);
      return;
    }
    if (folding || state.painted !== state.reached) render();
    state.frame = requestAnimationFrame((later) => state.roll(later));
  };
  const play = () => {
    if (state.playing) {
      go(state.reached);
      return;
    }
    if (reducedMotion()) {
      go(end);
      return;
    }
    if (state.reached >= end) state.reached = 0;
    Object.assign(state, { playing: true, share: 0, clock: undefined });
    render();
    state.frame = requestAnimationFrame((now) => state.roll(now));
  };
  part("play").onclick = play;
  part("start").onclick = () => go(0);
  part("step").onclick = () => go(Math.min(end, state.reached + 1));

  const choose = (index) => {
    Object.assign(state, { chosen: index, hovered: undefined });
    render();
    part("spoken").textContent = part("readout").textContent;
    clearTimeout(state.post); // a walk by keyboard is one message, not one a key
    state.post = setTimeout(() => setStateValue("chosen", index), 150);
  };
  const indexUnder = (event) => {
    const frame = stage.getBoundingClientRect();
    return under(state.scene.layout, event.clientX - frame.left, event.clientY - frame.top);
  };
  const hover = (index) => {
    if (index === state.hovered) return;
    state.hovered = index;
    render();
  };
  const enter = () => {
    if (readTheme(parentElement).background !== state.scene.theme.background) rebuild();
  };
  bindPointer(stage, { under: indexUnder, hover, choose, enter });
  bindKeys(stage, () => {
    const here = state.chosen ?? data.first;
    const walk = (to) => {
      if (to >= 0 && to < net.count) choose(to);
    };
    return {
      ArrowLeft: () => walk(here - 1),
      ArrowRight: () => walk(here + 1),
      ArrowUp: () => walk(here - data.columns),
      ArrowDown: () => walk(here + data.columns),
      Home: () => walk(0),
      End: () => walk(net.count - 1),
      " ": play,
    };
  });
  stage.setAttribute(
    "aria-label",
    `The way back from ${blocks[0].values.length} logits to a picture of ${data.rows} by ${data.columns} pixels`,
  );
  part("when").textContent =
    `when this number grows a little${net.count > FEW ? "; one in a hundred is stronger than the scale’s ends" : ""}`;
  rebuild();
  onWidth(state, stage, rebuild);
  if (state.playing) state.frame = requestAnimationFrame((now) => state.roll(now));
  return stop;
}
