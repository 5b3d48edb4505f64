// A claim's experiment: the program that real Keras runs, and what it found.

import { make, partsOf, proseNodes, setData, setText } from "../../ui/js/dom.js";
import { fillWords } from "../../ui/js/words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const { code, verdict, text, words } = data;
  const part = partsOf(parentElement);
  parentElement.host.toggleAttribute("data-fills", true);
  fillWords(parentElement, words);
  part("program").replaceChildren(...code.split("\n").map(lineOf));
  setData(part("result"), "verdict", verdict);
  setText(part("verdict"), verdict ? words[verdict] : "");
  part("text").replaceChildren(...proseNodes(text));
  return () => {};
}

/** @param {string} line */
function lineOf(line) {
  const at = line.indexOf("#");
  if (at < 0) return make("li", {}, line);
  const comment = make("span", { className: "comment" }, line.slice(at));
  return make("li", {}, line.slice(0, at), comment);
}
