// The weights of networks, a row of images for each.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging } from "../../ui/js/color.js";
import { make, resizeList, setText } from "../../ui/js/dom.js";
import { fromBase64 } from "../../ui/js/wire.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Weights } from "./payload.d.ts" */

const ZERO = 128; // the level of a weight of 0

/**
 * @param {HTMLElement} holder
 * @param {Weights[]} networks
 * @param {Theme} theme
 */
export function showWeights(holder, networks, theme) {
  holder.hidden = !networks.length;
  const figures = resizeList(holder, networks.length, makeRow);
  figures.forEach((figure, nth) => {
    const [caption, row] = figure.children;
    const { title, note, units } = networks[nth];
    setText(caption.children[0], title);
    setText(caption.children[1], note);
    const canvases = resizeList(row, units, () => make("canvas", { "aria-hidden": true }));
    const levels = fromBase64(networks[nth].levels);
    canvases.forEach((canvas, unit) => {
      paintUnit(/** @type {HTMLCanvasElement} */ (canvas), levels, networks[nth], unit, theme.dark);
    });
  });
}

const makeRow = () => {
  const caption = make("figcaption", {}, make("span"), make("span", { className: "note" }));
  return make("figure", {}, caption, make("div", { className: "images" }));
};

/** @type {(canvas: HTMLCanvasElement, levels: Uint8Array, network: Weights, unit: number, dark: boolean) => void} */
function paintUnit(canvas, levels, { units, columns }, unit, dark) {
  const inputs = levels.length / units;
  const colorOf = (/** @type {number} */ cell) =>
    diverging((levels[unit * inputs + cell] - ZERO) / (ZERO - 1), dark);
  paintDots(canvas, columns, inputs / columns, colorOf, inputs);
}
