// What is written and spoken of charts.

import { formatNumber } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";

/** @import { Chart, StopLine } from "./payload.d.ts" */

const DIGITS = 3; // of a loss

/**
 * Return what the network is like where the line stops the run.
 * @param {Record<string, string>} words
 * @param {StopLine} stop
 * @param {number} at the point
 */
export function stopLines(words, stop, at) {
  const lines = [
    partLine(words["training at"], stop.losses[at], stop.accuracies[at]),
    partLine(words["validation at"], stop.validation_losses[at], stop.validation_accuracies[at]),
  ];
  const { lowest } = stop;
  if (lowest === null) return lines;
  const gaps = {
    epoch: epochText(stop, lowest),
    loss: formatNumber(stop.validation_losses[lowest], DIGITS),
  };
  return [...lines, withGaps(words[at === lowest ? "at lowest" : "lowest"], gaps)];
}

/** @type {(text: string, loss: number, accuracy: number) => string} */
const partLine = (text, loss, accuracy) =>
  withGaps(text, { loss: formatNumber(loss, DIGITS), accuracy: formatNumber(100 * accuracy, 1) });

/** @type {(stop: StopLine, at: number) => string} */
export const epochText = ({ epochs }, at) => formatNumber(epochs[at], 0);

/**
 * Return a chart in words: each curve's first and last value.
 * @param {Record<string, string>} words
 * @param {Chart} chart
 * @param {Map<string, string>} names of the kinds of curves
 */
export function chartText(words, chart, names) {
  const curves = chart.curves.map(({ kind, values }) => {
    const ends = { first: valueText(words, values[0]), last: valueText(words, values.at(-1)) };
    return withGaps(words["curve from to"], { name: names.get(kind) ?? "", ...ends });
  });
  return `${chart.title}: ${curves.join("; ")}`;
}

/** @type {(words: Record<string, string>, value: number | null | undefined) => string} */
const valueText = (words, value) =>
  value === null || value === undefined ? words["no number"] : String(Number(value.toPrecision(3)));
