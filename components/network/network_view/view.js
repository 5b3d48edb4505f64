// The whole network, one unit of it, or one multiplication. Shows what Python sent; where the
// learner looks is kept here and told to Python, which answers with that place's numbers.

import { whenIdle } from "../../ui/js/connection.js";
import { partsOf, setText } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { evidenceView } from "./evidence.js";
import { termView } from "./term.js";
import { unitView } from "./unit.js";
import { namesOf, whole } from "./whole.js";

const QUIET = 900; // milliseconds without a change before the answer is spoken
const KEYS =
  "Keys: Tab goes from column to column, arrows walk through values, Enter looks closer, Backspace goes back.";

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({
    place: { zoom: [...data.place.zoom], evidence: data.place.evidence },
    level: "whole",
  }));
  const part = partsOf(parentElement);
  const root = parentElement.querySelector(".network");
  const names = namesOf(data);
  if (data.unit?.weights) {
    const { mark, weights, outgoing } = data.unit;
    state.held = {
      mark,
      weights: unpackNumbers(weights),
      outgoing: outgoing && unpackNumbers(outgoing),
    };
    whenIdle(state, () => setStateValue("held", mark));
  } else if (data.unit && state.held?.mark !== data.unit.mark) setStateValue("held", "");

  const {
    zoom: [layer, unit],
  } = state.place;
  const sizes = [...data.hidden.map((each) => each.units), data.classes.length];
  if (!(unit < (sizes[layer] ?? 0))) state.place = { ...state.place, zoom: [] }; // a smaller network now

  const aloud = (text) => setText(part("spoken"), text);
  const view = {
    data,
    state,
    part,
    names,
    held: state.held,
    theme: readTheme(parentElement),
    tell: {},
  };
  view.go = (place) => {
    state.place = place;
    setStateValue("place", place);
    draw();
  };
  view.zoom = (zoom) => view.go({ zoom, evidence: null });
  // What is pointed at is told again on each repaint, so that it follows the pen.
  view.point = (kind, at, speak = false, zoom = null) => {
    state.pointing = kind && { kind, at };
    const text = retell();
    part("open").hidden = !zoom;
    part("open").onclick = () => view.zoom(zoom);
    if (speak) aloud(text);
  };

  const retell = () => {
    const text = state.pointing ? view.tell[state.pointing.kind]?.(state.pointing.at) : "";
    setText(part("readout"), text || INVITES[state.level]);
    part("readout").dataset.quiet = !text;
    return text ?? "";
  };

  // The deepest level of the chosen place whose numbers are here; until they are, what is here stays.
  const levelNow = () => {
    const { zoom, evidence } = state.place;
    const sent = data.unit?.mark === state.held?.mark ? data.unit : null;
    const here = { whole: true, evidence: data.evidence, unit: sent, term: sent?.term };
    if (!zoom.length) return evidence && data.evidence ? "evidence" : "whole";
    if (!sent || sent.layer !== zoom[0] || sent.unit !== zoom[1])
      return here[state.level] ? state.level : "whole";
    return zoom.length > 2 && sent.term ? "term" : "unit";
  };
  const back = () => {
    const { zoom, evidence } = state.place;
    if (zoom.length || evidence) view.zoom(zoom.length > 2 ? zoom.slice(0, 2) : []);
  };

  function draw() {
    view.width = root.clientWidth;
    const level = levelNow();
    const from = state.level;
    const focus = parentElement.activeElement !== null;
    for (const stage of parentElement.querySelectorAll("[data-level]"))
      stage.hidden = stage.dataset.level !== level;
    state.level = level;
    part("weigh").hidden = level !== "whole";
    SHOW[level](view);
    trail();
    if (from !== level) {
      view.point(null);
      enter(level, from, focus);
    } else retell();
  }

  // Arriving at a level: the cell one came from is marked, the keyboard goes on there.
  function enter(level, from, focus) {
    const stage = parentElement.querySelector(`[data-level="${level}"]`);
    if (!reducedMotion()) {
      const start = ORDER.indexOf(level) > ORDER.indexOf(from) ? 0.94 : 1.05;
      stage.animate(
        [
          { opacity: 0, transform: `scale(${start})` },
          { opacity: 1, transform: "none" },
        ],
        { duration: 200, easing: "ease-out" },
      );
    }
    const place = state.came ?? [];
    let target = part("up");
    if (level === "term") target = part("which");
    if (level === "evidence") target = view.evidenceGrid?.canvas ?? part("one");
    if (level === "unit") {
      const products = view.pictures[2];
      if (place.length > 2) {
        view.pictures.forEach((each) => each.point(place[2]));
        view.point("term", place[2], false, place);
      }
      target = products.canvas;
    }
    if (level === "whole") {
      const grid = view.layers[place[0]];
      if (grid && place[1] < grid.own.shown.length) {
        grid.point(place[1]);
        view.point(`layer ${place[0]}`, place[1], false, place.slice(0, 2));
        target = grid.canvas;
      } else if (place.length) target = part("logits").children[place[1]] ?? target;
      else if (from === "evidence") target = part("weigh");
    }
    if (focus && !target.disabled) target.focus({ preventScroll: true });
    state.came = state.place.zoom;
  }

  function trail() {
    const { zoom, evidence } = state.place;
    const steps = [["Network", []]];
    if (zoom.length) steps.push([names.unit(zoom[0], zoom[1]), zoom.slice(0, 2)]);
    if (zoom.length > 2) steps.push([names.input(zoom[0], zoom[2]), zoom]);
    if (!zoom.length && evidence) steps.push(["evidence", []]);
    part("up").disabled = steps.length === 1;
    part("trail").replaceChildren(
      ...steps.map(([text, to], at) => {
        const last = at === steps.length - 1;
        const step = document.createElement(last ? "span" : "button");
        step.textContent = text;
        if (last) step.setAttribute("aria-current", "location");
        else step.onclick = () => view.zoom(to);
        return step;
      }),
    );
  }

  part("up").onclick = back;
  root.onkeydown = (event) => {
    if (event.key !== "Backspace" || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    back();
  };
  setText(part("keys"), KEYS);
  setText(part("answer"), data.answer);
  if (state.answer !== undefined && state.answer !== data.answer) {
    clearTimeout(state.timer);
    state.timer = setTimeout(() => aloud(data.answer), QUIET);
  }
  state.answer = data.answer;
  draw();
  onWidth(state, root, draw);
  return () => {
    clearTimeout(state.timer);
    clearTimeout(state.resting);
  };
}

const SHOW = { whole, evidence: evidenceView, unit: unitView, term: termView };
const INVITES = {
  whole: "Point at a value to read it; click a hidden unit or a logit to theme inside.",
  evidence: "Point at a pixel to read what it said.",
  unit: "Click a cell to theme at its multiplication.",
  term: "",
};
const ORDER = Object.keys(SHOW);
