// Small kernels in rows, repainted in place, so that nothing flickers while they move.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging, ramp } from "../../ui/js/color.js";
import { find, make, partsOf, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";

/** @import { Payload, Row } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  const { dark } = readTheme(parentElement);
  const sections = resizeList(part("rows"), data.rows.length, () =>
    make("section", {}, make("h3"), make("ol")),
  );
  data.rows.forEach((row, nth) => showRow(sections[nth], row, data, dark));
  find(parentElement, ".kernels").style.setProperty("--ramp", ramp(dark, 9));
  part("least").textContent = formatNumber(-data.most, 2);
  part("most").textContent = formatNumber(data.most, 2);
}

/**
 * @param {Element} section
 * @param {Row} row
 * @param {Payload} data
 * @param {boolean} dark
 */
function showRow(section, { title, values, words }, { side, most }, dark) {
  const [heading, list] = section.children;
  setText(heading, title);
  const items = resizeList(list, words.length, () =>
    make("li", {}, make("canvas", { role: "img" }), make("span")),
  );
  const numbers = unpackNumbers(values);
  words.forEach((word, at) => {
    const [canvas, span] = items[at].children;
    const own = numbers.subarray(at * side * side, (at + 1) * side * side);
    const texts = Array.from(own, (value) => formatNumber(value, 2));
    paintDots(/** @type {HTMLCanvasElement} */ (canvas), side, side, (cell) =>
      diverging(own[cell] / most, dark),
    );
    canvas.setAttribute("aria-label", `${title}, kernel ${at}: ${texts.join(", ")}`);
    setText(span, word);
  });
}
