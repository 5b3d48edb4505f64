// One multiplication, and where its product enters the running sum.

import { setText } from "../../ui/js/dom.js";
import { bracketed, formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { FACTOR_DIGITS, GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";
import { paintRunningSum } from "./running_sum.js";

/** @import { UnitNumbers, View } from "./types.d.ts" */

const MIN_WIDTH = 200; // pixels of the running sum

/** @typedef {NonNullable<UnitNumbers["term"]>} Term */

const glance = (/** @type {number} */ value) => formatNumber(value, GLANCE_DIGITS);
const sum = (/** @type {number} */ value) => formatNumber(value, SUM_DIGITS);
const factor = (/** @type {number} */ value) => formatNumber(value, FACTOR_DIGITS);

/** @param {View} view */
export function showTerm(view) {
  const unit = /** @type {UnitNumbers} */ (view.shown.unit); // is here when a term is shown
  const term = /** @type {Term} */ (unit.term);
  showFactors(view, unit, term);
  showPlace(view, unit, term);
  showSlider(view, unit, term);
  const width = Math.max(MIN_WIDTH, view.width);
  paintRunningSum(view.part("running"), term.running, term.input, width, view);
}

/**
 * @param {View} view
 * @param {UnitNumbers} unit
 * @param {Term} term
 */
function showFactors({ data, part, names }, { layer, unit, products }, term) {
  const neuron = names.unit(layer, unit);
  const gaps = { term: term.input, count: products.length, neuron };
  setText(part("termTitle"), withGaps(data.words.term, gaps));
  setText(part("factorName"), names.input(layer, term.input));
  setText(part("factorValue"), factor(term.value));
  setText(part("factorWeight"), bracketed(factor(term.weight)));
  setText(part("factorProduct"), sum(term.product));
  const signOf = (/** @type {number} */ value) => (value < 0 ? "below" : "above");
  part("factorWeight").dataset.sign = signOf(term.weight);
  part("factorProduct").dataset.sign = signOf(term.product);
}

/**
 * Write where the product enters the sum.
 * @param {View} view
 * @param {UnitNumbers} unit
 * @param {Term} term
 */
function showPlace(
  { data, part },
  { bias, sum: total, products },
  { input, before, product, after },
) {
  const added = `${product < 0 ? "−" : "+"} ${sum(Math.abs(product))}`;
  const { words } = data;
  const gaps = { before: sum(before), product: added, after: glance(after) };
  setText(part("enters"), withGaps(words["sum so far"], gaps));
  const rest = products.length - 1 - input;
  const place = { before: input, after: rest, bias: sum(bias), z: glance(total) };
  setText(part("runningNote"), withGaps(words.place, place));
}

/**
 * Show which term it is, and let the learner go to another.
 * @param {View} view
 * @param {UnitNumbers} unit
 * @param {Term} term
 */
function showSlider(view, { layer, unit, products: { length: count } }, term) {
  const { part, state, names } = view;
  const slider = part("which");
  const goTo = (/** @type {number} */ at) => {
    if (at >= 0 && at < count) view.zoom([layer, unit, at]);
  };
  const selected = state.selection.zoom[2];
  slider.max = count - 1;
  if (Number(slider.value) !== selected) slider.value = selected;
  const product = `${factor(term.value)} × ${factor(term.weight)} = ${sum(term.product)}`;
  slider.setAttribute("aria-valuetext", `${names.input(layer, term.input)}: ${product}`);
  slider.oninput = () => goTo(Number(slider.value));
  part("before").onclick = () => goTo(selected - 1);
  part("after").onclick = () => goTo(selected + 1);
  part("before").disabled = selected === 0;
  part("after").disabled = selected === count - 1;
}
