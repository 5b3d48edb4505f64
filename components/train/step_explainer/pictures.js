// Pictures of the story: grey ones of the batch, and a unit's numbers in blue and orange.

import { context, paintDots } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { find, make, setText } from "../../ui/js/dom.js";
import { gridStep, hasModifier, isGridKey, takeEvent } from "../../ui/js/keyboard.js";
import { dashBelowZero, showScale } from "../../ui/js/scale.js";

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{ rows: number, columns: number }} given
 * @param {Uint8Array} bytes
 */
export function paintImage(canvas, { rows, columns }, bytes) {
  paintDots(canvas, columns, rows, (at) => Array(3).fill(bytes[at]));
}

/**
 * @typedef {object} PictureOptions
 * @property {string} title
 * @property {ArrayLike<number>} values
 * @property {number} count
 * @property {number} wide values in a line
 * @property {number} most the value of full colour
 * @property {string} scale as it is written
 * @property {boolean} dark
 * @property {string} label
 * @property {() => number} chosen
 * @property {(at: number, kept: boolean, aloud?: boolean) => void} point called for pointer, finger
 *   and keys
 * @property {() => void} leave
 */

/**
 * Show a unit's numbers as a picture one can point at.
 * @param {HTMLElement} figure
 * @param {PictureOptions} options
 */
export function picture(figure, options) {
  if (!figure.children.length) figure.append(...makePicture());
  const canvas = /** @type {HTMLCanvasElement} */ (find(figure, "canvas"));
  setText(find(figure, "figcaption"), options.title);
  canvas.setAttribute("aria-label", options.label);
  paintValues(canvas, options);
  showScale(find(figure, ".scale"), options.scale.replaceAll(" ", ""), options.dark);
  bindPicture(canvas, options);
}

const makePicture = () => [
  make("figcaption"),
  make(
    "div",
    { className: "frame" },
    make("canvas", {
      tabIndex: 0,
      role: "application",
      "aria-roledescription": "picture of values",
    }),
    make("span", { className: "cursor", hidden: true }),
  ),
  make("p", { className: "scale" }),
];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PictureOptions} options
 */
function paintValues(canvas, { values, count, wide, most, dark }) {
  const ratio = window.devicePixelRatio || 1;
  const dot = Math.max(2, Math.round((canvas.clientWidth * ratio) / wide));
  canvas.width = wide * dot;
  canvas.height = Math.ceil(count / wide) * dot;
  const ctx = context(canvas);
  for (let at = 0; at < count; at++) {
    const share = Number.isFinite(values[at]) ? values[at] / most : 0;
    const x = (at % wide) * dot;
    const y = Math.floor(at / wide) * dot;
    ctx.fillStyle = rgb(diverging(share, dark));
    ctx.fillRect(x, y, dot, dot);
    dashBelowZero(ctx, x, y, dot, share, dark);
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {PictureOptions} options
 */
function bindPicture(canvas, { count, wide, chosen, point, leave }) {
  const under = (/** @type {MouseEvent} */ event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * wide);
    const row = Math.floor(((event.clientY - box.top) / box.height) * Math.ceil(count / wide));
    const at = row * wide + column;
    return column >= 0 && column < wide && row >= 0 && at < count ? at : null;
  };
  canvas.onpointermove = (event) => {
    const at = under(event);
    if (at !== null) point(at, false);
  };
  canvas.onpointerleave = leave;
  canvas.onclick = (event) => {
    const at = under(event);
    if (at !== null) point(at, true);
  };
  canvas.onkeydown = (event) => {
    if (hasModifier(event)) return;
    const from = chosen() < count ? chosen() : 0;
    if (event.key === "Enter" || event.key === " ") point(from, true, true);
    else if (isGridKey(event.key)) {
      const to = gridStep(event.key, from, wide, count);
      if (to !== undefined) point(to, true, true);
    } else return;
    takeEvent(event);
  };
}

/**
 * Mark one cell of a picture; the bias, which is no cell, marks none.
 * @param {HTMLElement} figure
 * @param {number} at
 * @param {number} count
 * @param {number} wide
 */
export function markCell(figure, at, count, wide) {
  const cursor = figure.querySelector(".cursor");
  const high = Math.ceil(count / wide);
  if (!(cursor instanceof HTMLElement)) return;
  cursor.hidden = at >= count;
  Object.assign(cursor.style, {
    left: `${(100 * (at % wide)) / wide}%`,
    top: `${(100 * Math.floor(at / wide)) / high}%`,
    width: `calc(${100 / wide}% + 6px)`,
    height: `calc(${100 / high}% + 6px)`,
  });
}
