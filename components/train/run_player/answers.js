// What the network made of the learner's drawing at a moment.

import { paintDots } from "../../ui/js/canvas.js";
import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { fromBase64 } from "../../ui/js/wire.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const SIDE = 28;

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {number} step
 */
export function showAnswers(part, { drawing, answers, words }, step) {
  const shares = answers[step];
  part("drawing").hidden = !drawing;
  part("answers").hidden = !shares;
  const known = shares ? "answers" : "no answers";
  setText(part("answersNote"), words[drawing ? known : "no drawing"]);
  if (!drawing) return;
  const ink = fromBase64(drawing);
  paintDots(part("drawing"), SIDE, SIDE, (at) => [ink[at], ink[at], ink[at]]);
  if (shares) showShares(part("answers"), shares);
}

/**
 * @param {HTMLElement} list
 * @param {(number | null)[]} shares
 */
function showShares(list, shares) {
  const lines = /** @type {HTMLElement[]} */ (resizeList(list, shares.length, makeLine));
  const best = shares.indexOf(Math.max(...shares.map((share) => share ?? 0)));
  shares.forEach((share, digit) => {
    setData(lines[digit], "best", digit === best);
    find(lines[digit], "b").style.width = `${100 * (share ?? 0)}%`;
    setText(lines[digit].children[2], share === null ? "–" : share.toFixed(4));
  });
}

/** @type {(digit: number) => HTMLElement} */
const makeLine = (digit) =>
  make("li", {}, make("span", {}, digit), make("i", {}, make("b")), make("span"));
