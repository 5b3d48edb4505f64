// Digits of the data set, each with its label under it.

import { fillingContext, paintDots, scaledFont } from "../../ui/js/canvas.js";
import { partsOf } from "../../ui/js/dom.js";
import { onSize } from "../../ui/js/resize.js";
import { hasRoom } from "../../ui/js/stage.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { wallLayout } from "./layout.js";

/** @import { Theme, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const FONT = 14;

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  parentElement.host.toggleAttribute("data-fills", true);
  const state = widgetState(parentElement, () => ({}));
  const canvas = partsOf(parentElement)("canvas");
  canvas.setAttribute("aria-label", data.words.picture);
  const show = () => draw(data, canvas, parentElement.host, readTheme(parentElement));
  show();
  onSize(state, parentElement.host, show, { withHeight: true });
}

/**
 * @param {Payload} data
 * @param {HTMLCanvasElement} canvas
 * @param {Element} host
 * @param {Theme} theme
 */
function draw({ side, count, images, labels }, canvas, host, theme) {
  if (!hasRoom(host)) return;
  const { clientWidth, clientHeight } = host;
  const levels = fromBase64(images);
  const font = scaledFont(FONT);
  const { columns, rows, image, x, y, across, down } = wallLayout(
    clientWidth,
    clientHeight,
    count,
    font,
  );
  const ctx = fillingContext(canvas, clientWidth, clientHeight);
  ctx.font = `600 ${font}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillStyle = theme.text;
  const dots = document.createElement("canvas");
  for (let at = 0; at < columns * rows; at++) {
    const [left, top] = [x + (at % columns) * across, y + Math.floor(at / columns) * down];
    paintDots(dots, side, side, (pixel) => Array(3).fill(levels[at * side * side + pixel]));
    ctx.drawImage(dots, left, top, image, image);
    ctx.fillText(labels[at], left + image / 2, top + image + 2);
  }
}
