// Small kernels in rows, repainted in place, so that nothing flickers while they move.

import { paintDots } from "../../ui/js/canvas.js";
import { diverging, ramp } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".kernels");
  const holder = parentElement.querySelector('[data-part="rows"]');
  const theme = readTheme(parentElement);
  const { side, most } = data;
  if (holder.children.length !== data.rows.length) {
    holder.replaceChildren(
      ...data.rows.map(() => {
        const section = document.createElement("section");
        section.append(document.createElement("h3"), document.createElement("ol"));
        return section;
      }),
    );
  }
  data.rows.forEach(({ title, values, words }, nth) => {
    const [heading, list] = holder.children[nth].children;
    setText(heading, title);
    while (list.children.length > words.length) list.lastChild.remove();
    while (list.children.length < words.length) {
      const item = list.appendChild(document.createElement("li"));
      item.append(document.createElement("canvas"), document.createElement("span"));
      item.firstChild.setAttribute("role", "img");
    }
    const numbers = unpackNumbers(values);
    words.forEach((word, at) => {
      const [canvas, span] = list.children[at].children;
      const own = numbers.subarray(at * side * side, (at + 1) * side * side);
      paintDots(canvas, side, side, (cell) => diverging(own[cell] / most, theme.dark));
      canvas.setAttribute(
        "aria-label",
        `${title}, kernel ${at}: ${Array.from(own, (value) => formatNumber(value, 2)).join(", ")}`,
      );
      setText(span, word);
    });
  });
  root.style.setProperty("--ramp", ramp(theme.dark, 9));
  parentElement.querySelector('[data-part="least"]').textContent = formatNumber(-most, 2);
  parentElement.querySelector('[data-part="most"]').textContent = formatNumber(most, 2);
}
