// The first three parts: the batch's images with their labels, predictions and losses; one of them
// is followed.

import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { showGallery } from "./gallery.js";
import { paintImage } from "./images.js";
import { equalitySign, fixed, lossText } from "./numbers.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Caption } from "./gallery.js" */
/** @import { Step } from "./payload.d.ts" */
/** @import { StepNumbers } from "./step_numbers.js" */
/** @import { Words } from "../../ui/js/words.js" */

/**
 * Show the first three parts: batch, forward and loss.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {{ image?: number }} state its image is followed
 * @param {(index: number) => void} choose
 * @param {Words} words
 */
export function showBatch(part, step, numbers, state, choose, words) {
  const { labels } = step;
  const chosen = Math.min(state.image ?? 0, labels.length - 1);
  state.image = chosen;
  for (const [name, captionOf] of Object.entries(captions(step, numbers, words))) {
    showGallery(part(name, "gallery"), step, numbers.levels, captionOf, chosen, choose);
  }
  showFollowed(part, step, numbers, chosen, words);
  showLoss(part, step, numbers, chosen, words);
}

/**
 * Return the caption of an image in each part.
 * @param {Pick<Step, "labels" | "predicted">} step
 * @param {Pick<StepNumbers, "losses">} numbers
 * @param {Words} words
 * @returns {Record<string, (index: number) => Caption>}
 */
export function captions({ labels, predicted }, { losses }, words) {
  const worst = largestOf(losses) || 1;
  return {
    batch: (index) => ({
      text: `${labels[index]}`,
      spoken: withGaps(words["batch image"], { image: index + 1, label: labels[index] }),
    }),
    forward: (index) => {
      const isRight = labels[index] === predicted[index];
      const gaps = { image: index + 1, label: labels[index], predicted: predicted[index] };
      return {
        text: isRight ? `${labels[index]} ✓` : `${labels[index]}→${predicted[index]} ✗`,
        wrong: !isRight,
        spoken: withGaps(words[isRight ? "image right" : "image wrong"], gaps),
      };
    },
    loss: (index) => ({
      text: fixed(words, losses[index], 3),
      bar: Number.isFinite(losses[index]) ? losses[index] / worst : 1,
      spoken: withGaps(words["loss image"], {
        image: index + 1,
        label: labels[index],
        loss: fixed(words, losses[index], 3),
      }),
    }),
  };
}

/** @type {(step: Step, numbers: StepNumbers, image: number) => Float32Array | Float64Array} */
function probabilitiesOf({ labels }, { probabilities }, image) {
  const classes = probabilities.length / labels.length;
  return probabilities.subarray(image * classes, (image + 1) * classes);
}

/**
 * Show the followed image and its probabilities.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} image
 * @param {Words} words
 */
function showFollowed(part, step, numbers, image, words) {
  const { rows, columns } = step;
  const label = step.labels[image];
  const prediction = step.predicted[image];
  const probabilities = probabilitiesOf(step, numbers, image);
  paintImage(part("image"), step, numbers.levels[image]);
  const spoken = withGaps(words["followed image"], { image: image + 1, label, rows, columns });
  part("image").setAttribute("aria-label", spoken);
  showBars(part("bars"), probabilities, label, prediction, words);
  const percent = (/** @type {number} */ digit) =>
    `${fixed(words, 100 * probabilities[digit], 2)}%`;
  const gaps = { image: image + 1, label, predicted: prediction, probability: percent(prediction) };
  const text =
    label === prediction
      ? withGaps(words["followed right"], gaps)
      : withGaps(words["followed wrong"], { ...gaps, truth: percent(label) });
  setText(part("said"), text);
}

/**
 * Show the probability of each class.
 * @param {HTMLElement} list
 * @param {Float32Array | Float64Array} probabilities
 * @param {number} label
 * @param {number} predicted
 * @param {Words} words
 */
function showBars(list, probabilities, label, predicted, words) {
  const bars = /** @type {HTMLElement[]} */ (resizeList(list, probabilities.length, makeBar));
  probabilities.forEach((probability, digit) => {
    const bar = bars[digit];
    setData(bar, "true", digit === label);
    setData(bar, "best", digit === predicted);
    find(bar, "b").style.width = `${100 * (Number.isFinite(probability) ? probability : 0)}%`;
    setText(bar.children[2], fixed(words, probability, 4));
    setText(bar.children[3], digit === label ? words.true : "");
  });
}

/** @type {(digit: number) => HTMLElement} */
const makeBar = (digit) =>
  make("li", {}, make("span", {}, digit), make("i", {}, make("b")), make("span"), make("em"));

/**
 * Show the loss of the followed image as a calculation, and that of the batch.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} image
 * @param {Words} words
 */
function showLoss(part, step, numbers, image, words) {
  const label = step.labels[image];
  const probability = probabilitiesOf(step, numbers, image)[label];
  setText(part("lossName"), withGaps(words["batch image"], { image: image + 1, label }));
  setText(part("lossOne"), lossText(words, probability, numbers.losses[image]));
  setText(part("meanName"), words["whole batch"]);
  setText(part("lossMean"), meanText(step, words));
  for (const name of ["penaltyName", "lossWhole"]) part(name).hidden = !step.texts.l2;
  setText(part("penaltyName"), words["with l2"]);
  setText(part("lossWhole"), penaltyText(step, words));
}

/** @type {(value: number | null) => number} a number as displayed */
const displayed = (value) => Number(value?.toFixed(5));

/** @type {(step: Pick<Step, "batchSize" | "sum" | "mean">, words: Words) => string} */
export function meanText({ batchSize, sum, mean }, words) {
  const images = batchSize.toLocaleString("en");
  const sign = equalitySign(displayed(sum) / batchSize, mean);
  const gaps = { images, sum: fixed(words, sum, 5), sign, mean: fixed(words, mean, 5) };
  return withGaps(words["mean loss"], gaps);
}

/** @type {(step: Pick<Step, "mean" | "penalty" | "loss">, words: Words) => string} */
export function penaltyText({ mean, penalty, loss }, words) {
  const sign = equalitySign(displayed(mean) + displayed(penalty), loss);
  const [before, added, whole] = [mean, penalty, loss].map((each) => fixed(words, each, 5));
  return `${before} + ${added} ${sign} ${whole}`;
}
