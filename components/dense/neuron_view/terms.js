// The table of terms: a window of rows that is built once and only rewritten.

import { make, resizeList, setData, setText } from "../../ui/js/dom.js";

/** @import { Story } from "./numbers.js" */

/** @import { View } from "./types.d.ts" */

const ROWS = 9;

/**
 * @param {HTMLTableSectionElement} body
 * @param {number} rows
 * @param {number} columns
 */
function cellsOf(body, rows, columns) {
  if (body.rows.length !== rows) {
    body.replaceChildren();
    for (let nth = 0; nth < rows; nth++) {
      const row = body.insertRow();
      for (let column = 0; column < columns; column++) row.insertCell();
    }
  }
  return [...body.rows];
}

/**
 * A weight or the bias is a button: pressing it edits the number.
 * @param {HTMLElement} cell
 * @param {string} text
 * @param {string} name
 * @param {() => void} onclick
 */
function button(cell, text, name, onclick) {
  // The keyboard's way is the weights' picture and the field.
  const [found] = /** @type {HTMLButtonElement[]} */ (
    resizeList(cell, 1, () => make("button", { type: "button", className: "number", tabIndex: -1 }))
  );
  setText(found, text);
  if (found.getAttribute("aria-label") !== name) found.setAttribute("aria-label", name);
  found.onclick = onclick;
}

/**
 * @param {View} view
 * @param {Story} story
 * @param {number} position
 * @param {number | undefined} pointed
 */
export function showTerms(view, story, position, pointed) {
  const { data, numbers, state, part } = view;
  const { say, count } = story;
  if (pointed === undefined || !state.fromTable) {
    const centre = pointed === undefined ? position : view.placeOf(pointed) + 1;
    state.first = Math.max(0, Math.min(count - ROWS, centre - Math.ceil(ROWS / 2)));
  }
  const rows = cellsOf(part("terms"), Math.min(ROWS, count), 6);
  rows.forEach((row, nth) => {
    const place = state.first + nth;
    const index = story.indexAt(place);
    const ahead = place >= position;
    setData(row, "now", place === position - 1);
    setData(row, "ahead", ahead);
    setData(row, "pointed", index === pointed);
    const [i, pixel, x, w, product, total] = row.cells;
    setText(i, String(index));
    setText(pixel, say.pixel(index));
    setText(x, say.input(data.inputs[index]));
    button(w, say.weight(numbers.weights[index]), `edit w[${index}]`, () => view.edit(index));
    setText(product, ahead ? "" : say.units(numbers.products[index]));
    setText(total, ahead ? "" : say.units(story.running[place]));
    setData(row, "index", index);
  });
  showEnds(view, story, position);
}

/**
 * @param {View} view
 * @param {Story} story
 * @param {number} position
 */
function showEnds(view, story, position) {
  const { data, numbers, part } = view;
  const { say, count, last } = story;
  /** @type {[name: string, value: number, total: number, at: number][]} */
  const lines = [["+ bias", numbers.biasUnits, story.withBias, count + 1]];
  if (!data.lossless)
    lines.push(["+ rounding", numbers.sumUnits - story.withBias, numbers.sumUnits, count + 2]);
  const rows = cellsOf(part("ends"), lines.length + 1, 3);
  lines.forEach(([name, value, total, at], nth) => {
    const [label, number, sum] = rows[nth].cells;
    setText(label, name);
    if (nth === 0) button(number, say.units(value), "edit the bias", () => view.edit(count));
    else setText(number, position < at ? "" : say.units(value));
    setText(sum, position < at ? "" : say.units(total));
    setData(rows[nth], "now", position === at);
    setData(rows[nth], "ahead", position < at);
  });
  const end = rows[rows.length - 1];
  const [label, , output] = end.cells;
  setText(label, data.activation);
  setText(output, position < last ? "" : say.output(numbers.output));
  setData(end, "now", position === last);
  setData(end, "ahead", position < last);
  for (const row of rows) row.cells[0].colSpan = 4;
}
