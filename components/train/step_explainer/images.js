// Images of the batch in gray, and a unit's numbers as an image in blue and orange.

import { context, paintDots } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { find, make, setText } from "../../ui/js/dom.js";
import { gridStep, hasModifier, isGridKey, takeEvent } from "../../ui/js/keyboard.js";
import { dashBelowZero, showScale } from "../../ui/js/scale.js";

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ rows: number, columns: number }} step
 * @param {Uint8Array} levels
 */
export function paintImage(canvas, { rows, columns }, levels) {
  paintDots(canvas, columns, rows, (index) => Array(3).fill(levels[index]));
}

/**
 * @typedef {object} ValueImageOptions
 * @property {string} title
 * @property {ArrayLike<number>} values
 * @property {number} count
 * @property {number} rowLength values in a row
 * @property {number} limit the value of full color
 * @property {string} limitText as displayed
 * @property {boolean} dark
 * @property {string} label
 * @property {string} kind what it is, as it is spoken
 * @property {() => number} chosen
 * @property {(index: number, isChosen: boolean, isSpoken?: boolean) => void} point is called for
 *   pointer, finger and keys
 * @property {() => void} leave
 */

/**
 * Show a unit's numbers as an image that can be pointed at.
 * @param {HTMLElement} figure
 * @param {ValueImageOptions} options
 */
export function showValueImage(figure, options) {
  if (!figure.children.length) figure.append(...makeValueImage(options.kind));
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, "canvas"));
  setText(find(figure, "figcaption"), options.title);
  canvas.setAttribute("aria-label", options.label);
  paintValues(canvas, options);
  showScale(find(figure, ".scale"), options.limitText.replaceAll(" ", ""), options.dark);
  bindValueImage(canvas, options);
}

/** @type {(kind: string) => HTMLElement[]} */
const makeValueImage = (kind) => [
  make("figcaption"),
  make(
    "div",
    { className: "frame" },
    make("canvas", {
      tabIndex: 0,
      role: "application",
      "aria-roledescription": kind,
    }),
    make("span", { className: "cursor", hidden: true }),
  ),
  make("p", { className: "scale" }),
];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ValueImageOptions} options
 */
function paintValues(canvas, { values, count, rowLength, limit, dark }) {
  const ratio = window.devicePixelRatio || 1;
  const dot = Math.max(2, Math.round((canvas.clientWidth * ratio) / rowLength));
  canvas.width = rowLength * dot;
  canvas.height = Math.ceil(count / rowLength) * dot;
  const ctx = context(canvas);
  for (let index = 0; index < count; index++) {
    const share = Number.isFinite(values[index]) ? values[index] / limit : 0;
    const x = (index % rowLength) * dot;
    const y = Math.floor(index / rowLength) * dot;
    ctx.fillStyle = rgb(diverging(share, dark));
    ctx.fillRect(x, y, dot, dot);
    dashBelowZero(ctx, x, y, dot, share, dark);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {ValueImageOptions} options
 */
function bindValueImage(canvas, { count, rowLength, chosen, point, leave }) {
  const indexAt = (/** @type {MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * rowLength);
    const row = Math.floor(((event.clientY - box.top) / box.height) * Math.ceil(count / rowLength));
    const index = row * rowLength + column;
    return column >= 0 && column < rowLength && row >= 0 && index < count ? index : null;
  };
  canvas.onpointermove = (event) => {
    const index = indexAt(event);
    if (index !== null) point(index, false);
  };
  canvas.onpointerleave = leave;
  canvas.onclick = (event) => {
    const index = indexAt(event);
    if (index !== null) point(index, true);
  };
  canvas.onkeydown = (event) => {
    if (hasModifier(event)) return;
    const from = chosen() < count ? chosen() : 0;
    if (event.key === "Enter" || event.key === " ") point(from, true, true);
    else if (isGridKey(event.key)) {
      const to = gridStep(event.key, from, rowLength, count);
      if (to !== undefined) point(to, true, true);
    } else return;
    takeEvent(event);
  };
}

/**
 * Show the cursor on one cell; the bias has no cell.
 * @param {HTMLElement} figure
 * @param {number} index
 * @param {number} count
 * @param {number} rowLength
 */
export function showCursor(figure, index, count, rowLength) {
  const cursor = figure.querySelector(".cursor");
  const high = Math.ceil(count / rowLength);
  if (!(cursor instanceof HTMLElement)) return;
  cursor.hidden = index >= count;
  Object.assign(cursor.style, {
    left: `${(100 * (index % rowLength)) / rowLength}%`,
    top: `${(100 * Math.floor(index / rowLength)) / high}%`,
    width: `calc(${100 / rowLength}% + 6px)`,
    height: `calc(${100 / high}% + 6px)`,
  });
}
