// The network's probabilities for the learner's drawing, pixel one step.

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
export function showPredictions(part, { drawing, predictions, texts }, step) {
  const probabilities = predictions[step];
  part("drawing").hidden = !drawing;
  part("answers").hidden = !probabilities;
  const note = probabilities ? "answers" : "no answers";
  setText(part("answersNote"), texts[drawing ? note : "no drawing"]);
  if (!drawing) return;
  const ink = fromBase64(drawing);
  paintDots(part("drawing"), SIDE, SIDE, (pixel) => [ink[pixel], ink[pixel], ink[pixel]]);
  if (probabilities) showBars(part("answers"), probabilities);
}

/**
 * @param {HTMLElement} list
 * @param {(number | null)[]} probabilities
 */
function showBars(list, probabilities) {
  const bars = /** @type {HTMLElement[]} */ (resizeList(list, probabilities.length, makeBar));
  const best = probabilities.indexOf(
    Math.max(...probabilities.map((probability) => probability ?? 0)),
  );
  probabilities.forEach((probability, digit) => {
    setData(bars[digit], "best", digit === best);
    find(bars[digit], "b").style.width = `${100 * (probability ?? 0)}%`;
    setText(bars[digit].children[2], probability === null ? "–" : probability.toFixed(4));
  });
}

/** @type {(digit: number) => HTMLElement} */
const makeBar = (digit) =>
  make("li", {}, make("span", {}, digit), make("i", {}, make("b")), make("span"));
