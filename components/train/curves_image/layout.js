// The layout of the image: two charts side by side, and the scales and ticks of each.

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {{ left: number, top: number, width: number, height: number }} Box in pixels */
/** @typedef {{ at: number, text: string }} Tick in pixels */

/**
 * One chart: its scale, and the values of both of its curves.
 * @typedef {object} Chart
 * @property {string} name key of its title
 * @property {Box} box
 * @property {number} low
 * @property {number} high
 * @property {(number | null)[][]} curves training, then validation
 */

export const WIDTH = 1600;
export const HEIGHT = 860;
const INTERVALS = 5; // about so many between the ticks of an axis
const LOSS_BOX = { left: 140, top: 300, width: 610, height: 440 };
const ACCURACY_BOX = { ...LOSS_BOX, left: 930 };

/**
 * Return a round interval that divides a range into about so many parts.
 * @param {number} range
 * @param {number} parts
 */
export function roundInterval(range, parts) {
  const rough = range / parts;
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5].find((each) => each * power >= rough) ?? 10) * power;
}

/** @type {(values: (number | null)[]) => number[]} */
const numbersIn = (values) => values.filter((value) => value !== null);

/**
 * Return the two charts of a run.
 * @param {Pick<Payload, "loss" | "accuracy" | "validation_loss" | "validation_accuracy">} data
 * @returns {Chart[]}
 */
export function chartsOf({ loss, accuracy, validation_loss, validation_accuracy }) {
  const highest = Math.max(...numbersIn([...loss, ...validation_loss]), 1e-3);
  const lowest = Math.min(...numbersIn([...accuracy, ...validation_accuracy]), 1);
  const lossInterval = roundInterval(highest, INTERVALS);
  const accuracyInterval = roundInterval(Math.max(1 - lowest, 0.01), INTERVALS);
  const below = Math.ceil((1 - lowest) / accuracyInterval) * accuracyInterval;
  return [
    {
      name: "loss",
      box: LOSS_BOX,
      low: 0,
      high: Math.ceil(highest / lossInterval) * lossInterval,
      curves: [loss, validation_loss],
    },
    {
      name: "accuracy",
      box: ACCURACY_BOX,
      low: Math.max(0, 1 - below),
      high: 1,
      curves: [accuracy, validation_accuracy],
    },
  ];
}

/** @type {(box: Box, steps: number, step: number) => number} */
export const xOf = ({ left, width }, steps, step) => left + (step / steps) * width;

/** @type {(chart: Pick<Chart, "box" | "low" | "high">, value: number) => number} */
export const yOf = ({ box, low, high }, value) =>
  box.top + box.height - ((value - low) / (high - low)) * box.height;

/**
 * Return the ticks of a chart's values.
 * @param {Pick<Chart, "box" | "low" | "high">} chart
 * @returns {Tick[]}
 */
export function valueTicks(chart) {
  const { low, high } = chart;
  const interval = roundInterval(high - low, INTERVALS);
  const quarter = String(interval).includes("25") ? 1 : 0;
  const digits = Math.max(0, -Math.floor(Math.log10(interval)) + quarter);
  const ticks = [];
  for (let value = low; value <= high + interval / 1000; value += interval) {
    ticks.push({ at: yOf(chart, value), text: value.toFixed(digits) });
  }
  return ticks;
}

/**
 * Return the ticks of a chart's steps.
 * @param {Box} box
 * @param {number} steps
 * @returns {Tick[]}
 */
export function stepTicks(box, steps) {
  const interval = Math.max(1, roundInterval(steps, INTERVALS));
  const ticks = [];
  for (let step = 0; step <= steps; step += interval) {
    ticks.push({ at: xOf(box, steps, step), text: step.toLocaleString("en-US") });
  }
  return ticks;
}
