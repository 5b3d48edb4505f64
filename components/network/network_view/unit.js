// One unit: its inputs times its weights, their sum, the bias, the activation, and what it sends on.

import { diverging } from "../../ui/js/color.js";
import { make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { showScale } from "../../ui/js/scale.js";
import { showBars, termRows } from "./bars.js";
import { inkColor, showCells } from "./cells.js";
import { GLANCE_DIGITS } from "./digits.js";
import { factorSize, unitsPerLine } from "./layout.js";
import { factorsText, productText, stepTexts, termsNote } from "./unit_words.js";

/** @import { UnitNumbers, View } from "./types.d.ts" */

const MAX_IN_ORDER = 12; // so many classes stay in their order; of more units the largest come first

/** @type {(view: View) => UnitNumbers} */
const unitOf = ({ shown }) => /** @type {UnitNumbers} */ (shown.unit); // is here when it is shown

/** @param {View} view */
export function showUnit(view) {
  const { data, shown, part, names } = view;
  const { layer, unit, products } = unitOf(view);
  const isLast = layer === shown.hidden.length;
  const neurons = isLast ? data.classes.length : shown.hidden[layer].units;
  setText(part("unitTitle"), names.title(layer, unit, { neurons, terms: products.length }));
  showFactors(view);
  showSteps(view);
  part("termsBox").hidden = layer === 0;
  if (layer > 0) showTerms(view);
  part("sentBox").hidden = isLast;
  if (!isLast) showSent(view);
}

/** @param {View} view */
const inputsOf = ({ shown }) =>
  shown.unit?.layer ? shown.hidden[shown.unit.layer - 1].outputs : shown.vector;

/**
 * Return what a cell or a row of a term does.
 * @param {View} view
 */
function termActions(view) {
  const { layer, unit } = unitOf(view);
  return {
    dark: view.theme.dark,
    onPick: (/** @type {number} */ at) => view.zoom([layer, unit, at]),
    onPoint: (/** @type {number} */ at, /** @type {boolean} */ aloud) => {
      for (const picture of view.pictures) picture.point(at);
      view.point("term", at, aloud, [layer, unit, at]);
    },
  };
}

/**
 * Show three pictures: inputs, weights, products.
 * @param {View} view
 */
function showFactors(view) {
  const { data, part, theme, names } = view;
  const { layer, unit, weights, products } = unitOf(view);
  const inputs = inputsOf(view);
  const isInk = layer === 0;
  view.readouts.term = (at) =>
    `${names.input(layer, at)}: ${productText(inputs[at], weights[at], products[at])}`;
  const perLine = isInk ? data.columns : unitsPerLine(products.length);
  const options = {
    ...termActions(view),
    perLine,
    size: factorSize(view.width, perLine),
    onLeave: () => {
      for (const picture of view.pictures) picture.point(null);
    },
  };
  const gaps = { count: products.length, neuron: names.unit(layer, unit) };
  /** @type {(name: string, values: ArrayLike<number>, scale: number) => any} */
  const picture = (name, values, scale) =>
    showCells(part(name), {
      ...options,
      values,
      label: withGaps(data.words[`${name} name`], gaps),
      kind: data.words.values,
      scale: scale || 1,
      colorOf: name === "inputs" && isInk ? inkColor : diverging,
    });
  const [largestWeight, largestProduct] = [weights, products].map(largestOf);
  view.pictures = [
    picture("inputs", inputs, isInk ? 1 : largestOf(inputs)),
    picture("weights", weights, largestWeight),
    picture("products", products, largestProduct),
  ];
  showScale(part("weightScale"), formatNumber(largestWeight, GLANCE_DIGITS), theme.dark);
  showScale(part("productScale"), formatNumber(largestProduct, GLANCE_DIGITS), theme.dark);
}

/** @param {View} view */
function showSteps(view) {
  const texts = stepTexts(unitOf(view), view.shown, view.data.words);
  const steps = resizeList(view.part("chain"), texts.length, () =>
    make("li", {}, make("small"), make("b"), make("small")),
  );
  texts.forEach((parts, at) => {
    parts.forEach((text, nth) => setText(steps[at].children[nth], text));
  });
}

/**
 * Show the terms of a sum of units.
 * @param {View} view
 */
function showTerms(view) {
  const { data, part, names } = view;
  const { words } = data;
  const { layer, unit, weights, products } = unitOf(view);
  const inputs = inputsOf(view);
  setText(part("termsTitle"), words.terms);
  const factors = (/** @type {number} */ at) => factorsText(inputs[at], weights[at]);
  const rows = termRows(products, (at) => withGaps(words["term row"], { neuron: at }), factors);
  const label = withGaps(words["terms name"], { neuron: names.unit(layer, unit) });
  showBars(part("terms"), rows, { ...termActions(view), label, middle: true });
  setText(
    part("termsNote"),
    termsNote(rows.length, products.length, words["terms note"], words["more terms"]),
  );
}

/**
 * Show what the unit adds to each unit of the next layer.
 * @param {View} view
 */
function showSent(view) {
  const { data, shown, part, theme, names } = view;
  const { layer, unit, output, outgoing, sent } = unitOf(view);
  if (!outgoing || !sent) return; // the last layer sends nothing on
  const { words } = data;
  const toLogits = layer + 1 === shown.hidden.length;
  const row = words[toLogits ? "sent logit" : "sent neuron"];
  const nameOf = (/** @type {number} */ at) =>
    withGaps(row, { class: data.classes[at], neuron: at });
  const factors = (/** @type {number} */ at) => factorsText(output, outgoing[at]);
  setText(part("sentTitle"), words[toLogits ? "sent to logits" : "sent"]);
  view.readouts.sent = (at) =>
    withGaps(words["sent value"], {
      neuron: names.unit(layer + 1, at),
      product: productText(output, outgoing[at], sent[at]),
    });
  let rows = termRows(sent, nameOf, factors);
  if (sent.length <= MAX_IN_ORDER) rows = rows.sort((one, other) => one.key - other.key);
  showBars(part("sent"), rows, {
    label: withGaps(words["sent name"], { neuron: names.unit(layer, unit) }),
    middle: true,
    dark: theme.dark,
    onPick: (at) => view.zoom([layer + 1, at]),
    onPoint: (at, aloud) => view.point("sent", at, aloud, [layer + 1, at]),
  });
  setText(
    part("sentNote"),
    termsNote(rows.length, sent.length, words["sent note"], words["more sent"]),
  );
}
