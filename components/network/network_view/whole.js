// The whole: image, vector, each hidden layer, logits, softmax; every value of each, in order.

import { diverging } from "../../ui/js/color.js";
import { make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { showBars, showNumbers } from "./bars.js";
import { inkColor, showCells } from "./cells.js";
import { GLANCE_DIGITS, SUM_DIGITS } from "./digits.js";
import { hiddenSize, inkSizes, unitsPerLine } from "./layout.js";
import { kindOfLayer } from "./selection.js";

/** @import { Cells } from "./cells.js" */
/** @import { HiddenNumbers, View } from "./types.d.ts" */

/** @param {View} view */
export function showWhole(view) {
  showInk(view);
  view.layers = showHiddenLayers(view);
  showOutput(view);
}

/**
 * Show the image and its vector; a line joins the two places of the pixel that is pointed at.
 * @param {View} view
 */
function showInk(view) {
  const { data, shown, part, theme, names } = view;
  const { vector } = shown;
  const { rows, columns, words } = data;
  view.readouts.pixel = (at) =>
    `${names.pixel(at)} = vector[${at}] = ${formatNumber(vector[at], GLANCE_DIGITS)}`;
  const sizes = inkSizes(view.width);
  const perLine = Math.ceil(columns / 2);
  const options = {
    values: vector,
    colorOf: inkColor,
    dark: theme.dark,
    onPoint: (/** @type {number} */ at, /** @type {boolean} */ aloud) => {
      picture.point(at);
      line.point(at);
      joinCursors(part("columns"), part("join"), picture.cursor, line.cursor);
      view.point("pixel", at, aloud);
    },
    onLeave: () => {
      picture.point(null);
      line.point(null);
      part("join").classList.remove("on");
    },
  };
  const picture = showCells(part("picture"), {
    ...options,
    perLine: columns,
    size: sizes.picture,
    label: withGaps(words["image name"], { rows, columns }),
    kind: words.values,
  });
  const line = showCells(part("vector"), {
    ...options,
    perLine,
    size: sizes.vector,
    label: withGaps(words["vector name"], { count: vector.length }),
    kind: words.values,
  });
  setText(part("pictureNote"), `${rows} × ${columns}`);
  setText(
    part("vectorNote"),
    withGaps(words["vector size"], { count: rows * columns, line: perLine }),
  );
}

/**
 * Draw a line from a pixel to its cell in the vector.
 * @param {HTMLElement} columns
 * @param {HTMLElement} join
 * @param {Element} from
 * @param {Element} to
 */
function joinCursors(columns, join, from, to) {
  const frame = columns.getBoundingClientRect();
  const [start, end] = [from, to].map((each) => each.getBoundingClientRect());
  const ends = {
    x1: start.right - frame.left,
    y1: start.top + start.height / 2 - frame.top,
    x2: end.left - frame.left,
    y2: end.top + end.height / 2 - frame.top,
  };
  for (const [name, value] of Object.entries(ends)) {
    join.firstElementChild?.setAttribute(name, String(value));
  }
  join.classList.add("on");
}

/** @param {View} view */
function showHiddenLayers(view) {
  const { hidden } = view.shown;
  const sections = resizeList(view.part("hidden"), hidden.length, () =>
    make("section", {}, make("h3"), make("div"), make("p", { className: "hint" })),
  );
  return hidden.map((numbers, layer) => showHiddenLayer(view, sections[layer], numbers, layer));
}

/**
 * @param {View} view
 * @param {Element} section
 * @param {HiddenNumbers} numbers
 * @param {number} layer
 * @returns {Cells}
 */
function showHiddenLayer(view, section, { outputs, units, activation }, layer) {
  const { theme, names, data } = view;
  const { words } = data;
  const [title, box, note] = section.children;
  const largest = largestOf(outputs);
  const active = outputs.filter((value) => value > 0).length;
  const gaps = { neurons: units, activation, active, largest: formatNumber(largest, 2) };
  setText(title, withGaps(words.dense, gaps));
  setText(note, withGaps(words.outputs, gaps));
  view.readouts[kindOfLayer(layer)] = (at) =>
    `${names.unit(layer, at)} = ${formatNumber(outputs[at], GLANCE_DIGITS)}`;
  const perLine = unitsPerLine(units);
  const cells = showCells(/** @type {HTMLElement} */ (box), {
    values: outputs,
    perLine,
    size: hiddenSize(view.width, perLine),
    colorOf: diverging,
    scale: largest || 1,
    dark: theme.dark,
    label: withGaps(words["outputs name"], gaps),
    kind: words.values,
    onPoint: (at, aloud) => {
      cells.point(at);
      view.point(kindOfLayer(layer), at, aloud, [layer, at]);
    },
    onLeave: () => cells.point(null),
    onPick: (at) => view.zoom([layer, at]),
  });
  return cells;
}

/**
 * Show the last layer: its logits, and softmax step by step.
 * @param {View} view
 */
function showOutput(view) {
  const { data, shown, part, theme } = view;
  const { classes, words } = data;
  const { logits, largest, shifted, powers, total, shares } = shown.softmax;
  const best = shares.indexOf(Math.max(...shares));
  setText(part("logitsTitle"), withGaps(words["dense logits"], { count: classes.length }));
  setText(
    part("largest"),
    withGaps(words.largest, { value: formatNumber(largest, GLANCE_DIGITS) }),
  );
  setText(part("total"), withGaps(words.total, { value: formatNumber(total, SUM_DIGITS) }));
  showNumbers(part("shifted"), classes, shifted, GLANCE_DIGITS);
  showNumbers(part("powers"), classes, powers, SUM_DIGITS);
  const options = outputOptions(view);
  const rows = (/** @type {number[]} */ values, /** @type {number} */ scale) =>
    values.map((value, at) => ({
      key: at,
      name: classes[at],
      share: value / scale,
      text: formatNumber(value, GLANCE_DIGITS),
      best: at === best,
    }));
  showBars(part("logits"), rows(logits, largestOf(logits) || 1), {
    ...options,
    middle: true,
    label: words["logits name"],
  });
  const label = words["probabilities name"];
  const bars = { ...options, middle: false, fill: theme.output, label };
  showBars(part("probabilities"), rows(shares, 1), bars);
  setText(part("weigh"), withGaps(words["which pixels"], { class: classes[best] }));
  part("weigh").onclick = () => view.select({ zoom: [], evidence: [-1, -1] });
}

/**
 * Return what both columns of bars do, and set what there is to read of a class.
 * @param {View} view
 */
function outputOptions(view) {
  const { data, shown, theme, names } = view;
  const last = shown.hidden.length;
  const { logits, shifted, powers, shares } = shown.softmax;
  view.readouts.logit = (at) =>
    withGaps(data.words["logit value"], {
      logit: names.unit(last, at),
      value: formatNumber(logits[at], GLANCE_DIGITS),
      shifted: formatNumber(shifted[at], GLANCE_DIGITS),
      power: formatNumber(powers[at], SUM_DIGITS),
      probability: formatNumber(shares[at], GLANCE_DIGITS),
    });
  return {
    dark: theme.dark,
    onPoint: (/** @type {number} */ at, /** @type {boolean} */ aloud) =>
      view.point("logit", at, aloud, [last, at]),
    onPick: (/** @type {number} */ at) => view.zoom([last, at]),
  };
}
