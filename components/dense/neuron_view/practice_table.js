// The table of an exercise: what is known as text, each blank as a field.

import { make } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { withCount } from "../../ui/js/words.js";
import { blankOf } from "./practice_words.js";

/** @import { Practice } from "./practice_words.js" */
/** @import { View } from "./types.d.ts" */

/**
 * Build an exercise in its place.
 * @param {View} view
 * @param {Practice} practice
 * @param {boolean} alone
 */
export function buildExercise(view, practice, alone) {
  const parts = [
    make("p", {}, view.data.words[alone ? "how alone" : "how blanks"]),
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
 * Return a cell: a field where the exercise has a blank, else the value.
 * @type {(practice: Practice, name: string, label: string, value: string) => Node}
 */
const cell = ({ exercise }, name, label, value) =>
  exercise.blanks.includes(name) ? blank(name, label) : make("td", {}, value);

/**
 * @param {Practice} practice
 * @param {boolean} alone
 */
function buildTable(practice, alone) {
  const { words } = practice.data;
  const names = [words.index, words.pixel, "x", "w", alone ? words["optional product"] : "x × w"];
  const headings = [...names, alone ? "" : words["running sum"]].map((name) =>
    make(name ? "th" : "td", {}, name),
  );
  return make(
    "table",
    {},
    make("thead", {}, line(...headings)),
    make("tbody", {}, ...bodyLines(practice, alone)),
    make("tfoot", {}, ...footLines(practice, alone)),
  );
}

/**
 * Return the exercise's terms, between sums of those before and after.
 * @param {Practice} practice
 * @param {boolean} alone
 */
function bodyLines(practice, alone) {
  const { data, exercise, numbers, write } = practice;
  const { first, length } = exercise;
  const end = first + length;
  const count = data.inputs.length;
  const sumLine = (/** @type {string} */ text, /** @type {number} */ index) =>
    line(wide(text), make("td"), make("td", {}, write.units(numbers.running.vector[index])));
  const terms = Array.from({ length }, (_, term) => termLine(practice, first + term, alone));
  return [
    ...(first > 0 ? [sumLine(withCount(data.words, "terms before", first), first - 1)] : []),
    ...terms,
    ...(end < count ? [sumLine(withCount(data.words, "terms after", count - end), count - 1)] : []),
  ];
}

/**
 * @param {Practice} practice
 * @param {number} index
 * @param {boolean} alone
 */
function termLine(practice, index, alone) {
  const { data, numbers, write } = practice;
  const { words } = data;
  const texts = [String(index), write.pixel(index), write.input(data.inputs[index])];
  const product = write.units(numbers.products[index]);
  const sum = write.units(numbers.running.vector[index]);
  return line(
    ...[...texts, write.weight(numbers.weights[index])].map((text) => make("td", {}, text)),
    cell(practice, blankOf("product", index), withGaps(words["product name"], { index }), product),
    alone
      ? make("td")
      : cell(practice, blankOf("running", index), withGaps(words["running name"], { index }), sum),
  );
}

/**
 * Return the lines for the bias with the sum, and for the output.
 * @param {Practice} practice
 * @param {boolean} alone
 */
function footLines(practice, alone) {
  const { data, numbers, write } = practice;
  const bias = make("td", {}, write.units(numbers.biasUnits));
  const { words } = data;
  const label = alone ? words["all and bias name"] : words["bias name"];
  const text = alone ? words["all and bias"] : words.bias;
  return [
    line(wide(text), bias, cell(practice, "sum", label, "")),
    line(
      wide(data.activation),
      make("td"),
      cell(practice, "output", words["output name"], words["not asked"]),
    ),
  ];
}

/**
 * @param {View} view
 * @param {Practice} practice
 * @param {boolean} alone
 */
function buildBar({ data, send }, { exercise }, alone) {
  const { first, length } = exercise;
  const last = data.inputs.length - length;
  const { words } = data;
  const score = make("span", { class: "hint", "data-part": "score", role: "status" });
  if (!alone && last <= 0) return make("div", { class: "row" }, score);
  const step = make("button", { type: "button" }, words[alone ? "another" : "next part"]);
  if (alone) {
    step.onclick = () => send("seed", ((exercise.seed ?? 0) + 1) % 10000);
    return make("div", { class: "row" }, step, score);
  }
  step.onclick = () => send("first", first >= last ? 0 : Math.min(first + length, last));
  const range = { min: 0, max: last, step: 1, value: first };
  const field = make("input", { type: "number", inputmode: "numeric", ...range });
  field.onchange = () =>
    send("first", Math.max(0, Math.min(last, Math.round(Number(field.value) || 0))));
  return make(
    "div",
    { class: "row" },
    step,
    make("label", {}, `${words["begin at"]} `, field),
    score,
  );
}
