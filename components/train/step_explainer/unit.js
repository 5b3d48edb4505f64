// One unit's numbers: those of one weight, the formula with them, and the choice of the unit.

import { find, findAll, make, resizeList, setText } from "../../ui/js/dom.js";
import { layerName } from "../../ui/js/format.js";
import { changeNote, sumNote, workedLines } from "./formula.js";
import { fixed } from "./numbers.js";
import { weightName } from "./step_numbers.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Step } from "./payload.d.ts" */
/** @import { NumberName, StepNumbers } from "./step_numbers.js" */

/** @type {Record<NumberName, string>} */
const ROW_LABELS = { before: "before", gradient: "gradient", update: "+ change", after: "= after" };

/**
 * Show a weight's numbers.
 * @param {HTMLElement} list
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} index
 * @param {NumberName[]} names of the numbers to show
 */
export function showWeightNumbers(list, step, numbers, index, names) {
  if (list.children.length !== 1 + 2 * names.length) {
    list.replaceChildren(make("dt", { className: "name" }), ...names.flatMap(makeRow));
  }
  const name = weightName(step, index);
  setText(find(list, ".name"), `${name[0].toUpperCase()}${name.slice(1)}`);
  for (const each of names) {
    setText(find(list, `[data-number="${each}"]`), fixed(numbers[each][index], step.digits));
  }
}

/** @type {(name: NumberName) => HTMLElement[]} */
function makeRow(name) {
  const className = name === "after" ? "total" : "";
  return [
    make("dt", { className }, ROW_LABELS[name]),
    make("dd", { className, "data-number": name }),
  ];
}

/**
 * Show the optimizer's formula with a weight's numbers.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} index
 */
export function showFormula(part, step, numbers, index) {
  const lines = workedLines(step, numbers, index);
  const items = resizeList(part("lines"), lines.length, () => make("li"));
  lines.forEach((line, index) => setText(items[index], line));
  setText(part("ruleName"), "the rule");
  setText(part("rule"), step.formula);
  setText(part("ruleNote"), changeNote(step, numbers, index));
  setText(part("sumNote"), sumNote(step, numbers, index));
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
 * @param {{ requestedUnit?: [layer: number, unit: number], weight: number }} state
 * @param {(layer: number, unit: number) => void} send requests another unit
 * @param {(index: number) => void} chooseWeight
 */
export function showChooser(holder, step, state, send, chooseWeight) {
  if (!holder.children.length) holder.append(...makeChooser());
  const { units } = step;
  const layerMenu = /** @type {HTMLSelectElement} */ (find(holder, "select"));
  const unitField = /** @type {HTMLInputElement} */ (find(holder, "input"));
  const buttons = /** @type {HTMLButtonElement[]} */ (findAll(holder, "button"));
  const [layer, unit] = state.requestedUnit ?? [step.layer, step.unit];
  const last = units[layer] - 1;
  if (layerMenu.options.length !== units.length) {
    layerMenu.replaceChildren(
      ...units.map((_, index) => new Option(layerName(index, units.length), String(index))),
    );
  }
  layerMenu.value = String(layer);
  unitField.max = String(last);
  const { activeElement } = /** @type {ShadowRoot} */ (holder.getRootNode());
  if (activeElement !== unitField) unitField.value = String(unit); // never while it is typed in
  const [before, after, bias] = buttons;
  before.disabled = unit <= 0;
  after.disabled = unit >= last;
  bias.setAttribute("aria-pressed", String(state.weight === step.inputs));
  const isPending = layer !== step.layer || unit !== step.unit;
  setText(find(holder, ".hint"), isPending ? "one moment …" : `of ${last + 1} units`);
  layerMenu.onchange = () => {
    const chosen = Number(layerMenu.value);
    send(chosen, Math.min(unit, units[chosen] - 1));
  };
  unitField.onchange = () => {
    const wanted = Math.max(0, Math.min(last, Math.round(Number(unitField.value)) || 0));
    unitField.value = String(wanted);
    send(layer, wanted);
  };
  before.onclick = () => send(layer, unit - 1);
  after.onclick = () => send(layer, unit + 1);
  bias.onclick = () => chooseWeight(step.inputs);
}
