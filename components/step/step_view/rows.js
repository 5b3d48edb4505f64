// The batch: an image a row with its numbers beside it, or all images in a strip.

import { grayLevel } from "../../ui/js/color.js";
import { make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { barOf, isStrip } from "./state.js";
import { imageName, rowTexts } from "./words.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @param {View} view */
export function showRows({ data, state, part }) {
  const list = part("rows");
  setData(list, "form", isStrip(data.scene) ? "strip" : "column");
  setData(list, "scene", data.scene);
  const rows = resizeList(list, data.images.length, makeRow);
  rows.forEach((row, nth) => {
    const item = /** @type {HTMLElement} */ (row);
    const [canvas, beside] = /** @type {any} */ (item.children);
    setData(item, "chosen", nth === data.chosen);
    canvas.setAttribute("aria-label", imageName(data, nth));
    paintImage(canvas, data, nth);
    beside.hidden = isStrip(data.scene);
    showBars(beside.firstElementChild, data, nth);
    showTexts(beside.children[1], rowTexts(data, state, nth));
    showBar(beside.lastElementChild, barOf(data, state, nth));
  });
}

const makeRow = () => make("li", {}, make("canvas", { role: "img" }), makeBeside());

const makeBeside = () =>
  make(
    "div",
    { class: "beside" },
    make("div", { class: "bars" }),
    make("div", { class: "texts" }),
    make("div", { class: "bar" }, make("i"), make("i")),
  );

/**
 * Paint an image, a canvas pixel per pixel.
 * @param {HTMLCanvasElement} canvas
 * @param {Payload} data
 * @param {number} nth
 */
function paintImage(canvas, { images, columns }, nth) {
  const values = unpackNumbers(images[nth].values);
  Object.assign(canvas, { width: columns, height: values.length / columns });
  const ctx = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = ctx.createImageData(canvas.width, canvas.height);
  values.forEach((value, at) => {
    pixels.data.fill(grayLevel(value), 4 * at, 4 * at + 3);
    pixels.data[4 * at + 3] = 255;
  });
  ctx.putImageData(pixels, 0, 0);
}

/**
 * Show the probabilities as bars over their classes; the label's is outlined.
 * @param {HTMLElement} bars
 * @param {Payload} data
 * @param {number} nth
 */
function showBars(bars, { scene, classes, images, label }, nth) {
  bars.hidden = scene !== "forward";
  bars.setAttribute("aria-hidden", "true"); // the text beside them has the prediction
  resizeList(bars, classes.length, () => make("span", {}, make("i"), make("span")));
  [...bars.children].forEach((child, digit) => {
    const bar = /** @type {HTMLElement} */ (child);
    setData(bar, "label", digit === label);
    bar.style.setProperty("--share", String(images[nth].probabilities[digit]));
    setText(/** @type {Element} */ (bar.lastElementChild), classes[digit]);
  });
}

/**
 * Show how large a number is, and how large it was before the step: from the left, or from the
 * middle where it may lie below zero.
 * @param {HTMLElement} bar
 * @param {ReturnType<typeof barOf>} lengths
 */
function showBar(bar, lengths) {
  bar.hidden = !lengths;
  if (!lengths) return;
  setData(bar, "sign", lengths.length < 0 ? "below" : "above");
  bar.style.setProperty("--length", String(Math.min(1, Math.abs(lengths.length))));
  bar.style.setProperty("--before", String(lengths.before));
}

/** @type {(box: Element, texts: string[]) => void} */
function showTexts(box, texts) {
  resizeList(box, texts.length, () => make("span"));
  texts.forEach((text, at) => setText(box.children[at], text));
}
