// The moments of a recording: which are here, where they stand, and what is said of them.

/** @import { Frame, Payload } from "./payload.d.ts" */

/** @typedef {Map<number, Frame>} Frames by step */
/** @typedef {"loss" | "accuracy" | "gradient"} Scale */

/**
 * Return where a step stands among those that are here: at the last one not behind it.
 * @param {number[]} steps in order
 * @param {number} step
 */
export function placeOf(steps, step) {
  let at = 0;
  while (at + 1 < steps.length && steps[at + 1] <= step) at++;
  return at;
}

/** @type {(data: Pick<Payload, "began" | "total" | "epochs">, step: number) => number} */
export const epochOf = ({ began, total, epochs }, step) =>
  ((step - began) / (total - began)) * epochs;

/**
 * Return the step that ends the epoch a step is in.
 * @param {Pick<Payload, "began" | "total" | "epochs">} data
 * @param {number} step
 */
export function epochEnd(data, step) {
  const { began, total, epochs } = data;
  const next = Math.floor(epochOf(data, step) + 1e-9) + 1;
  return Math.min(total, Math.round(began + ((total - began) * next) / epochs));
}

/**
 * Return how many of the steps there are to an epoch, by which a recording is played.
 * @param {Payload} data
 * @param {number[]} steps
 */
export function stepsPerEpoch(data, steps) {
  const last = steps.length - 1;
  const epochs = epochOf(data, steps[last]) - epochOf(data, steps[0]);
  return epochs > 0 ? last / epochs : 10;
}

/** @type {(values: (number | null)[]) => number[]} */
export const present = (values) => values.filter((value) => value !== null);

/**
 * Return the ends of each chart's scale. A loss that explodes shows its climb only by its powers.
 * @param {Pick<Payload, "history" | "looks">} data
 * @param {Frames} frames
 * @returns {Record<Scale, [low: number, high: number]> & { climbs: boolean }}
 */
export function scalesOf({ history, looks }, frames) {
  const losses = present([...history.loss, ...history.held_out_loss]);
  const most = Math.max(0.1, ...losses);
  const climbs = most > 50;
  const worst = Math.min(0.9, ...present([...history.accuracy, ...history.held_out_accuracy]));
  const layers = looks.flatMap((step) => frames.get(step)?.layers ?? []);
  const gradients = present(layers.map(({ gradient }) => gradient)).filter((size) => size > 0);
  return {
    climbs,
    loss: climbs ? [Math.max(1e-3, Math.min(1, ...losses)), most] : [0, Math.ceil(most * 5) / 5],
    accuracy: [Math.floor(worst * 10) / 10, 1],
    gradient: [Math.min(0.1, ...gradients), Math.max(1, ...gradients)],
  };
}

/**
 * Return when a moment is.
 * @param {Pick<Payload, "total" | "trained" | "words">} data
 * @param {Pick<Frame, "step" | "epoch">} frame
 */
export function momentWords({ total, trained, words }, { step, epoch }) {
  if (step <= 0) return words.untrained;
  const batch = `batch ${step.toLocaleString("en")} of ${total.toLocaleString("en")}`;
  return `epoch ${epoch}, ${batch}${step > trained ? ", ahead of the held training" : ""}`;
}

/**
 * Return when the held-out images were last read: at a moment, or a snapshot before it.
 * @param {Pick<Frame, "judged">} frame
 */
export const whenJudged = ({ judged }) =>
  judged ? `after batch ${judged.toLocaleString("en")}` : "before the first batch";

const NONE = "not a number";
/** @type {(share: number | null) => string} */
const percent = (share) => (share === null ? NONE : `${(100 * share).toFixed(2)} %`);
/** @type {(value: number | null) => string} */
const number = (value) => {
  if (value === null) return NONE;
  return value < 1e4 ? value.toFixed(4) : value.toPrecision(3);
};

/**
 * Return a moment's loss and accuracy, held out and in training.
 * @param {Pick<Frame, "numbers" | "over" | "judged">} frame
 * @param {string} alone what is said of a single batch's numbers
 */
export function numbersWords(frame, alone) {
  const [loss, accuracy, heldLoss, heldAccuracy] = frame.numbers;
  let over = " of the first batch, before learning";
  if (frame.over > 1) over = ` over ${frame.over} batches`;
  else if (frame.over) over = ` ${alone}`;
  const held = `accuracy ${percent(heldAccuracy)}, loss ${number(heldLoss)}`;
  const trained = `accuracy ${percent(accuracy)}, loss ${number(loss)}`;
  return `held out ${whenJudged(frame)}: ${held}\ntraining${over}: ${trained}`;
}
