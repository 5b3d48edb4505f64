// The network's probabilities for the learner's digit, pixel one step.

import { paintDots } from "../../ui/js/canvas.js";
import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { answerText, predicted } from "./answer.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

const SIDE = 28;

/**
 * @param {FindPart} part
 * @param {Payload} data
 * @param {number} step
 */
export function showPredictions(part, data, step) {
  const { drawing, predictions, words, fills, isRunning } = data;
  const probabilities = predictions[step];
  part("drawing").hidden = !drawing;
  part("answers").hidden = !probabilities;
  const name = words[drawing?.isExample ? "example digit" : "your digit"];
  setText(part("predictionName"), fills && drawing ? answerText(data, step) : name);
  const note = words[isRunning ? "prediction later" : "prediction comes"];
  const known = words[fills ? (drawing?.isExample ? "example digit" : "your digit") : "answers"];
  setText(part("answersNote"), drawing ? (probabilities ? known : note) : words["no drawing"]);
  if (!drawing) return;
  const ink = fromBase64(drawing.pixels);
  part("drawing").setAttribute("aria-label", words.drawing);
  paintDots(part("drawing"), SIDE, SIDE, (pixel) => [ink[pixel], ink[pixel], ink[pixel]]);
  if (probabilities) showBars(part("answers"), probabilities, fills);
}

/**
 * @param {HTMLElement} list
 * @param {(number | null)[]} probabilities
 * @param {boolean} isShort whether they are written as percentages
 */
function showBars(list, probabilities, isShort) {
  const bars = /** @type {HTMLElement[]} */ (resizeList(list, probabilities.length, makeBar));
  const best = predicted(probabilities);
  probabilities.forEach((probability, digit) => {
    setData(bars[digit], "best", digit === best);
    bars[digit].style.setProperty("--share", String(probability ?? 0));
    const share = probability ?? 0;
    const text = isShort ? `${Math.round(100 * share)}%` : share.toFixed(4);
    setText(find(bars[digit], ".share"), probability === null ? "–" : text);
  });
}

/** @type {(digit: number) => HTMLElement} */
const makeBar = (digit) =>
  make(
    "li",
    {},
    make("span", {}, digit),
    make("i", {}, make("b")),
    make("span", { className: "share" }),
  );
