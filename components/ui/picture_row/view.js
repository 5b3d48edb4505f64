// Small pictures in a row, each with its words: repainted in place, so nothing flickers.

import { paintDots } from "../js/canvas.js";
import { contrastColor, diverging } from "../js/color.js";
import { find, make, partsOf, resizeList, setText } from "../js/dom.js";
import { onSize } from "../js/resize.js";
import { widgetState } from "../js/state.js";
import { readTheme } from "../js/theme.js";
import { fromBase64 } from "../js/wire.js";
import { arrangement } from "./arrangement.js";

/** @import { Payload, Picture } from "./payload.d.ts" */
/** @import { Color, Widget } from "../js/widget.d.ts" */

const CAPTION = 2.8; // heights of a letter: two lines below a picture
const GAP = 0.8; // heights of a letter

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setTriggerValue }) {
  const part = partsOf(parentElement);
  const row = part("pictures");
  const { dark } = readTheme(parentElement);
  parentElement.host.toggleAttribute("data-fills", data.fills);
  part("widget").classList.toggle("fills", data.fills);
  if (row.children.length !== data.pictures.length) {
    row.replaceChildren(...data.pictures.map(() => figureOf(data.pick)));
  }
  data.pictures.forEach((picture, nth) => {
    const figure = row.children[nth];
    showPicture(figure, picture, dark);
    const button = figure.querySelector("button");
    if (button) button.onclick = () => setTriggerValue("picked", { place: nth });
  });
  resizeList(part("lines"), data.lines.length, () => make("p"));
  data.lines.forEach((line, nth) => setText(part("lines").children[nth], line));
  if (data.fills) fill(row);
}

/**
 * Let the pictures be as large as their box allows, whatever its size.
 * @param {HTMLElement} row
 */
function fill(row) {
  const arrange = () => {
    const letter = parseFloat(getComputedStyle(row).fontSize);
    const rest = { gap: GAP * letter, caption: CAPTION * letter };
    const { clientWidth, clientHeight, children } = row;
    const { across, cell } = arrangement(clientWidth, clientHeight, children.length, rest);
    row.style.setProperty("--across", String(across));
    row.style.setProperty("--cell", `${cell}px`);
  };
  arrange();
  onSize(
    widgetState(row, () => ({})),
    row,
    arrange,
    { withHeight: true },
  );
}

/**
 * Make a figure, which can be pressed where a picture is to be picked.
 * @param {boolean} pick
 */
function figureOf(pick) {
  const frame = make("div", { class: "frame" }, make("canvas", { role: "img" }));
  frame.append(make("div", { class: "cells" }), make("i", { class: "mark" }));
  const inside = [frame, make("figcaption")];
  return make("figure", {}, ...(pick ? [make("button", { type: "button" }, ...inside)] : inside));
}

/**
 * @param {Element} figure
 * @param {Picture} picture
 * @param {boolean} dark
 */
function showPicture(figure, picture, dark) {
  const { rows, columns, words } = picture;
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, "canvas"));
  const colorOf = colorsOf(picture, dark);
  paintDots(canvas, columns, rows, colorOf);
  canvas.setAttribute("aria-label", words);
  find(figure, "figcaption").textContent = words;
  const frame = find(figure, ".frame");
  frame.style.setProperty("--columns", String(columns));
  frame.style.setProperty("--shape", String(columns / rows));
  showNumbers(find(figure, ".cells"), picture, colorOf);
  showMark(find(figure, ".mark"), picture);
}

/** @type {(picture: Picture, dark: boolean) => (at: number) => Color} */
const colorsOf = ({ levels, signed }, dark) => {
  const bytes = fromBase64(levels);
  return (at) =>
    signed ? diverging((bytes[at] - 128) / 127, dark) : [bytes[at], bytes[at], bytes[at]];
};

/**
 * Write the numbers into the cells.
 * @param {HTMLElement} cells
 * @param {Picture} picture
 * @param {(at: number) => Color} colorOf
 */
function showNumbers(cells, { numbers }, colorOf) {
  resizeList(cells, numbers.length, () => make("span"));
  const longest = Math.max(1, ...numbers.map((number) => number.length));
  cells.style.setProperty("--letters", String(longest));
  numbers.forEach((number, at) => {
    const cell = /** @type {HTMLElement} */ (cells.children[at]);
    setText(cell, number);
    cell.style.color = contrastColor(colorOf(at));
  });
}

/**
 * Frame a square of the picture.
 * @param {HTMLElement} mark
 * @param {Picture} picture
 */
function showMark(mark, { rows, columns, mark: at }) {
  mark.removeAttribute("style");
  if (!at) return;
  Object.assign(mark.style, {
    left: `${(100 * at.column) / columns}%`,
    top: `${(100 * at.row) / rows}%`,
    width: `${(100 * at.side) / columns}%`,
    height: `${(100 * at.side) / rows}%`,
  });
}
