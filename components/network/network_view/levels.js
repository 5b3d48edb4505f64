// The level that is open: which is shown, how one arrives there, and the way back.

import { find, findAll, make, setData, setText } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { showEvidence } from "./evidence.js";
import { kindOfLayer, LEVELS, levelOf, trailTo } from "./selection.js";
import { showTerm } from "./term.js";
import { showUnit } from "./unit.js";
import { showWhole } from "./whole.js";

/** @import { Level, View } from "./types.d.ts" */

/** @type {Record<Level, (view: View) => void>} */
const SHOW = { whole: showWhole, evidence: showEvidence, unit: showUnit, term: showTerm };

/**
 * Write what there is to read of the value pointed at, or how to point at one; return the former.
 * @param {View} view
 */
export function showReadout({ data, state, part, readouts }) {
  const { pointing, level } = state;
  const text = pointing ? (readouts[pointing.kind]?.(pointing.at) ?? "") : "";
  setText(part("readout"), text || (data.words[`invite ${level}`] ?? ""));
  setData(part("readout"), "quiet", !text);
  return text;
}

/**
 * Show the level that is open, with its trail.
 * @param {View} view
 */
export function draw(view) {
  const { shown, state, root } = view;
  const from = state.level;
  const level = levelOf(state.selection, from, shown);
  const isFocused = root.activeElement !== null;
  for (const stage of findAll(root, "[data-level]")) stage.hidden = stage.dataset.level !== level;
  state.level = level;
  view.part("weigh").hidden = level !== "whole";
  SHOW[level](view);
  showTrail(view);
  if (from === level) {
    showReadout(view);
    return;
  }
  view.point(null);
  enter(view, level, from, isFocused);
}

/**
 * Arrive at a level: the cell one came from is marked, the keyboard goes on there.
 * @param {View} view
 * @param {Level} level
 * @param {Level} from
 * @param {boolean} isFocused
 */
function enter(view, level, from, isFocused) {
  const { state, root } = view;
  if (!reducedMotion()) {
    const scale = LEVELS.indexOf(level) > LEVELS.indexOf(from) ? 0.94 : 1.05;
    const start = { opacity: 0, transform: `scale(${scale})` };
    const end = { opacity: 1, transform: "none" };
    const timing = { duration: 200, easing: "ease-out" };
    find(root, `[data-level="${level}"]`).animate([start, end], timing);
  }
  const target = ARRIVE[level](view, state.previousZoom ?? [], from);
  if (isFocused && !target.disabled) target.focus({ preventScroll: true });
  state.previousZoom = state.selection.zoom;
}

/**
 * Mark what one came from, and return what gets the focus at a level.
 * @type {Record<Level, (view: View, previousZoom: number[], from: Level) => any>}
 */
const ARRIVE = {
  term: ({ part }) => part("which"),
  evidence: ({ part, evidenceGrid }) => evidenceGrid?.canvas ?? part("one"),
  unit: (view, previous) => {
    if (previous.length > 2) {
      for (const picture of view.pictures) picture.point(previous[2]);
      view.point("term", previous[2], false, previous);
    }
    return view.pictures[2].canvas;
  },
  whole: (view, previous, from) => {
    const { part } = view;
    const [layer, unit] = previous;
    const grid = view.layers[layer];
    if (grid && unit < grid.state.shown.length) {
      grid.point(unit);
      view.point(kindOfLayer(layer), unit, false, [layer, unit]);
      return grid.canvas;
    }
    if (previous.length) return part("logits").children[unit] ?? part("up");
    return part(from === "evidence" ? "weigh" : "up");
  },
};

/** @param {View} view */
function showTrail(view) {
  const { data, state, part, names } = view;
  const steps = trailTo(state.selection, names, data.words);
  part("up").disabled = steps.length === 1;
  const key = JSON.stringify(steps);
  if (state.trail === key) return; // a press would be lost if its button were made anew meanwhile
  state.trail = key;
  part("trail").replaceChildren(
    ...steps.map(({ text, zoom }, at) =>
      at === steps.length - 1
        ? make("span", { "aria-current": "location" }, text)
        : make("button", { onclick: () => state.zoom(zoom) }, text),
    ),
  );
}
