// Flatten played: the picture's pixels fly into the vector's cells, in the order Python gives.
// `state.position` counts the values that have landed; between whole numbers some are in the air.

import { sizedContext } from "../../ui/js/canvas.js";
import { partsOf, setText } from "../../ui/js/dom.js";
import { bindKeys } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { airborneAt, landedAt } from "./flight.js";
import { layoutOf, under, valuesTogether } from "./layout.js";
import { cellsOf, markLine, markValue, wordsOf } from "./marks.js";
import { mend, paintAll, paintFlight, paintMove, sceneOf } from "./paint.js";
import { flying, pilotOf, rest } from "./pilot.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ sent: {} }));
  const part = partsOf(parentElement);
  const stage = part("stage");
  const slider = part("slider");
  const typed = part("typed");
  const count = (state.count = data.values.length);
  const order = data.axes.join();
  const together = valuesTogether(data);

  if (state.source !== data.source) {
    cancelAnimationFrame(state.frame);
    Object.assign(state, { source: data.source, order, scene: undefined, frame: undefined });
    Object.assign(state, {
      goal: undefined,
      moving: undefined,
      chosen: undefined,
      hovered: undefined,
    });
    rest(state, Math.min(data.position, count));
  }
  const reordered = state.order !== order;
  if (reordered) {
    const { cells, home, indices } = state.scene;
    // All values stand in the vector: let them fly to where the new order wants them.
    if (state.position === count && !reducedMotion()) state.moving = { cells, home, share: 0 };
    if (state.chosen !== undefined) state.chosen = data.indices.indexOf(indices[state.chosen]);
    Object.assign(state, { order, goal: undefined });
    rest(state, landedAt(state.position));
  }
  state.sent.position = data.position;
  slider.max = typed.max = count;
  const one = data.channels === together ? "One pixel" : "One value";
  part("next").textContent = one;
  part("back").title = part("back").ariaLabel = `${one} back`;
  part("line").textContent = `One ${data.line}`;

  // What is lit: what is pointed at, else what was chosen, else what landed last.
  const lit = () =>
    state.hovered ??
    state.chosen ??
    (state.position >= 1 ? landedAt(state.position) - 1 : undefined);

  function rebuild() {
    const theme = readTheme(parentElement);
    const layout = layoutOf(Math.max(280, stage.clientWidth || 700), data);
    state.scene = sceneOf(data, layout, theme);
    state.still = sizedContext(part("still"), layout.width, layout.height);
    state.air = sizedContext(part("air"), layout.width, layout.height);
    state.shown = undefined;
    const { gutter, top, pixel, vector } = layout; // where things stand, for whoever tests with a mouse
    stage.dataset.place = JSON.stringify({ left: gutter, top, pixel, vector });
    render();
  }

  function render() {
    const { scene, air, still, position, flight, moving } = state;
    const landed = moving ? 0 : landedAt(position);
    const lifted = airborneAt(flight, position);
    if (state.shown) mend(still, scene, state.shown, landed, lifted);
    else state.shown = paintAll(still, scene, landed, lifted);
    air.clearRect(0, 0, scene.layout.width, scene.layout.height);
    const index = lit();
    if (moving) paintMove(air, scene, moving);
    else {
      if (index !== undefined) markLine(air, scene, index);
      paintFlight(air, scene, flight, position, landed, lifted);
      if (index !== undefined && (state.hovered !== undefined || !flying(state)))
        markValue(air, scene, index, landed);
    }
    tell(index, landedAt(position), moving ? count : lifted - landed);
  }

  /**
   * The same in words, and in attributes that say what is lit.
   * @param {number | undefined} index
   * @param {number} landed
   * @param {number} air
   */
  function tell(index, landed, air) {
    const { scene } = state;
    const words = index === undefined ? undefined : wordsOf(scene, index);
    const facts = {
      activeIndex: index ?? "",
      activePixel: words?.coordinates.join(",") ?? "",
      activeCells: index !== undefined ? cellsOf(scene, scene.indices[index]).join(",") : "",
      landed,
      air,
      flying: flying(state),
    };
    for (const [name, fact] of Object.entries(facts)) {
      if (stage.dataset[name] !== String(fact)) stage.dataset[name] = fact;
    }
    /**
     * @param {string} name
     * @param {string} text
     */
    const say = (name, text) => setText(part(name), text);
    say("readout", words?.value ?? "Nothing in the vector yet.");
    say("arithmetic", words ? `index = ${words.arithmetic}` : "");
    say("play", flying(state) ? "Pause" : "Play");
    slider.value = state.position;
    slider.setAttribute("aria-valuetext", `${landed} of ${count} values in the vector`);
    if (parentElement.activeElement !== typed) typed.value = landedAt(state.position);
  }

  function settle() {
    part("spoken").textContent = lit() === undefined ? "" : part("readout").textContent;
    const news = { position: landedAt(state.position), chosen: state.chosen ?? null };
    clearTimeout(state.post); // a walk by keyboard is one message, not one a key
    state.post = setTimeout(() => {
      for (const [name, fact] of Object.entries(news)) {
        if ((state.sent[name] ?? null) !== fact) setStateValue(name, (state.sent[name] = fact));
      }
    }, 120);
  }

  const pilot = pilotOf(state, { render, settle, speed: () => Number(part("speed").value) });
  part("play").onclick = pilot.playOrPause;
  part("next").onclick = () => pilot.step(together, 1);
  part("back").onclick = () => pilot.step(together, -1);
  part("line").onclick = () => pilot.step(data.lineLength, 1);
  part("first").onclick = () => pilot.jump(0);
  part("last").onclick = () => pilot.jump(count);
  part("home").onclick = pilot.home;
  typed.onchange = () => pilot.jump(Number(typed.value) || 0);
  slider.oninput = () => pilot.scrub(Number(slider.value));
  slider.onchange = settle;

  /** @param {number} index */
  const choose = (index) => {
    Object.assign(state, { chosen: index, hovered: undefined });
    render();
    settle();
  };
  /** @param {any} event */
  const indexUnder = (event) => {
    const box = stage.getBoundingClientRect();
    const { pixel, index } = under(
      state.scene.layout,
      event.clientX - box.left,
      event.clientY - box.top,
    );
    return pixel === undefined ? index : state.scene.home[pixel];
  };
  /** @param {number | undefined} index */
  const hover = (index) => {
    if (index === state.hovered) return;
    state.hovered = index;
    render();
  };
  const enter = () => {
    if (readTheme(parentElement).background !== state.scene.theme.background) rebuild();
  };
  bindPointer(stage, { under: indexUnder, hover, choose, enter });
  bindKeys(stage, (key) => {
    const { home, indices } = state.scene;
    const row = data.columns * data.channels;
    const here = lit();
    /** @param {number} by */
    const walk = (by) => {
      const pixel = here === undefined ? 0 : indices[here] + by;
      if (pixel >= 0 && pixel < count) choose(home[pixel]);
    };
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowLeft: () => walk(-1),
      ArrowRight: () => walk(1),
      ArrowUp: () => walk(-row),
      ArrowDown: () => walk(row),
      Home: () => choose(0),
      End: () => choose(count - 1),
      " ": pilot.playOrPause,
      PageDown: () => pilot.step(data.lineLength, 1),
      PageUp: () => pilot.step(data.lineLength, -1),
    };
    return acts[key];
  });

  rebuild();
  if (reordered && state.chosen !== undefined) settle(); // its place in the vector is another one
  onWidth(state, stage, rebuild);
  if (flying(state)) pilot.start();
  return () => {
    cancelAnimationFrame(state.frame);
    clearTimeout(state.post);
    state.observer?.disconnect();
    state.frame = state.observer = undefined;
  };
}
