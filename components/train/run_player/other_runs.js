// The curves of the learner's other runs: each in its own dashes, thin, the validation one clearer.

import { make, makeSvg } from "../../ui/js/dom.js";

/** @import { Curve } from "./curves.js" */
/** @import { OtherRun } from "./payload.d.ts" */

const DASHES = [
  [7, 3],
  [2, 2],
  [9, 2, 2, 2],
  [4, 4],
  [1, 4],
  [12, 4],
];
const COLORS_ON_DARK = ["#ce93d8", "#4db6ac", "#e0e0e0", "#f48fb1", "#dce775"];
const COLORS_ON_LIGHT = ["#8e24aa", "#00796b", "#555555", "#c2185b", "#827717"];
const WIDTH = 34; // pixels of a line in the legend
const MIDDLE = 4;

/** @type {(index: number, dark: boolean) => { color: string, dashes: number[] }} */
const lineStyle = (index, dark) => ({
  color: (dark ? COLORS_ON_DARK : COLORS_ON_LIGHT)[index % COLORS_ON_DARK.length],
  dashes: DASHES[index % DASHES.length],
});

/**
 * @param {OtherRun[]} otherRuns
 * @param {"loss" | "accuracy"} name
 * @param {boolean} dark
 * @returns {Curve[]}
 */
export function otherRunCurves(otherRuns, name, dark) {
  return otherRuns.flatMap((run, index) => {
    const line = { ...lineStyle(index, dark), width: 1.3 };
    return [
      { ...line, steps: run.steps, values: run[name], alpha: 0.45 },
      { ...line, steps: run.validationSteps, values: run[`validation_${name}`] },
    ];
  });
}

/** @type {(otherRuns: OtherRun[], dark: boolean) => HTMLElement[]} */
export const otherRunsLegend = (otherRuns, dark) =>
  otherRuns.map(({ name }, index) =>
    make("span", { className: "entry" }, makeLine(lineStyle(index, dark)), name),
  );

/** @type {(style: { color: string, dashes: number[] }) => Element} */
const makeLine = ({ color, dashes }) =>
  makeSvg(
    "svg",
    { class: "other-run", width: WIDTH, height: 2 * MIDDLE, "aria-hidden": true },
    makeSvg("line", {
      x1: 0,
      x2: WIDTH,
      y1: MIDDLE,
      y2: MIDDLE,
      stroke: color,
      "stroke-width": 2,
      "stroke-dasharray": dashes.join(" "),
    }),
  );
