// One script: its lines, the differing ones signed; below, what it said, with numbered parts.

import { find, make, partsOf, proseNodes } from "../js/dom.js";
import { readTheme } from "../js/theme.js";
import { colored } from "./words.js";

/** @import { Payload, Piece } from "./payload.d.ts" */
/** @import { Widget } from "../js/widget.d.ts" */

/**
 * @param {string} text
 * @param {number} nth
 * @param {Payload} given
 */
function lineOf(text, nth, { differs, sign, stopped, words }) {
  const line = make("li", {}, make("span", { className: "number" }, String(nth + 1)));
  const differing = differs.includes(nth);
  line.classList.toggle("wrong", differing && sign === "−");
  line.classList.toggle("right", differing && sign === "+");
  line.append(make("span", { className: "sign" }, differing ? sign : ""));
  const code = make("span", { className: "line" }, ...colored(text));
  code.style.setProperty("--indent", String(text.length - text.trimStart().length));
  code.textContent || code.append(" ");
  line.append(code);
  if (nth === stopped) {
    line.classList.add("stopped");
    line.append(make("span", { className: "here" }, words.stopped));
  }
  return line;
}

/** @type {(piece: Piece, words: Record<string, string>) => HTMLElement[]} */
function messageOf({ kind, text, marks }, words) {
  const message = make("div", { className: `message ${kind}` });
  let last = 0;
  for (const [start, end, number] of marks) {
    const part = make(
      "mark",
      {},
      make("span", { className: "badge" }, String(number)),
      text.slice(start, end),
    );
    part.dataset.number = String(number);
    message.append(text.slice(last, start), part);
    last = end;
  }
  message.append(text.slice(last));
  return [make("p", { className: "kind" }, words[`kind ${kind}`]), message];
}

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const root = find(parentElement, ".script");
  const part = partsOf(root);
  root.classList.toggle("dark", readTheme(parentElement).dark);
  part("title").textContent = data.title;
  part("code").replaceChildren(...data.lines.map((text, nth) => lineOf(text, nth, data)));
  part("code").setAttribute("aria-label", data.title);
  part("output").hidden = data.said === null;
  part("note").textContent = data.note;
  part("said").replaceChildren(...(data.said ?? []).flatMap((each) => messageOf(each, data.words)));
  part("parts").hidden = data.sentences.length === 0;
  part("parts").replaceChildren(
    ...data.sentences.map((text, nth) => {
      const line = make(
        "li",
        {},
        make("span", { className: "badge" }, String(nth + 1)),
        make("span", {}, ...proseNodes(text)),
      );
      /** @param {boolean} on */
      const light = (on) =>
        root
          .querySelectorAll(`mark[data-number="${nth + 1}"]`)
          .forEach((mark) => mark.classList.toggle("lit", on));
      line.onpointerenter = () => light(true);
      line.onpointerleave = () => light(false);
      return line;
    }),
  );
}
