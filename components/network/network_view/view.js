// The whole network, one unit of it, or one multiplication. Shows what Python sent; where the
// learner looks is stored here and sent to Python, which answers with that place's numbers.

import { whenIdle } from "../../ui/js/connection.js";
import { find, findAll, make, partsOf, setData, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { evidenceView } from "./evidence.js";
import { backFrom, fitting, INVITES, LEVELS, levelAt, trailTo } from "./place.js";
import { termView } from "./term.js";
import { unitView } from "./unit.js";
import { namesOf, whole } from "./whole.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { Level, View } from "./types.d.ts" */

const QUIET = 900; // milliseconds without a change before the answer is spoken
const KEYS =
  "Keys: Tab goes from column to column, arrows walk through values, Enter looks closer, " +
  "Backspace goes back.";

/** @type {Record<Level, (view: View) => void>} */
const SHOW = { whole, evidence: evidenceView, unit: unitView, term: termView };

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  const state = widgetState(parentElement, () => ({
    place: { zoom: [...data.place.zoom], evidence: data.place.evidence },
    level: "whole",
  }));
  holdWeights(state, widget);
  state.place = fitting(state.place, data);
  const view = viewOf(widget, state);
  bindControls(view);
  speakAnswer(view);
  draw(view);
  onWidth(state, find(parentElement, ".network"), () => draw(view));
  return () => {
    clearTimeout(state.timer);
    clearTimeout(state.resting);
  };
}

/**
 * Store a unit's weights, which come once, and tell Python which are here.
 * @param {any} state
 * @param {Widget<Payload>} widget
 */
function holdWeights(state, { data: { unit }, setStateValue }) {
  if (!unit) return;
  const { mark, weights, outgoing } = unit;
  if (weights) {
    state.held = {
      mark,
      weights: unpackNumbers(weights),
      outgoing: outgoing ? unpackNumbers(outgoing) : null,
    };
    whenIdle(state, () => setStateValue("held", mark));
  } else if (state.held?.mark !== mark) setStateValue("held", "");
}

/**
 * @param {Widget<Payload>} widget
 * @param {any} state
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }, state) {
  const view = /** @type {View} */ ({
    data,
    state,
    part: partsOf(parentElement),
    root: parentElement,
    send: setStateValue,
    names: namesOf(data),
    held: state.held,
    theme: readTheme(parentElement),
    tell: {},
  });
  view.go = (place) => {
    state.place = place;
    setStateValue("place", place);
    draw(view);
  };
  view.zoom = (zoom) => view.go({ zoom, evidence: null });
  // What is pointed at is told again on each repaint, so that it follows the pen.
  view.point = (kind, at = 0, aloud = false, zoom = null) => {
    state.pointing = kind && { kind, at };
    const text = tellPointed(view);
    const open = view.part("open");
    open.hidden = !zoom;
    open.onclick = () => zoom && view.zoom(zoom);
    if (aloud) setText(view.part("spoken"), text);
  };
  return view;
}

/**
 * Write what there is to read of the value pointed at, or how to point at one; return the former.
 * @param {View} view
 */
function tellPointed({ state, part, tell }) {
  const { pointing, level } = state;
  const text = pointing ? (tell[pointing.kind]?.(pointing.at) ?? "") : "";
  setText(part("readout"), text || INVITES[/** @type {Level} */ (level)]);
  setData(part("readout"), "quiet", !text);
  return text;
}

/** @param {View} view */
function draw(view) {
  const { data, state, root } = view;
  view.width = find(root, ".network").clientWidth;
  const sent = data.unit?.mark === state.held?.mark ? data.unit : undefined;
  const from = state.level;
  const level = levelAt(state.place, from, { evidence: data.evidence, unit: sent });
  const isFocused = root.activeElement !== null;
  for (const stage of findAll(root, "[data-level]")) stage.hidden = stage.dataset.level !== level;
  state.level = level;
  view.part("weigh").hidden = level !== "whole";
  SHOW[level](view);
  showTrail(view);
  if (from === level) {
    tellPointed(view);
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
  const target = ARRIVE[level](view, state.came ?? [], from);
  if (isFocused && !target.disabled) target.focus({ preventScroll: true });
  state.came = state.place.zoom;
}

/**
 * What is marked and focused at a level, for one who came from a place.
 * @type {Record<Level, (view: View, came: number[], from: Level) => any>}
 */
const ARRIVE = {
  term: ({ part }) => part("which"),
  evidence: ({ part, evidenceGrid }) => evidenceGrid?.canvas ?? part("one"),
  unit: (view, came) => {
    if (came.length > 2) {
      for (const picture of view.pictures) picture.point(came[2]);
      view.point("term", came[2], false, came);
    }
    return view.pictures[2].canvas;
  },
  whole: (view, came, from) => {
    const { part } = view;
    const grid = view.layers[came[0]];
    if (grid && came[1] < grid.own.shown.length) {
      grid.point(came[1]);
      view.point(`layer ${came[0]}`, came[1], false, came.slice(0, 2));
      return grid.canvas;
    }
    if (came.length) return part("logits").children[came[1]] ?? part("up");
    return part(from === "evidence" ? "weigh" : "up");
  },
};

/** @param {View} view */
function showTrail(view) {
  const { state, part, names } = view;
  const steps = trailTo(state.place, names);
  part("up").disabled = steps.length === 1;
  part("trail").replaceChildren(
    ...steps.map(({ text, zoom }, at) =>
      at === steps.length - 1
        ? make("span", { "aria-current": "location" }, text)
        : make("button", { onclick: () => view.zoom(zoom) }, text),
    ),
  );
}

/** @param {View} view */
function bindControls(view) {
  const { state, part, root } = view;
  const back = () => {
    const { zoom, evidence } = state.place;
    if (zoom.length || evidence) view.zoom(backFrom(state.place));
  };
  part("up").onclick = back;
  find(root, ".network").onkeydown = (event) => {
    if (event.key !== "Backspace" || hasModifier(event)) return;
    takeEvent(event);
    back();
  };
  setText(part("keys"), KEYS);
}

/**
 * Show the answer, and speak it once it stays for a while.
 * @param {View} view
 */
function speakAnswer({ data, state, part }) {
  setText(part("answer"), data.answer);
  if (state.answer !== undefined && state.answer !== data.answer) {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => setText(part("spoken"), data.answer), QUIET);
  }
  state.answer = data.answer;
}
