// Small pictures in a row, each with its words: repainted in place, so nothing flickers.

import { paintDots } from "../js/canvas.js";
import { diverging } from "../js/color.js";
import { find, make, partsOf } from "../js/dom.js";
import { readTheme } from "../js/theme.js";
import { fromBase64 } from "../js/wire.js";

/** @import { Payload, Picture } from "./payload.d.ts" */
/** @import { Widget } from "../js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  const row = partsOf(parentElement)("pictures");
  const { dark } = readTheme(parentElement);
  if (row.children.length !== data.pictures.length) {
    row.replaceChildren(...data.pictures.map(() => figureOf(data.pick)));
  }
  data.pictures.forEach((picture, nth) => {
    const figure = row.children[nth];
    showPicture(figure, picture, data.signed, dark);
    const button = figure.querySelector("button");
    if (button) button.onclick = () => setTriggerValue("picked", { place: nth });
  });
}

/**
 * Make a figure, which can be pressed where a picture is to be picked.
 * @param {boolean} pick
 */
function figureOf(pick) {
  const inside = [make("canvas", { role: "img" }), make("figcaption")];
  return make("figure", {}, ...(pick ? [make("button", { type: "button" }, ...inside)] : inside));
}

/**
 * @param {Element} figure
 * @param {Picture} picture
 * @param {boolean} signed whether 128 is 0
 * @param {boolean} dark
 */
function showPicture(figure, { rows, columns, levels, words }, signed, dark) {
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, "canvas"));
  const bytes = fromBase64(levels);
  paintDots(canvas, columns, rows, (at) =>
    signed ? diverging((bytes[at] - 128) / 127, dark) : [bytes[at], bytes[at], bytes[at]],
  );
  canvas.setAttribute("aria-label", words);
  find(figure, "figcaption").textContent = words;
}
