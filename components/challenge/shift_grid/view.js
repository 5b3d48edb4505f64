// Shifted images in a grid, each with its prediction, beside the curve of the training.

import { paintDots } from "../../ui/js/canvas.js";
import { make, partsOf, resizeList, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { fillWords } from "../../ui/js/words.js";
import { curvePath, floorOf, HEIGHT, heightOf, outcomes, SIGNS, STATES } from "./state.js";

/** @import { FindPart, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  parentElement.host.toggleAttribute("data-fills", true);
  fillWords(parentElement, data.words);
  showConditions(data, part("conditions"));
  setText(part("status"), data.status);
  showImages(data, part("images"));
  showCurve(data, part);
  return () => {};
}

/**
 * @param {Payload} data
 * @param {HTMLElement} list
 */
function showConditions({ conditions, words }, list) {
  const rows = resizeList(list, conditions.length, () => make("li"));
  conditions.forEach(({ text, state }, at) => {
    const row = /** @type {HTMLElement} */ (rows[at]);
    setText(row, text);
    setData(row, "state", state);
    setData(row, "sign", STATES[state]);
    row.setAttribute("aria-label", withGaps(words[state], { condition: text }));
  });
}

/**
 * @param {Payload} data
 * @param {HTMLElement} list
 */
function showImages({ side, images, names, label, predictions, hasGuides, words }, list) {
  const levels = fromBase64(images);
  const found = outcomes(predictions, label, names.length);
  list.classList.toggle("guides", hasGuides);
  const cells = resizeList(list, names.length, () => make("li", {}, make("canvas"), make("b")));
  names.forEach((name, at) => {
    const cell = /** @type {HTMLElement} */ (cells[at]);
    const [canvas, badge] = /** @type {[HTMLCanvasElement, HTMLElement]} */ ([...cell.children]);
    paintDots(canvas, side, side, (dot) => Array(3).fill(levels[at * side * side + dot]));
    const digit = predictions[at] ?? "";
    setText(badge, `${digit}${SIGNS[found[at]]}`);
    setData(cell, "outcome", found[at]);
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", withGaps(words[found[at]], { name, digit }));
  });
}

/**
 * @param {Payload} data
 * @param {FindPart} part
 */
function showCurve({ accuracies, epochs, target, words }, part) {
  const curve = part("curve");
  curve.hidden = epochs === 0;
  if (curve.hidden) return;
  const floor = floorOf(accuracies);
  const aim = heightOf(target, floor);
  part("line").setAttribute("d", curvePath(accuracies, epochs, floor));
  part("target").setAttribute("d", `M0 ${aim}H100`);
  const last = accuracies.at(-1);
  const gaps = { epoch: accuracies.length, accuracy: last === undefined ? "" : percent(last, 1) };
  curve.setAttribute("aria-label", withGaps(last ? words["curve name"] : words.curve, gaps));
  part("high").hidden = aim < HEIGHT / 8; // there is no room for both
  placeLabel(part("high"), 1, 0);
  placeLabel(part("aim"), target, aim);
  placeLabel(part("low"), floor, HEIGHT);
}

/** @type {(share: number, digits?: number) => string} */
const percent = (share, digits = 0) => `${(100 * share).toFixed(digits)}%`;

/**
 * @param {HTMLElement} label
 * @param {number} accuracy
 * @param {number} height from the top, in the curve's units
 */
function placeLabel(label, accuracy, height) {
  setText(label, percent(accuracy));
  label.style.top = `${(100 * height) / HEIGHT}%`;
}
