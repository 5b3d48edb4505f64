// Small kernels in rows, repainted in place, so that nothing flickers while they change.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging, ramp } from "../../ui/js/color.js";
import { find, make, partsOf, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
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
  data.rows.forEach((row, index) => showRow(sections[index], row, data, dark));
  find(parentElement, ".kernels").style.setProperty("--ramp", ramp(dark, 9));
  part("least").textContent = formatNumber(-data.limit, 2);
  part("most").textContent = formatNumber(data.limit, 2);
}

/**
 * @param {Element} section
 * @param {Row} row
 * @param {Payload} data
 * @param {boolean} dark
 */
function showRow(section, { title, values, captions }, { side, limit, words }, dark) {
  const [heading, list] = section.children;
  setText(heading, title);
  const items = resizeList(list, captions.length, () =>
    make("li", {}, make("canvas", { role: "img" }), make("span")),
  );
  const numbers = unpackNumbers(values);
  captions.forEach((caption, index) => {
    const [canvas, span] = items[index].children;
    const kernel = numbers.subarray(index * side * side, (index + 1) * side * side);
    const texts = Array.from(kernel, (value) => formatNumber(value, 2));
    paintDots(/** @type {HTMLCanvasElement} */ (canvas), side, side, (cell) =>
      diverging(kernel[cell] / limit, dark),
    );
    canvas.setAttribute(
      "aria-label",
      withGaps(words.kernel, { title, kernel: index, values: texts.join(", ") }),
    );
    setText(span, caption);
  });
}
