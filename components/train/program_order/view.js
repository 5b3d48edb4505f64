// Lines of a program, each with two buttons that move it. The order is the browser's own until
// the learner has it checked; Python then sends what goes wrong first.

import { colored } from "../../ui/code_block/words.js";
import { find, make, partsOf, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { moved } from "./order.js";

/** @import { FindPart, SetValue, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * @typedef {object} State
 * @property {number} revision of the order that Python set
 * @property {number[]} order
 * @property {number | null} last the line that was moved since
 * @property {number} serial of the last order that was sent
 */

/** @typedef {{ data: Payload, state: State, part: FindPart, send: SetValue }} View */

const ARROWS = { up: "▲", down: "▼" };

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const part = partsOf(parentElement);
  /** @type {State} */
  const state = widgetState(part("lines"), () => ({ revision: -1, serial: 0 }));
  parentElement.host.toggleAttribute("data-fills", true);
  fillWords(parentElement, data.words);
  part("widget").classList.toggle("dark", readTheme(parentElement).dark);
  const view = { data, state, part, send: setStateValue };
  if (state.revision !== data.revision) {
    Object.assign(state, { revision: data.revision, order: data.order, last: null });
  }
  part("check").onclick = () => {
    state.serial += 1;
    setStateValue("checked", { order: state.order, serial: state.serial });
  };
  show(view);
}

/** @param {View} view */
function show({ data, state, part, send }) {
  const isChecked = state.last === null;
  const view = { data, state, part, send };
  part("widget").classList.toggle("right", data.isRight);
  part("check").hidden = data.isRight;
  setText(part("error"), isChecked ? data.error : "");
  part("lines").replaceChildren(...state.order.map((_, at) => rowOf(view, at)));
}

/**
 * @param {View} view
 * @param {number} at
 */
function rowOf(view, at) {
  const { data, state } = view;
  const line = state.order[at];
  const row = make(
    "li",
    {},
    make("span", { className: "number" }, at + 1),
    make("code", {}, ...colored(data.lines[line])),
  );
  row.classList.toggle("moved", state.last === line);
  if (state.last === null && data.stopped === line) row.classList.add("stopped");
  if (!data.isRight) row.append(button(view, at, "up"), button(view, at, "down"));
  return row;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {"up" | "down"} name
 */
function button(view, at, name) {
  const { data, state } = view;
  const gaps = { number: at + 1, line: data.lines[state.order[at]] };
  const made = make("button", { type: "button", "data-action": name }, ARROWS[name]);
  made.setAttribute("aria-label", withGaps(data.words[name], gaps));
  made.disabled = at === (name === "up" ? 0 : state.order.length - 1);
  made.onclick = () => move(view, at, name);
  return made;
}

/**
 * Move a line; the focus goes with it.
 * @param {View} view
 * @param {number} at
 * @param {"up" | "down"} name
 */
function move(view, at, name) {
  const { data, state, part } = view;
  const by = name === "up" ? -1 : 1;
  state.last = state.order[at];
  state.order = moved(state.order, at, by);
  show(view);
  const row = part("lines").children[at + by];
  const same = /** @type {HTMLButtonElement} */ (find(row, `[data-action=${name}]`));
  (same.disabled ? find(row, "button:not(:disabled)") : same).focus();
  const gaps = { line: data.lines[state.last], number: at + by + 1, count: state.order.length };
  setText(part("spoken"), withGaps(data.words.moved, gaps));
}
