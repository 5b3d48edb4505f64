// Small pictures in a row, each with its words: repainted in place, so nothing flickers.

import { paintDots } from "../js/canvas.js";
import { diverging } from "../js/color.js";
import { readTheme } from "../js/theme.js";
import { fromBase64 } from "../js/wire.js";

export default function ({ data, parentElement, setTriggerValue }) {
  const row = parentElement.querySelector('[data-part="pictures"]');
  const { dark } = readTheme(parentElement);
  if (row.children.length !== data.pictures.length) {
    row.replaceChildren(
      ...data.pictures.map(() => {
        const figure = document.createElement("figure");
        const canvas = document.createElement("canvas");
        const holder = data.pick ? document.createElement("button") : figure;
        if (data.pick) {
          holder.type = "button";
          figure.append(holder);
        }
        canvas.setAttribute("role", "img");
        holder.append(canvas, document.createElement("figcaption"));
        return figure;
      }),
    );
  }
  data.pictures.forEach(({ rows, columns, levels, words }, nth) => {
    const figure = row.children[nth];
    const button = figure.querySelector("button");
    const canvas = figure.querySelector("canvas");
    const caption = figure.querySelector("figcaption");
    if (button) button.onclick = () => setTriggerValue("picked", { place: nth });
    const bytes = fromBase64(levels);
    const colour = (level) =>
      data.signed ? diverging((level - 128) / 127, dark) : [level, level, level];
    paintDots(canvas, columns, rows, (at) => colour(bytes[at]));
    canvas.setAttribute("aria-label", words);
    caption.textContent = words;
  });
}
