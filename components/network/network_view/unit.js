// One unit: its inputs times its weights, their sum, the bias, the activation, and what it sends on.

import { diverging } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import {
  bracketed,
  digitsEnough,
  formatNumber,
  largestOf,
  MOST_DIGITS,
} from "../../ui/js/format.js";
import { showScale } from "../../ui/js/scale.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { bars, termRows } from "./bars.js";
import { cells, inkOf } from "./cells.js";
import { shapeOf } from "./whole.js";

/** @import { PackedNumbers } from "../../ui/js/packed_numbers.d.ts" */
/** @import { Unit } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @type {(view: View) => Unit} */
const unitOf = ({ data }) => /** @type {Unit} */ (data.unit); // is here when a unit is shown

/** @param {View} view */
export function unitView(view) {
  const { data, part, theme, width, names, held } = view;
  const { layer, unit } = unitOf(view);
  const last = layer === data.hidden.length;
  const pixels = layer === 0;
  const inputs = pixels
    ? unpackNumbers(data.vector)
    : unpackNumbers(data.hidden[layer - 1].outputs);
  const weights = held.weights;
  const products = unpackNumbers(unitOf(view).products);
  const count = products.length;
  const units = last ? data.classes.length : data.hidden[layer].units;
  const name = names.unit(layer, unit);
  setText(
    part("unitTitle"),
    last
      ? `The ${name}: a sum of ${count} products`
      : `${name[0].toUpperCase()}${name.slice(1)} of ${units}: a sum of ${count} products`,
  );

  /** @param {number} at */
  const factors = (at) =>
    `${formatNumber(inputs[at], 4)} × ${bracketed(formatNumber(weights[at], 4))}`;
  /**
   * The factors come with four digits, which may give another last digit than all of theirs.
   * @param {number} at
   */
  const follows = (at) =>
    formatNumber(inputs[at] * weights[at], 4) === formatNumber(products[at], 4);
  /** @param {number} at */
  const told = (at) =>
    `${names.input(layer, at)}: ${factors(at)} ${follows(at) ? "=" : "≈"} ${formatNumber(products[at], 4)}`;
  view.tell.term = told;
  const perLine = pixels ? data.columns : shapeOf(count);
  const room = width < 480 ? 150 : Math.min(260, (width - 70) / 3);
  const size = Math.max(2, Math.min(18, Math.floor(room / perLine)));
  const strongest = {
    inputs: pixels ? 1 : largestOf(inputs),
    weights: largestOf(weights),
    products: largestOf(products),
  };
  const shared = {
    perLine,
    size,
    dark: theme.dark,
    picked: (/** @type {number} */ at) => view.zoom([layer, unit, at]),
    pointed: (/** @type {number} */ at, /** @type {boolean} */ aloud) => {
      view.pictures.forEach((each) => each.point(at));
      view.point("term", at, aloud, [layer, unit, at]);
    },
    left: () => view.pictures.forEach((each) => each.point(null)),
  };
  /**
   * @param {"inputs" | "weights" | "products"} key
   * @param {ArrayLike<number>} values
   * @param {string} label
   */
  const picture = (key, values, label) =>
    cells(part(key), {
      ...shared,
      values,
      scale: strongest[key] || 1,
      label,
      colourOf: key === "inputs" && pixels ? inkOf : diverging,
    });
  view.pictures = [
    picture("inputs", inputs, `the ${count} inputs`),
    picture("weights", weights, `the ${count} weights of ${name}`),
    picture("products", products, `the ${count} products of ${name}`),
  ];
  showScale(part("weightScale"), formatNumber(strongest.weights, 4), theme.dark);
  showScale(part("productScale"), formatNumber(strongest.products, 4), theme.dark);

  chain(view, last);
  part("termsBox").hidden = pixels;
  if (!pixels) {
    setText(part("termsTitle"), "Its terms, the largest first");
    const rows = termRows(products, (at) => `unit ${at}`, factors);
    bars(part("terms"), rows, {
      label: `terms of ${name}`,
      middle: true,
      dark: theme.dark,
      pointed: shared.pointed,
      picked: shared.picked,
    });
    setText(part("termsNote"), leftOver(rows, count, "unit × weight"));
  }
  part("sentBox").hidden = last;
  if (!last) sentOn(view, name);
}

/**
 * @param {unknown[]} rows
 * @param {number} count
 * @param {string} what
 */
const leftOver = (rows, count, what) =>
  rows.length < count
    ? `${what}; the other ${count - rows.length} are smaller and stand in the picture above`
    : what;

/**
 * From the products to the output, one link a step; what is added has more digits than the sum.
 * @param {View} view
 * @param {boolean} last
 */
function chain(view, last) {
  const { data, part } = view;
  const { added, bias, sum, output, unit } = unitOf(view);
  const steps = [
    ["products", formatNumber(added, 6), "all added up"],
    ["+ bias", formatNumber(bias, 6), ""],
    ["= sum", formatNumber(sum, 4), last ? "the logit" : ""],
  ];
  if (last) {
    const { largest, shifted, powers, total } = data.softmax;
    const enough = digitsEnough([shifted[unit]], powers[unit], 6, Math.exp) ?? MOST_DIGITS;
    const follows =
      formatNumber(Number(sum.toFixed(4)) - Number(largest.toFixed(4)), 4) ===
      formatNumber(shifted[unit], 4);
    steps.push(
      [
        "− largest logit",
        formatNumber(largest, 4),
        `${follows ? "=" : "≈"} ${formatNumber(shifted[unit], 4)}`,
      ],
      [`exp(${formatNumber(shifted[unit], enough)})`, formatNumber(powers[unit], 6), ""],
      [`÷ ${formatNumber(total, 6)}`, formatNumber(output, 4), "the share"],
    );
  } else {
    const { activation } = data.hidden[unitOf(view).layer];
    steps.push([
      `${activation}(${formatNumber(sum, unitOf(view).sum_digits ?? 4)})`,
      formatNumber(output, 4),
      "the output",
    ]);
  }
  const list = part("chain");
  while (list.children.length > steps.length) list.lastChild.remove();
  steps.forEach((texts, at) => {
    const step = list.children[at] ?? list.appendChild(document.createElement("li"));
    if (!step.children.length)
      step.append(...["small", "b", "small"].map((tag) => document.createElement(tag)));
    texts.forEach((text, nth) => setText(step.children[nth], text));
  });
}

/**
 * @param {View} view
 * @param {string} name
 */
function sentOn(view, name) {
  const { data, part, theme, names } = view;
  const { layer, unit } = unitOf(view);
  const outgoing = view.held.outgoing ?? []; // the last layer has none, and sends nothing on
  const output = unpackNumbers(data.hidden[layer].outputs)[unit];
  const sent = unpackNumbers(/** @type {PackedNumbers} */ (unitOf(view).sent));
  /** @param {number} at */
  const short = (at) =>
    layer + 1 === data.hidden.length ? `to ${data.classes[at]}` : `to unit ${at}`;
  setText(
    part("sentTitle"),
    layer + 1 === data.hidden.length ? "What it sends on to the logits" : "What it sends on",
  );
  /** @param {number} at */
  const factors = (at) =>
    `${formatNumber(output, 4)} × ${bracketed(formatNumber(outgoing[at], 4))}`;
  /** @param {number} at */
  const follows = (at) => formatNumber(output * outgoing[at], 4) === formatNumber(sent[at], 4);
  view.tell.sent = (/** @type {number} */ at) =>
    `to the ${names.unit(layer + 1, at)}: ${factors(at)} ${follows(at) ? "=" : "≈"} ${formatNumber(sent[at], 4)}`;
  const most = largestOf(sent) || 1;
  const few = sent.length <= 12;
  let rows = termRows(sent, short, factors);
  // Ten classes stay in their order; among many units the largest come first.
  if (few)
    rows = [...sent].map((value, at) => ({
      key: at,
      name: short(at),
      sum: factors(at),
      share: value / most,
      text: formatNumber(value, 4),
    }));
  bars(part("sent"), rows, {
    label: `what ${name} sends on`,
    middle: true,
    dark: theme.dark,
    picked: (/** @type {number} */ at) => view.zoom([layer + 1, at]),
    pointed: (/** @type {number} */ at, /** @type {boolean} */ aloud) =>
      view.point("sent", at, aloud, [layer + 1, at]),
  });
  setText(part("sentNote"), leftOver(rows, sent.length, "output × outgoing weight"));
}
