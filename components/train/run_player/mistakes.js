// The images of a cell of the confusion matrix, in a panel beside it, or over it on a phone.

import { paintDots } from "../../ui/js/canvas.js";
import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { countText, percentText } from "./words.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Mistake, Mistakes, Payload } from "./payload.d.ts" */
/** @import { Words } from "./words.js" */

const SIDE = 28;

/**
 * @param {FindPart} part
 * @param {Pick<Payload, "mistakes" | "words">} data
 * @param {{ pick: (index: number) => void, close: () => void, isClosed: boolean }} acts
 */
export function showMistakes(part, { mistakes, words }, { pick, close, isClosed }) {
  const shown = isClosed ? null : mistakes;
  setData(part("mistakes"), "open", shown !== null);
  setText(part("mistakesName"), words[shown ? "mistakes" : "no cell"]);
  setText(part("mistakesNote"), shown ? mistakesText(words, shown) : words["choose cell"]);
  Object.assign(part("close"), { textContent: words.close, hidden: !shown, onclick: close });
  const images = shown?.images ?? [];
  const buttons = /** @type {HTMLButtonElement[]} */ (
    resizeList(part("found"), images.length, makeButton)
  );
  images.forEach((image, at) => {
    showImage(buttons[at], image, words);
    buttons[at].onclick = () => pick(image.index);
  });
}

/**
 * Return which images these are.
 * @param {Words} words
 * @param {Mistakes} mistakes
 */
export function mistakesText(words, { count, step, true: row, predicted }) {
  if (count === null) return words["looking up"];
  const gaps = {
    step: countText(step),
    count: countText(count),
    true: row ?? "",
    predicted: predicted ?? "",
  };
  if (row === null) return withGaps(words["most wrong"], gaps);
  if (row === predicted) return withGaps(words["cell right"], gaps);
  return withGaps(words[count ? "cell wrong" : "cell empty"], gaps);
}

const makeButton = () =>
  make(
    "button",
    { type: "button" },
    make("canvas", { width: SIDE, height: SIDE }),
    make("span", {}),
  );

/**
 * @param {HTMLButtonElement} button
 * @param {Mistake} image
 * @param {Words} words
 */
function showImage(button, { pixels, label, predicted, probability, is_taken }, words) {
  const levels = fromBase64(pixels);
  const canvas = /** @type {HTMLCanvasElement} */ (find(button, "canvas"));
  paintDots(canvas, SIDE, SIDE, (pixel) => [levels[pixel], levels[pixel], levels[pixel]]);
  const share = percentText(words, probability, 0);
  setText(find(button, "span"), `${predicted}, ${share}`);
  const gaps = { label, predicted, share };
  button.setAttribute("aria-label", withGaps(words["take image"], gaps));
  button.setAttribute("aria-pressed", String(is_taken));
}
