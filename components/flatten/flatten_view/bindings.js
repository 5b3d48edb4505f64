// What buttons, slider, pointer and keys do.

import { bindKeys, isGridKey } from "../../ui/js/keyboard.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { readTheme } from "../../ui/js/theme.js";
import { targetAt, valuesTogether } from "./layout.js";
import { flyHome, jump, playOrPause, scrub, step } from "./pilot.js";
import { rebuild } from "./render.js";
import { indexAfterKey, litIndex } from "./state.js";

/** @import { Scene } from "./scene.js" */
/** @import { View } from "./types.d.ts" */

/** @param {View} view */
export function bindControls(view) {
  const { data, state, part } = view;
  const together = valuesTogether(data);
  const slider = part("slider");
  const typed = part("typed");
  slider.max = typed.max = state.count;
  nameSteps(view);
  part("play").onclick = () => playOrPause(view);
  part("next").onclick = () => step(view, together, 1);
  part("back").onclick = () => step(view, together, -1);
  part("line").onclick = () => step(view, data.lineLength, 1);
  part("first").onclick = () => jump(view, 0);
  part("last").onclick = () => jump(view, state.count);
  part("home").onclick = () => flyHome(view);
  typed.onchange = () => jump(view, Number(typed.value) || 0);
  slider.oninput = () => scrub(view, Number(slider.value));
  slider.onchange = view.settle;
}

/**
 * Name the steps for what they move: a pixel or a single value, a row or a column.
 * @param {View} view
 */
function nameSteps({ data, part }) {
  const { words } = data;
  const one = data.channels === valuesTogether(data) ? "pixel" : "value";
  part("next").textContent = words[`${one} on`];
  part("back").title = part("back").ariaLabel = words[`${one} back`];
  part("line").textContent = words[`${data.line} on`];
}

/** @type {(view: View) => Scene} which is there as soon as anything can be pressed */
const sceneIn = ({ state }) => /** @type {Scene} */ (state.scene);

/**
 * Bind what is done in the picture itself.
 * @param {View} view
 */
export function bindStage(view) {
  const { state, stage, root } = view;
  bindPointer(stage, {
    under: (event) => indexUnder(view, event),
    hover: (index) => {
      if (index === state.hovered) return;
      state.hovered = index;
      view.render();
    },
    choose: (index) => choose(view, index),
    enter: () => {
      if (readTheme(root).background !== sceneIn(view).theme.background) rebuild(view);
    },
  });
  bindKeys(stage, (key) => actOf(view, key));
}

/**
 * Return the index of the value under the pointer, of a pixel as of a cell.
 * @param {View} view
 * @param {PointerEvent} event
 */
function indexUnder(view, event) {
  const { layout, home } = sceneIn(view);
  const box = view.stage.getBoundingClientRect();
  const { pixel, index } = targetAt(layout, event.clientX - box.left, event.clientY - box.top);
  return pixel === undefined ? index : home[pixel];
}

/**
 * @param {View} view
 * @param {number} index
 */
function choose(view, index) {
  Object.assign(view.state, { chosen: index, hovered: undefined });
  view.render();
  view.settle();
}

/**
 * Return what a key does, if anything.
 * @param {View} view
 * @param {string} key
 */
function actOf(view, key) {
  const { data, state } = view;
  if (key === " ") return () => playOrPause(view);
  if (key === "PageDown") return () => step(view, data.lineLength, 1);
  if (key === "PageUp") return () => step(view, data.lineLength, -1);
  if (!isGridKey(key)) return undefined;
  const { home, indices } = sceneIn(view);
  const row = data.columns * data.channels;
  const index = indexAfterKey(key, { lit: litIndex(state), indices, home, row });
  return () => {
    if (index !== undefined) choose(view, index);
  };
}
