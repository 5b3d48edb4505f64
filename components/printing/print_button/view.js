// The button opens the browser's print dialog; the sheet's style sheet says what is printed.

import { partsOf } from "../../ui/js/dom.js";
import { fillWords } from "../../ui/js/words.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  fillWords(parentElement, data.words);
  partsOf(parentElement)("print").onclick = () => print();
}
