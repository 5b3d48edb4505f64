// The table of terms: a window of rows that is built once and only rewritten.

import { make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";

/** @import { Steps } from "./steps.js" */
/** @import { View } from "./types.d.ts" */

const ROWS = 9;

/**
 * Return the rows of a table, built anew where there are more or fewer.
 * @param {HTMLTableSectionElement} body
 * @param {number} rows
 * @param {number} columns
 */
function rowsOf(body, rows, columns) {
  if (body.rows.length !== rows) {
    body.replaceChildren();
    while (body.rows.length < rows) {
      const row = body.insertRow();
      for (let column = 0; column < columns; column++) row.insertCell();
    }
  }
  return [...body.rows];
}

/**
 * Show a weight or the bias as a button: pressing it edits the number.
 * @param {HTMLElement} cell
 * @param {string} text
 * @param {string} name
 * @param {() => void} onclick
 */
function showButton(cell, text, name, onclick) {
  // The keyboard's way is the weights' picture and the field.
  const [found] = /** @type {HTMLButtonElement[]} */ (
    resizeList(cell, 1, () => make("button", { type: "button", className: "number", tabIndex: -1 }))
  );
  setText(found, text);
  if (found.getAttribute("aria-label") !== name) found.setAttribute("aria-label", name);
  found.onclick = onclick;
}

/**
 * Show the terms around a step, or around the one that is pointed at.
 * @param {View} view
 * @param {number} position
 * @param {number | undefined} pointed
 */
export function showTerms(view, position, pointed) {
  const { state, part, count } = view;
  if (pointed === undefined || !state.fromTable) {
    const center = pointed === undefined ? position : view.termOf(pointed) + 1;
    state.first = Math.max(0, Math.min(count - ROWS, center - Math.ceil(ROWS / 2)));
  }
  const rows = rowsOf(part("terms"), Math.min(ROWS, count), 6);
  rows.forEach((row, line) => showTerm(view, row, state.first + line, position, pointed));
  showEnds(view, position);
}

/**
 * @param {View} view
 * @param {HTMLTableRowElement} row
 * @param {number} term
 * @param {number} position
 * @param {number | undefined} pointed
 */
function showTerm({ data, numbers, steps, write, edit }, row, term, position, pointed) {
  const index = steps.indexAt(term);
  const isAhead = term >= position;
  setData(row, "index", index);
  setData(row, "now", term === position - 1);
  setData(row, "ahead", isAhead);
  setData(row, "pointed", index === pointed);
  const [i, pixel, x, w, product, total] = row.cells;
  setText(i, String(index));
  setText(pixel, write.pixel(index));
  setText(x, write.input(data.inputs[index]));
  const weight = write.weight(numbers.weights[index]);
  showButton(w, weight, withGaps(data.words["edit weight"], { index }), () => edit(index));
  setText(product, isAhead ? "" : write.units(numbers.products[index]));
  setText(total, isAhead ? "" : write.units(steps.running[term]));
}

/**
 * Return the rows after the terms: the bias, and what rounding cost.
 * @param {View} view
 */
function additionsOf({ data, numbers, steps }) {
  const { count, withBias } = steps;
  const { words } = data;
  const bias = { name: words.bias, value: numbers.biasUnits, total: withBias, step: count + 1 };
  if (data.lossless) return [bias];
  const lost = numbers.sumUnits - withBias;
  return [bias, { name: words.rounding, value: lost, total: numbers.sumUnits, step: count + 2 }];
}

/**
 * @param {View} view
 * @param {number} position
 */
function showEnds(view, position) {
  const { data, numbers, steps, write, part } = view;
  const additions = additionsOf(view);
  const rows = rowsOf(part("ends"), additions.length + 1, 3);
  additions.forEach(({ name, value, total, step }, line) => {
    const [label, number, sum] = rows[line].cells;
    const isAhead = position < step;
    setText(label, name);
    if (line === 0) {
      const name = data.words["edit bias"];
      showButton(number, write.units(value), name, () => view.edit(steps.count));
    } else setText(number, isAhead ? "" : write.units(value));
    setText(sum, isAhead ? "" : write.units(total));
    showTurn(rows[line], position, step);
  });
  const end = rows[rows.length - 1];
  const [label, , output] = end.cells;
  setText(label, data.activation);
  setText(output, position < steps.last ? "" : write.output(numbers.output));
  showTurn(end, position, steps.last);
  for (const row of rows) row.cells[0].colSpan = 4;
}

/** @type {(row: HTMLElement, position: number, step: number) => void} */
function showTurn(row, position, step) {
  setData(row, "now", position === step);
  setData(row, "ahead", position < step);
}
