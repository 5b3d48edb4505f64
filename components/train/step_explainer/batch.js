// The first three parts: the batch's images with their labels, predictions and losses; one of them
// is followed.

import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { showGallery } from "./gallery.js";
import { paintImage } from "./images.js";
import { equalitySign, fixed, lossText } from "./numbers.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Caption } from "./gallery.js" */
/** @import { Step } from "./payload.d.ts" */
/** @import { StepNumbers } from "./step_numbers.js" */

/**
 * Show the first three parts: batch, forward and loss.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {{ image?: number }} state its image is followed
 * @param {(index: number) => void} choose
 */
export function showBatch(part, step, numbers, state, choose) {
  const { labels } = step;
  const chosen = Math.min(state.image ?? 0, labels.length - 1);
  state.image = chosen;
  for (const [name, captionOf] of Object.entries(captions(step, numbers))) {
    showGallery(part(name, "gallery"), step, numbers.levels, captionOf, chosen, choose);
  }
  showFollowed(part, step, numbers, chosen);
  showLoss(part, step, numbers, chosen);
}

/**
 * Return the caption of an image in each part.
 * @param {Pick<Step, "labels" | "predicted">} step
 * @param {Pick<StepNumbers, "losses">} numbers
 * @returns {Record<string, (index: number) => Caption>}
 */
export function captions({ labels, predicted }, { losses }) {
  const worst = largestOf(losses) || 1;
  return {
    batch: (index) => ({
      text: `${labels[index]}`,
      spoken: `image ${index + 1}, labeled ${labels[index]}`,
    }),
    forward: (index) => {
      const isRight = labels[index] === predicted[index];
      const verdict = isRight ? "right" : "wrong";
      return {
        text: isRight ? `${labels[index]} ✓` : `${labels[index]}→${predicted[index]} ✗`,
        wrong: !isRight,
        spoken: `image ${index + 1}: a ${labels[index]}, read as ${predicted[index]}, ${verdict}`,
      };
    },
    loss: (index) => ({
      text: fixed(losses[index], 3),
      bar: Number.isFinite(losses[index]) ? losses[index] / worst : 1,
      spoken: `image ${index + 1}, a ${labels[index]}: loss ${fixed(losses[index], 3)}`,
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
 */
function showFollowed(part, step, numbers, image) {
  const { rows, columns } = step;
  const label = step.labels[image];
  const prediction = step.predicted[image];
  const probabilities = probabilitiesOf(step, numbers, image);
  paintImage(part("image"), step, numbers.levels[image]);
  const ariaLabel = `image ${image + 1} of the batch, a ${label}, ${rows} by ${columns}`;
  part("image").setAttribute("aria-label", ariaLabel);
  showBars(part("bars"), probabilities, label, prediction);
  const probability = (/** @type {number} */ digit) => `${fixed(100 * probabilities[digit], 2)} %`;
  const verdict =
    label === prediction
      ? "and so it is.\u00a0✓"
      : `it is a ${label}, which gets ${probability(label)}.\u00a0✗`;
  setText(
    part("said"),
    `Image ${image + 1}: the network says ${prediction}, with ${probability(prediction)}; ${verdict}`,
  );
}

/**
 * Show the probability of each class.
 * @param {HTMLElement} list
 * @param {Float32Array | Float64Array} probabilities
 * @param {number} label
 * @param {number} predicted
 */
function showBars(list, probabilities, label, predicted) {
  const bars = /** @type {HTMLElement[]} */ (resizeList(list, probabilities.length, makeBar));
  probabilities.forEach((probability, digit) => {
    const bar = bars[digit];
    setData(bar, "true", digit === label);
    setData(bar, "best", digit === predicted);
    find(bar, "b").style.width = `${100 * (Number.isFinite(probability) ? probability : 0)}%`;
    setText(bar.children[2], fixed(probability, 4));
    setText(bar.children[3], digit === label ? "true" : "");
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
 */
function showLoss(part, step, numbers, image) {
  const label = step.labels[image];
  const probability = probabilitiesOf(step, numbers, image)[label];
  setText(part("lossName"), `image ${image + 1}, a ${label}`);
  setText(part("lossOne"), lossText(probability, numbers.losses[image]));
  setText(part("meanName"), "the batch");
  setText(part("lossMean"), meanText(step));
  for (const name of ["penaltyName", "lossWhole"]) part(name).hidden = !step.texts.l2;
  setText(part("penaltyName"), "with L2");
  setText(part("lossWhole"), penaltyText(step));
}

/** @type {(value: number | null) => number} a number as displayed */
const displayed = (value) => Number(value?.toFixed(5));

/** @type {(step: Pick<Step, "batchSize" | "sum" | "mean">) => string} */
export function meanText({ batchSize, sum, mean }) {
  const images = batchSize.toLocaleString("en");
  const quotient = `${fixed(sum, 5)} ÷ ${images} ${equalitySign(displayed(sum) / batchSize, mean)}`;
  return `sum of all ${images} losses ÷ ${images} = ${quotient} ${fixed(mean, 5)}`;
}

/** @type {(step: Pick<Step, "mean" | "penalty" | "loss">) => string} */
export function penaltyText({ mean, penalty, loss }) {
  const sign = equalitySign(displayed(mean) + displayed(penalty), loss);
  return `${fixed(mean, 5)} + ${fixed(penalty, 5)} ${sign} ${fixed(loss, 5)}`;
}
