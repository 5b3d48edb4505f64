// The table of one gradient's terms.

import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { firstLayerBlock } from "./gradients.js";
import { gradientSum } from "./sum.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Gradients } from "./gradients.js" */

/**
 * @param {HTMLTableSectionElement} body
 * @param {string[]} texts
 * @param {boolean} [isZero] whether the term adds nothing
 */
function addRow(body, texts, isZero = false) {
  const row = body.insertRow();
  row.dataset.nothing = String(isZero);
  const heading = row.appendChild(document.createElement("th"));
  heading.scope = "row";
  heading.textContent = texts[0];
  for (const text of texts.slice(1)) row.insertCell().textContent = text;
}

/**
 * Write out a gradient's sum and return it.
 * @param {FindPart} part
 * @param {Gradients} gradients
 * @param {number} index
 */
export function showSum(part, gradients, index) {
  const sum = gradientSum(gradients, index);
  const layer = firstLayerBlock(gradients);
  const format = (/** @type {number} */ units) =>
    formatNumber(units / 10 ** gradients.digits, gradients.digits);
  const body = part("terms");
  const ends = part("ends");
  body.replaceChildren();
  ends.replaceChildren();
  const { words } = gradients;
  part("caption").textContent = withGaps(words.caption, { layer: layer.name, index });
  const digits = Math.max(layer.digits, gradients.digits);
  for (const { unit, weight, unitGradient, exact, written } of sum.listed) {
    const name = layer.isLogits ? gradients.classes[unit] : String(unit);
    const factors = [
      formatNumber(weight, gradients.weightDigits),
      `× ${formatNumber(unitGradient, digits)}`,
    ];
    addRow(body, [name, ...factors, format(written)], exact === 0);
  }
  if (sum.rest.length)
    addRow(body, [withGaps(words.more, { count: sum.rest.length }), "", "", format(sum.restTotal)]);
  if (sum.rounding) addRow(ends, [words.rounding, "", "", format(sum.rounding)]);
  addRow(ends, [words.total, "", "", format(sum.total)]);
  return sum;
}
