// Pictures of the story: grey ones of the batch, and a unit's numbers in blue and orange.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging, rgb } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { gridStep, hasModifier, isGridKey, takeEvent } from "../../ui/js/keyboard.js";
import { dashBelowZero, showScale } from "../../ui/js/scale.js";

export function paintImage(canvas, { rows, columns }, bytes) {
  paintDots(canvas, columns, rows, (at) => Array(3).fill(bytes[at]));
}

// A unit's numbers as a picture one can point at. `point(at, kept)` hears of pointer, finger and keys.
export function picture(
  figure,
  { title, values, count, wide, most, scale, dark, label, point, leave },
) {
  if (!figure.children.length) {
    figure.innerHTML =
      '<figcaption></figcaption><div class="frame"><canvas tabindex="0" role="application" aria-roledescription="picture of values"></canvas><span class="cursor" hidden></span></div><p class="scale"><span></span><span></span><span></span></p>';
  }
  const [caption, frame, line] = figure.children;
  const canvas = frame.firstChild;
  setText(caption, title);
  canvas.setAttribute("aria-label", label);
  const high = Math.ceil(count / wide);
  const ratio = window.devicePixelRatio || 1;
  const dot = Math.max(2, Math.round((canvas.clientWidth * ratio) / wide));
  canvas.width = wide * dot;
  canvas.height = high * dot;
  const ctx = canvas.getContext("2d");
  for (let at = 0; at < count; at++) {
    const share = Number.isFinite(values[at]) ? values[at] / most : 0;
    const x = (at % wide) * dot;
    const y = Math.floor(at / wide) * dot;
    ctx.fillStyle = rgb(diverging(share, dark));
    ctx.fillRect(x, y, dot, dot);
    dashBelowZero(ctx, x, y, dot, share, dark);
  }
  showScale(line, scale.replaceAll(" ", ""), dark);

  const under = (event) => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * wide);
    const row = Math.floor(((event.clientY - box.top) / box.height) * high);
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
    const now = leave.at();
    const from = now < count ? now : 0;
    if (event.key === "Enter" || event.key === " ") point(from, true, true);
    else if (isGridKey(event.key)) {
      const to = gridStep(event.key, from, wide, count);
      if (to !== undefined) point(to, true, true);
    } else return;
    takeEvent(event);
  };
}

// Marks one cell of a picture; the bias, which is no cell, marks none.
export function markCell(figure, at, count, wide) {
  const cursor = figure.querySelector(".cursor");
  const high = Math.ceil(count / wide);
  if (!cursor) return;
  cursor.hidden = at >= count;
  Object.assign(cursor.style, {
    left: `${(100 * (at % wide)) / wide}%`,
    top: `${(100 * Math.floor(at / wide)) / high}%`,
    width: `calc(${100 / wide}% + 6px)`,
    height: `calc(${100 / high}% + 6px)`,
  });
}
