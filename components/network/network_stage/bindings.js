// What pointer, keys and the controls below the picture do.

import { setText } from "../../ui/js/dom.js";
import { bindKeys, gridStep, isGridKey } from "../../ui/js/keyboard.js";
import { bindPointer } from "../../ui/js/pointer.js";
import { targetAt } from "./between.js";

/** @import { Target, View } from "./types.d.ts" */

/** @param {View} view */
export function bind(view) {
  const { data, state, part, stage } = view;
  const { words } = data;
  stage.setAttribute("aria-label", words.stage);
  setText(part("addLabel"), words.add);
  setText(part("reset"), words.reset);
  part("add").oninput = () => {
    state.added = Number(part("add").value);
    view.update();
  };
  part("reset").onclick = () => {
    state.dragged = undefined;
    view.update();
  };
  bindPointer(stage, {
    under: (event) => {
      const box = stage.getBoundingClientRect();
      const target = targetAt(state.to ?? {}, event.clientX - box.left, event.clientY - box.top);
      state.under = target;
      return target?.at;
    },
    hover: () => point(view, state.under),
    choose: () => choose(view, state.under),
    enter: null,
  });
  bindKeys(stage, (key) => (isGridKey(key) ? () => walk(view, key) : undefined));
}

/** @type {(view: View, target: Target | undefined) => void} */
function point(view, target) {
  const { state, data } = view;
  const { part, at } = target ?? {};
  if (data.scene !== "whole") return;
  if (part === state.pointed?.part && at === state.pointed?.at) return;
  state.pointed = target;
  view.update();
}

/** @type {(view: View, target: Target | undefined) => void} */
function choose(view, target) {
  const { state, data } = view;
  if (!target) return;
  if (data.scene === "hidden" && target.part === "hidden") state.unit = target.at;
  if (data.scene === "logits" && target.part === "logits") state.class = target.at;
  if (data.scene === "whole") state.pointed = target;
  view.update();
}

/**
 * Walk by keys: through neurons, classes, or the image's pixels.
 * @param {View} view
 * @param {string} key
 */
function walk(view, key) {
  const { state, data, shown } = view;
  const { hidden } = state.to ?? {};
  if (data.scene === "hidden" && hidden?.cells) {
    const perLine = hidden.cells.findIndex(
      ([, y], at) => at > 0 && y > (hidden.cells?.[0][1] ?? 0),
    );
    const from = shown.neuron?.unit ?? 0;
    state.unit = gridStep(key, from, perLine, hidden.cells.length) ?? from;
  } else if (data.scene === "logits") {
    state.class = gridStep(key, shown.chosenClass, 1, data.classes.length) ?? shown.chosenClass;
  } else if (data.scene === "whole") {
    const at = state.pointed?.part === "image" ? state.pointed.at : 0;
    const to = state.pointed ? gridStep(key, at, data.columns, shown.reading.input.length) : 0;
    state.pointed = { part: "image", at: to ?? at };
  }
  view.update();
}
