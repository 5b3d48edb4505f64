// The batch's images: labelled, then read, then judged; one of them is followed.

import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { showGallery } from "./gallery.js";
import { equals, fixed, lossWords } from "./numbers.js";
import { paintImage } from "./pictures.js";

/** @import { FindPart } from "../../ui/js/widget.d.ts" */
/** @import { Caption } from "./gallery.js" */
/** @import { Step } from "./payload.d.ts" */
/** @import { StepNumbers } from "./step_numbers.js" */

/**
 * Show the first three parts: the batch, what the network reads, and the loss.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {{ image?: number }} state which image is followed
 * @param {(at: number) => void} choose
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
 * Return what stands under an image in each part.
 * @param {Pick<Step, "labels" | "predicted">} step
 * @param {Pick<StepNumbers, "losses">} numbers
 * @returns {Record<string, (at: number) => Caption>}
 */
export function captions({ labels, predicted }, { losses }) {
  const worst = largestOf(losses) || 1;
  return {
    batch: (at) => ({ text: `${labels[at]}`, spoken: `image ${at + 1}, labelled ${labels[at]}` }),
    forward: (at) => {
      const isRight = labels[at] === predicted[at];
      const verdict = isRight ? "right" : "wrong";
      return {
        text: isRight ? `${labels[at]} ✓` : `${labels[at]}→${predicted[at]} ✗`,
        wrong: !isRight,
        spoken: `image ${at + 1}: a ${labels[at]}, read as ${predicted[at]}, ${verdict}`,
      };
    },
    loss: (at) => ({
      text: fixed(losses[at], 3),
      share: Number.isFinite(losses[at]) ? losses[at] / worst : 1,
      spoken: `image ${at + 1}, a ${labels[at]}: loss ${fixed(losses[at], 3)}`,
    }),
  };
}

/** @type {(step: Step, numbers: StepNumbers, image: number) => Float32Array | Float64Array} */
function sharesOf({ labels }, { probabilities }, image) {
  const classes = probabilities.length / labels.length;
  return probabilities.subarray(image * classes, (image + 1) * classes);
}

/**
 * Show the image followed and its probabilities.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} image
 */
function showFollowed(part, step, numbers, image) {
  const { rows, columns } = step;
  const truth = step.labels[image];
  const read = step.predicted[image];
  const shares = sharesOf(step, numbers, image);
  paintImage(part("image"), step, numbers.levels[image]);
  const label = `image ${image + 1} of the batch, a ${truth}, ${rows} by ${columns}`;
  part("image").setAttribute("aria-label", label);
  showBars(part("bars"), shares, truth, read);
  const share = (/** @type {number} */ digit) => `${fixed(100 * shares[digit], 2)} %`;
  const verdict =
    truth === read
      ? "and so it is.\u00a0✓"
      : `it is a ${truth}, which gets ${share(truth)}.\u00a0✗`;
  setText(
    part("said"),
    `Image ${image + 1}: the network says ${read}, with ${share(read)}; ${verdict}`,
  );
}

/**
 * Show a probability a class.
 * @param {HTMLElement} list
 * @param {Float32Array | Float64Array} shares
 * @param {number} truth
 * @param {number} best
 */
function showBars(list, shares, truth, best) {
  const lines = /** @type {HTMLElement[]} */ (resizeList(list, shares.length, makeBar));
  shares.forEach((share, digit) => {
    const line = lines[digit];
    setData(line, "true", digit === truth);
    setData(line, "best", digit === best);
    find(line, "b").style.width = `${100 * (Number.isFinite(share) ? share : 0)}%`;
    setText(line.children[2], fixed(share, 4));
    setText(line.children[3], digit === truth ? "true" : "");
  });
}

/** @type {(digit: number) => HTMLElement} */
const makeBar = (digit) =>
  make("li", {}, make("span", {}, digit), make("i", {}, make("b")), make("span"), make("em"));

/**
 * Write out the loss of the image followed, and of the batch.
 * @param {FindPart} part
 * @param {Step} step
 * @param {StepNumbers} numbers
 * @param {number} image
 */
function showLoss(part, step, numbers, image) {
  const truth = step.labels[image];
  const share = sharesOf(step, numbers, image)[truth];
  setText(part("lossName"), `image ${image + 1}, a ${truth}`);
  setText(part("lossOne"), lossWords(share, numbers.losses[image]));
  setText(part("meanName"), "the batch");
  setText(part("lossMean"), meanWords(step));
  for (const name of ["penaltyName", "lossWhole"]) part(name).hidden = !step.words.l2;
  setText(part("penaltyName"), "with L2");
  setText(part("lossWhole"), penaltyWords(step));
}

/** @type {(value: number | null) => number} a number as it is written */
const shown = (value) => Number(value?.toFixed(5));

/** @type {(step: Pick<Step, "count" | "sum" | "mean">) => string} */
export function meanWords({ count, sum, mean }) {
  const images = count.toLocaleString("en");
  const quotient = `${fixed(sum, 5)} ÷ ${images} ${equals(shown(sum) / count, mean)}`;
  return `sum of all ${images} losses ÷ ${images} = ${quotient} ${fixed(mean, 5)}`;
}

/** @type {(step: Pick<Step, "mean" | "penalty" | "loss">) => string} */
export function penaltyWords({ mean, penalty, loss }) {
  const sign = equals(shown(mean) + shown(penalty), loss);
  return `${fixed(mean, 5)} + ${fixed(penalty, 5)} ${sign} ${fixed(loss, 5)}`;
}
