// The table of an exercise: what is known as text, each blank as a field.

import { make } from "../../ui/js/dom.js";

/** @import { Practice } from "./practice_words.js" */
/** @import { View } from "./types.d.ts" */

const INSTRUCTIONS = {
  alone:
    "The same image, and a neuron no page has shown. Compute its sum and its output; " +
    "the products are yours to write down or not.",
  blanks: "The first line is worked. Fill in the rest: Enter checks.",
};

/**
 * Build an exercise in its place.
 * @param {View} view
 * @param {Practice} practice
 * @param {boolean} alone
 */
export function buildExercise(view, practice, alone) {
  const parts = [
    make("p", {}, INSTRUCTIONS[alone ? "alone" : "blanks"]),
    buildBar(view, practice, alone),
    make("div", { class: "scroll" }, buildTable(practice, alone)),
    make("p", { class: "readout feedback", "data-part": "hint", "aria-live": "polite" }),
  ];
  if (!view.data.lossless && !alone) {
    parts.push(make("p", { class: "hint", "data-part": "rounding" }));
  }
  view.part("practice").replaceChildren(...parts);
}

/** @type {(...cells: Node[]) => HTMLTableRowElement} */
const line = (...cells) => make("tr", {}, ...cells);

/** @type {(text: string) => HTMLTableCellElement} a cell over all columns but the last two */
const wide = (text) => make("td", { colspan: 4, class: "label" }, text);

/** @type {(name: string, label: string) => HTMLTableCellElement} */
const blank = (name, label) =>
  make(
    "td",
    { class: "blank" },
    make("input", {
      type: "text",
      inputmode: "decimal",
      autocomplete: "off",
      spellcheck: false,
      "data-blank": name,
      "aria-label": label,
      maxlength: 20,
    }),
    make("span", { class: "verdict", "aria-hidden": "true" }),
  );

/**
 * @param {Practice} practice
 * @param {boolean} alone
 */
function buildTable({ data, exercise, numbers, write }, alone) {
  /** @type {(name: string, label: string, value: string) => Node} */
  const cell = (name, label, value) =>
    exercise.blanks.includes(name) ? blank(name, label) : make("td", {}, value);
  const { first, length } = exercise;
  const running = numbers.running.vector;
  const names = ["i", "pixel", "x", "w", alone ? "x × w, if you like" : "x × w"];
  const head = line(...[...names, alone ? "" : "running sum"].map((name) => make("th", {}, name)));
  const body = make("tbody");
  const addSum = (/** @type {string} */ text, /** @type {number} */ index) =>
    body.append(line(wide(text), make("td"), make("td", {}, write.units(running[index]))));
  if (first > 0) addSum(`the ${first} terms before`, first - 1);
  for (let index = first; index < first + length; index++) {
    const known = [index, write.pixel(index), write.input(data.inputs[index])];
    const product = write.units(numbers.products[index]);
    const sum = write.units(running[index]);
    body.append(
      line(
        ...[...known, write.weight(numbers.weights[index])].map((text) => make("td", {}, text)),
        cell(`product ${index}`, `x times w of term ${index}`, product),
        alone ? make("td") : cell(`running ${index}`, `running sum after term ${index}`, sum),
      ),
    );
  }
  const rest = data.inputs.length - first - length;
  if (rest > 0) addSum(`${rest} more terms`, data.inputs.length - 1);
  const label = alone ? "the sum, bias included" : "running sum plus bias";
  const bias = make("td", {}, write.units(numbers.biasUnits));
  const output = "softmax needs every unit's sum: not asked here";
  const foot = make(
    "tfoot",
    {},
    line(wide(alone ? "all products + bias" : "+ bias"), bias, cell("sum", label, "")),
    line(wide(data.activation), make("td"), cell("output", "the neuron's output", output)),
  );
  return make("table", {}, make("thead", {}, head), body, foot);
}

/**
 * @param {View} view
 * @param {Practice} practice
 * @param {boolean} alone
 */
function buildBar({ data, send }, { exercise }, alone) {
  const { first, length } = exercise;
  const last = data.inputs.length - length;
  const score = make("span", { class: "hint", "data-part": "score", role: "status" });
  const step = make("button", { type: "button" }, alone ? "Another neuron" : "Next stretch");
  if (alone) {
    step.onclick = () => send("seed", ((exercise.seed ?? 0) + 1) % 10000);
    return make("div", { class: "row" }, step, score);
  }
  step.onclick = () => send("first", first >= last ? 0 : Math.min(first + length, last));
  const range = { min: 0, max: last, step: 1, value: first };
  const field = make("input", { type: "number", inputmode: "numeric", ...range });
  field.onchange = () =>
    send("first", Math.max(0, Math.min(last, Math.round(Number(field.value) || 0))));
  return make("div", { class: "row" }, step, make("label", {}, "begin at term ", field), score);
}
