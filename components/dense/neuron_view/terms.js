// The table of terms: a window of rows that is built once and only rewritten.

import { setData, setText } from "../../ui/js/dom.js";

const ROWS = 9;

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

// A weight or the bias is a button: pressing it edits the number.
function button(cell, text, name, onclick) {
  let found = cell.firstElementChild;
  if (!found) {
    found = cell.appendChild(document.createElement("button"));
    found.type = "button";
    found.className = "number";
    found.tabIndex = -1; // the keyboard's way is the weights' picture and the field
  }
  setText(found, text);
  if (found.getAttribute("aria-label") !== name) found.setAttribute("aria-label", name);
  found.onclick = onclick;
}

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
    row.dataset.index = index;
  });
  showEnds(view, story, position);
}

function showEnds(view, story, position) {
  const { data, numbers, part } = view;
  const { say, count, last } = story;
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
  const end = rows.at(-1);
  const [label, , output] = end.cells;
  setText(label, data.activation);
  setText(output, position < last ? "" : say.output(numbers.output));
  setData(end, "now", position === last);
  setData(end, "ahead", position < last);
  for (const row of rows) row.cells[0].colSpan = 4;
}
