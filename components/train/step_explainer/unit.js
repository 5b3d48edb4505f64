// One unit's numbers: those of one weight, the formula with them, and the choice of the unit.

import { find, findAll, make, resizeList, setText } from "../../ui/js/dom.js";
import { withCount } from "../../ui/js/words.js";
import { changeNote, sumNote, workedLines } from "./formula.js";
import { fixed } from "./numbers.js";
import { layerName, weightName } from "./step_numbers.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Step } from "./payload.d.ts" */
/** @import { NumberName, StepNumbers } from "./step_numbers.js" */
/** @import { Words } from "../../ui/js/words.js" */

/**
 * Show a weight's numbers.
 * @param {HTMLElement} list
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} index
 * @param {NumberName[]} names of the numbers to show
 * @param {Words} words
 */
export function showWeightNumbers(list, step, numbers, index, names, words) {
  if (list.children.length !== 1 + 2 * names.length) {
    list.replaceChildren(
      make("dt", { className: "name" }),
      ...names.flatMap((name) => makeRow(name, words)),
    );
  }
  setText(find(list, ".name"), weightName(words, step, index));
  for (const each of names) {
    setText(find(list, `[data-number="${each}"]`), fixed(words, numbers[each][index], step.digits));
  }
}

/** @type {(name: NumberName, words: Words) => HTMLElement[]} */
function makeRow(name, words) {
  const className = name === "after" ? "total" : "";
  return [
    make("dt", { className }, words[`row ${name}`]),
    make("dd", { className, "data-number": name }),
  ];
}

/**
 * Show the optimizer's formula with a weight's numbers.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} index
 * @param {Words} words
 */
export function showFormula(part, step, numbers, index, words) {
  const lines = workedLines(step, numbers, index, words);
  const items = resizeList(part("lines"), lines.length, () => make("li"));
  lines.forEach((line, index) => setText(items[index], line));
  setText(part("ruleName"), words.rule);
  setText(part("rule"), step.formula);
  setText(part("ruleNote"), changeNote(step, numbers, index, words));
  setText(part("sumNote"), sumNote(step, numbers, index));
}

/** @type {(words: Words) => HTMLElement[]} */
const makeChooser = (words) => [
  make("label", {}, `${words["layer label"]} `, make("select")),
  make(
    "label",
    {},
    `${words["unit label"]} `,
    make("input", { type: "number", min: 0, step: 1, inputmode: "numeric" }),
  ),
  ...[words["previous unit"], words["next unit"], words["its bias"]].map((text) =>
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
 * @param {Words} words
 */
export function showChooser(holder, step, state, send, chooseWeight, words) {
  if (!holder.children.length) holder.append(...makeChooser(words));
  const { units } = step;
  const layerMenu = /** @type {HTMLSelectElement} */ (find(holder, "select"));
  const unitField = /** @type {HTMLInputElement} */ (find(holder, "input"));
  const buttons = /** @type {HTMLButtonElement[]} */ (findAll(holder, "button"));
  const [layer, unit] = state.requestedUnit ?? [step.layer, step.unit];
  const last = units[layer] - 1;
  if (layerMenu.options.length !== units.length) {
    layerMenu.replaceChildren(
      ...units.map((_, at) => new Option(layerName(words, at, units.length), String(at))),
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
  setText(find(holder, ".hint"), isPending ? words.pending : withCount(words, "units", last + 1));
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
