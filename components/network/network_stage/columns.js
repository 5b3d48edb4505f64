// Columns: ten values as bars with their numbers, and where a bar lies in its row.

import { largestOf } from "../../ui/js/format.js";
import { largestAt } from "../../ui/js/nn/arrays.js";
import { columnText } from "./words.js";

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Column, Reading, Shown, SoftmaxTable } from "./types.d.ts" */

export const MOST_LOGIT = 12; // as far as a logit can be dragged, unless the image's own is larger
const LEAST_BAR = 3; // letters; a shorter one says nothing

/**
 * Return how a row of a column is shared out.
 * @param {Box} box of the column
 * @param {object} letters
 * @param {number} letters.font
 * @param {number} letters.numbers width of the widest
 * @param {boolean} letters.prefersNumbers where there is no room for both
 * @param {boolean} [letters.nameless] whether the names stand in another column
 */
export function rowGeometry([x, , width], { font, numbers, prefersNumbers, nameless }) {
  const gap = font * 0.4;
  const name = nameless ? 0 : font * 0.9 + gap;
  const left = x + name;
  const both = width - name - numbers - gap;
  const hasBoth = both >= LEAST_BAR * font;
  const bar = hasBoth ? both : prefersNumbers ? 0 : width - name;
  return { bar: { left, width: bar }, hasNumbers: hasBoth || prefersNumbers };
}

/** @type {(logits: Float64Array) => number} the logit that fills a half row */
export const logitRange = (logits) => Math.max(MOST_LOGIT, Math.ceil(largestOf(logits)));

/**
 * Return the columns of what is shown, by the name of their part.
 * @param {Shown} shown
 * @param {{ scene: string, added: number }} at
 * @returns {Record<string, Column>}
 */
export function columnsOf(shown, { scene, added }) {
  if (scene === "exp" || scene === "largest") return tableColumns(shown, scene, added);
  const { reading, comparison, chosenClass } = shown;
  const bold = largestAt(reading.probabilities);
  const framed = scene === "logits" ? chosenClass : undefined;
  return {
    logits: { ...logitColumn(reading.logits, largestOf(reading.logits) || 1), bold, framed },
    probabilities: probabilityColumn(reading),
    ...(comparison ? { movedProbabilities: probabilityColumn(comparison.after) } : {}),
  };
}

/** @type {(logits: Float64Array, range: number) => Column} */
const logitColumn = (logits, range) => ({
  shares: Array.from(logits, (logit) => logit / range),
  texts: Array.from(logits, (logit) => columnText(logit, 2)),
  sample: "−10.00",
  middle: true,
});

/** @type {(reading: Reading) => Column} */
const probabilityColumn = ({ probabilities }) => ({
  shares: [...probabilities],
  texts: Array.from(probabilities, (each) => columnText(each)),
  sample: "0.0000",
  bold: largestAt(probabilities),
});

/** @type {(shown: Shown, scene: string, added: number) => Record<string, Column>} */
function tableColumns({ table }, scene, added) {
  const { logits, powers, probabilities, safe } = table;
  const own = logits.map((logit) => logit - added);
  const range = logitRange(own);
  const logitBars = logitColumn(logits, range);
  const bold = largestAt(own);
  const plain = (/** @type {Column} */ column) => ({
    ...column,
    bold,
    prefersNumbers: true,
    nameless: scene === "largest",
  });
  return {
    logits: {
      ...plain({ ...logitBars, shares: Array.from(own, (logit) => logit / range) }),
      knobs: scene === "exp",
      nameless: false,
      prefersNumbers: scene === "largest",
      sample: scene === "exp" ? "−10.00" : "1004.6",
    },
    powers: plain(powerColumn(powers)),
    probabilities: plain({ ...probabilityColumn({ ...NONE, probabilities }) }),
    shifted: plain({ ...logitColumn(safe.shifted, 2 * range), sample: "−10.00" }),
    safePowers: plain(powerColumn(safe.powers)),
    safeProbabilities: plain(probabilityColumn({ ...NONE, probabilities: safe.probabilities })),
  };
}

const EMPTY = new Float64Array();
/** @type {Reading} */
const NONE = { input: EMPTY, hidden: EMPTY, logits: EMPTY, probabilities: EMPTY, trace: null };

/** @type {(powers: SoftmaxTable["powers"]) => Column} */
function powerColumn(powers) {
  const largest = Math.max(...powers);
  const fits = Number.isFinite(largest) && largest > 0;
  return {
    shares: Array.from(powers, (power) => (fits ? power / largest : Number(power === largest))),
    texts: Array.from(powers, (power) => columnText(power)),
    sample: "1.0e300",
  };
}
