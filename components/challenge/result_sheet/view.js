// The page to print or to save as an image: the digit, the network, the figures and the date.

import { make, partsOf } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { paintSheet } from "./paint.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const FILE = "unrolled-challenge.png";
const CLASS = "print-sheet"; // which print.css shows on paper, and nothing else

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  parentElement.host.toggleAttribute("data-fills", true);
  fillWords(parentElement, data.words);
  const date = dateOf(data.when);
  const sheet = part("sheet");
  sheet.setAttribute("aria-label", spoken(data, date));
  paintSheet(sheet, data, readTheme(parentElement).font, date);
  part("print").onclick = () => print();
  part("save").onclick = () => save(sheet);
  return startAnew(parentElement.host, () => layForPrint(sheet));
}

/** @type {(when: number) => string} */
const dateOf = (when) =>
  new Date(when).toLocaleDateString(document.documentElement.lang || "en", { dateStyle: "long" });

/** @type {(data: Payload, date: string) => string} */
function spoken({ conditions, layers, training, passed, words }, date) {
  const facts = conditions.map(({ text, state }) => withGaps(words[state], { condition: text }));
  const rows = layers.map(({ code, parameters }) => `${code}: ${parameters}`);
  const title = words[passed ? "passed" : "attempt"];
  return [title, date, ...facts, words.network, ...rows, training].join(". ");
}

/** @param {HTMLCanvasElement} sheet */
function save(sheet) {
  sheet.toBlob((blob) => {
    if (!blob) return;
    const link = make("a", { href: URL.createObjectURL(blob), download: FILE });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // the download has begun by then
  }, "image/png");
}

/**
 * Lay the page as an image into the document, where a printer finds it outside of this widget.
 * @param {HTMLCanvasElement} sheet
 */
function layForPrint(sheet) {
  const image = make("img", { className: CLASS, alt: sheet.getAttribute("aria-label") ?? "" });
  image.src = sheet.toDataURL("image/png");
  document.body.append(image);
  return () => image.remove();
}
