// One unit's numbers: the weight pointed at, and the rule with that weight's numbers.

import { find, findAll, make, resizeList, setText } from "../../ui/js/dom.js";
import { layerName } from "../../ui/js/format.js";
import { fixed } from "./numbers.js";
import { ruleLines, ruleNote, sumNote } from "./rule.js";
import { weightName } from "./step_numbers.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Step } from "./payload.d.ts" */
/** @import { Name, StepNumbers } from "./step_numbers.js" */

/** @type {Record<Name, string>} */
const SIGNS = { before: "before", gradient: "gradient", update: "+ change", after: "= after" };

/**
 * Show a weight's numbers.
 * @param {HTMLElement} list
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} at
 * @param {Name[]} names of those that are told so far
 */
export function showLedger(list, step, numbers, at, names) {
  if (list.children.length !== 1 + 2 * names.length) {
    list.replaceChildren(make("dt", { className: "name" }), ...names.flatMap(makeRow));
  }
  const name = weightName(step, at);
  setText(find(list, ".name"), `${name[0].toUpperCase()}${name.slice(1)}`);
  for (const each of names) {
    setText(find(list, `[data-number="${each}"]`), fixed(numbers[each][at], step.digits));
  }
}

/** @type {(name: Name) => HTMLElement[]} */
function makeRow(name) {
  const className = name === "after" ? "total" : "";
  return [make("dt", { className }, SIGNS[name]), make("dd", { className, "data-number": name })];
}

/**
 * Show the optimizer's rule in a weight's numbers.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} at
 */
export function showRule(part, step, numbers, at) {
  const lines = ruleLines(step, numbers, at);
  const items = resizeList(part("lines"), lines.length, () => make("li"));
  lines.forEach((line, nth) => setText(items[nth], line));
  setText(part("ruleName"), "the rule");
  setText(part("rule"), step.rule);
  setText(part("ruleNote"), ruleNote(step, numbers, at));
  setText(part("sumNote"), sumNote(step, numbers, at));
}

const makeChooser = () => [
  make("label", {}, "layer ", make("select")),
  make(
    "label",
    {},
    "unit ",
    make("input", { type: "number", min: 0, step: 1, inputmode: "numeric" }),
  ),
  ...["Previous unit", "Next unit", "Its bias"].map((text) =>
    make("button", { type: "button" }, text),
  ),
  make("span", { className: "hint", role: "status" }),
];

/**
 * Let layer and unit be chosen.
 * @param {HTMLElement} holder
 * @param {Step} step
 * @param {{ wanted?: [layer: number, unit: number], weight: number }} state
 * @param {(layer: number, unit: number) => void} send asks for another unit
 * @param {(at: number) => void} pick
 */
export function showChooser(holder, step, state, send, pick) {
  if (!holder.children.length) holder.append(...makeChooser());
  const { units } = step;
  const select = /** @type {HTMLSelectElement} */ (find(holder, "select"));
  const typed = /** @type {HTMLInputElement} */ (find(holder, "input"));
  const buttons = /** @type {HTMLButtonElement[]} */ (findAll(holder, "button"));
  const [layer, unit] = state.wanted ?? [step.layer, step.unit];
  const last = units[layer] - 1;
  if (select.options.length !== units.length) {
    select.replaceChildren(
      ...units.map((_, nth) => new Option(layerName(nth, units.length), String(nth))),
    );
  }
  select.value = String(layer);
  typed.max = String(last);
  const { activeElement } = /** @type {ShadowRoot} */ (holder.getRootNode());
  if (activeElement !== typed) typed.value = String(unit); // nobody's typing is overwritten
  const [before, after, bias] = buttons;
  before.disabled = unit <= 0;
  after.disabled = unit >= last;
  bias.setAttribute("aria-pressed", String(state.weight === step.inputs));
  const waits = layer !== step.layer || unit !== step.unit;
  setText(find(holder, ".hint"), waits ? "one moment …" : `of ${last + 1} units`);
  select.onchange = () => {
    const chosen = Number(select.value);
    send(chosen, Math.min(unit, units[chosen] - 1));
  };
  typed.onchange = () => {
    const wanted = Math.max(0, Math.min(last, Math.round(Number(typed.value)) || 0));
    typed.value = String(wanted);
    send(layer, wanted);
  };
  before.onclick = () => send(layer, unit - 1);
  after.onclick = () => send(layer, unit + 1);
  bias.onclick = () => pick(step.inputs);
}
