// The table of one gradient's terms.

import { formatNumber } from "../../ui/js/format.js";
import { firstLayer } from "./net.js";
import { sumOf } from "./sum.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Net } from "./net.js" */

/**
 * @param {HTMLTableSectionElement} body
 * @param {string[]} cells
 * @param {boolean} [isZero] whether the term adds nothing
 */
function addRow(body, cells, isZero = false) {
  const row = body.insertRow();
  row.dataset.nothing = String(isZero);
  const heading = row.appendChild(document.createElement("th"));
  heading.scope = "row";
  heading.textContent = cells[0];
  for (const text of cells.slice(1)) row.insertCell().textContent = text;
}

/**
 * Write out a gradient's sum and return it.
 * @param {FindPart} part
 * @param {Net} net
 * @param {number} index
 */
export function showSum(part, net, index) {
  const sum = sumOf(net, index);
  const first = firstLayer(net);
  const shown = (/** @type {number} */ units) => formatNumber(units / 10 ** net.digits, net.digits);
  const body = part("terms");
  const ends = part("ends");
  body.replaceChildren();
  ends.replaceChildren();
  part("caption").textContent =
    `Each unit of ${first.name} hands its gradient back along its weight for input ${index}`;
  const digits = Math.max(first.digits, net.digits);
  for (const { unit, weight, d, exact, written } of sum.listed) {
    const name = first.logits ? net.classes[unit] : String(unit);
    const factors = [formatNumber(weight, net.weightDigits), `× ${formatNumber(d, digits)}`];
    addRow(body, [name, ...factors, shown(written)], exact === 0);
  }
  if (sum.rest.length) addRow(body, [`${sum.rest.length} more`, "", "", shown(sum.others)]);
  if (sum.rounding) addRow(ends, ["rounding", "", "", shown(sum.rounding)]);
  addRow(ends, ["sum", "", "", shown(sum.total)]);
  return sum;
}
