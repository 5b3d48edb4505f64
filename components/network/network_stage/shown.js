// What is shown now: of what is on the pad, under the slider or dragged, else of what Python sent.

import { isOfCurrentPicture, liveTrace } from "../../ui/js/live_network.js";
import { arrivedNetwork } from "../../ui/js/network_file.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { currentPicture } from "../../ui/js/pad_picture.js";
import { sliderValue } from "../../ui/js/page_controls.js";
import {
  comparisonOf,
  neuronOf,
  readingOf,
  receivedComparison,
  softmaxTable,
  traced,
} from "./numbers.js";

/** @import { Comparison, Reading, Shown, View } from "./types.d.ts" */

const ROUNDED = 5.001e-5; // Python sends four decimals

/**
 * Return the numbers to show: of what is on the pad now, else of what Python sent.
 * @param {View} view
 * @returns {Shown}
 */
export function shownNow(view) {
  const { data, state, received } = view;
  const live = penReading(view);
  const reading = live ?? traced(received, data.columns, layersOf(view));
  if (!live) view.received = reading;
  const logits = state.dragged ?? reading.logits;
  const comparison = comparisonNow(view, reading);
  const strongestUnit = state.unit ?? largestAt(reading.hidden);
  return {
    reading,
    isExample: !live && data.is_example,
    table: softmaxTable(logits, state.added),
    neuron: data.scene === "hidden" ? neuronOf(reading, strongestUnit) : null,
    chosenClass: state.class ?? largestAt(reading.probabilities),
    comparison,
    ranking: ranking(reading.probabilities, comparison?.after.probabilities),
  };
}

/** @type {(one: Float64Array, other?: Float64Array) => number[]} the most probable in either first */
function ranking(one, other = one) {
  const most = one.map((value, at) => Math.max(value, other[at]));
  return [...most.keys()].sort((a, b) => most[b] - most[a] || a - b);
}

/** @type {(view: View) => ReturnType<typeof arrivedNetwork>} */
const layersOf = ({ data }) => arrivedNetwork(data.network.network);

/** @type {(view: View) => Reading | null} of what is on the pad, where Python has not seen it */
function penReading({ data }) {
  const picture = data.has_pad ? currentPicture() : null;
  if (!picture?.pixels.some((level) => level > 0)) return null;
  if (isOfCurrentPicture(data.network)) return null;
  const trace = liveTrace(data.network);
  return trace && readingOf(trace);
}

/** @type {(view: View, reading: Reading) => Comparison | null} */
function comparisonNow({ data }, reading) {
  const { moved } = data;
  if (!moved) return null;
  const by = sliderValue(moved.control) ?? moved.by;
  const computed = comparisonOf(reading, data.columns, by);
  if (!computed) return receivedComparison(moved);
  if (by === moved.by) reportDisagreement(computed, receivedComparison(moved));
  return computed;
}

/** @type {(computed: Comparison, received: Comparison) => void} */
function reportDisagreement(computed, received) {
  const furthest = Math.max(
    ...[0, 1].flatMap((side) =>
      Array.from(computed.parts[side], (value, at) => Math.abs(value - received.parts[side][at])),
    ),
  );
  const isSame = computed.one === received.one && computed.other === received.other;
  if (isSame && furthest <= ROUNDED) return;
  console.error("network stage: Python's moved image is another", computed, received);
}
