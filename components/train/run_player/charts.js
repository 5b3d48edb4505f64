// The three charts: loss, accuracy, and the size of each layer's gradient.

import { make } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { hasRoom } from "../../ui/js/stage.js";
import { DASHES, drawChart, drawCursor } from "./curves.js";
import { otherRunCurves } from "./other_runs.js";
import { layerText, metricsText } from "./words.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { chartColors, Curve, Dot } from "./curves.js" */
/** @import { Frames, Scale, chartScales } from "./recording.js" */
/** @import { Frame, Payload } from "./payload.d.ts" */

/**
 * What the charts are drawn from.
 * @typedef {{ data: Payload, frames: Frames, scales: ReturnType<typeof chartScales>, part: FindPart,
 *   theme: Theme, colors: ReturnType<typeof chartColors>, goToStep: (step: number) => void }} Charts
 */

/** @type {number[]} */
const SOLID = [];
const VALIDATION_DASHES = [6, 4];

/**
 * Draw all charts, and the step's cursor on each.
 * @param {Charts} charts
 * @param {Frame} frame
 */
export function showCharts(charts, frame) {
  showCurves(charts, frame, "loss");
  showCurves(charts, frame, "accuracy");
  showGradients(charts, frame);
}

/**
 * @param {Charts} charts
 * @param {Frame} frame
 * @param {"loss" | "accuracy"} name
 */
function showCurves(charts, frame, name) {
  const { data, scales, theme, colors, part } = charts;
  const { history, otherRuns } = data;
  const [train, validation] = name === "loss" ? [0, 2] : [1, 3]; // in a frame's metrics
  /** @type {Curve[]} */
  const curves = [
    ...otherRunCurves(otherRuns, name, theme.dark),
    { steps: history.step, values: history[name], color: colors.train, dashes: SOLID },
    {
      steps: history.validation_step,
      values: history[`validation_${name}`],
      color: colors.validation,
      dashes: VALIDATION_DASHES,
    },
  ];
  /** @type {Dot[]} */
  const dots = [
    [frame.metrics[train], colors.train],
    [frame.metrics[validation], colors.validation, frame.validationStep],
  ];
  draw(charts, name, curves, frame.step, dots, name === "loss" && scales.isLogLoss);
  part(name).setAttribute("aria-label", `${data.words[name]}: ${metricsText(data.words, frame)}`);
}

/**
 * @param {Charts} charts
 * @param {Frame} frame
 */
function showGradients(charts, { step, layers }) {
  const { data, frames, colors, part } = charts;
  const steps = data.recordedSteps.filter((each) => frames.has(each));
  const curves = layers.map((_, index) => ({
    steps,
    values: steps.map((each) => frames.get(each)?.layers[index].gradient ?? null),
    color: colors.layers[index],
    dashes: DASHES[index],
  }));
  const dots = layers.map(
    ({ gradient }, index) => /** @type {Dot} */ ([gradient, colors.layers[index]]),
  );
  draw(charts, "gradient", curves, step, dots, true);
  const sizes = layers.map(({ gradient }, index) => {
    const size = gradient?.toPrecision(2) ?? data.words["no number"];
    return `${layerText(data.words, index, layers.length)} ${size}`;
  });
  part("gradient").setAttribute("aria-label", `${data.words.gradient}: ${sizes.join(", ")}`);
}

/**
 * Draw one chart; a click on it goes to the step there.
 * @param {Charts} charts
 * @param {Scale} name
 * @param {Curve[]} curves
 * @param {number} step
 * @param {Dot[]} dots
 * @param {boolean} log
 */
function draw({ data, scales, part, theme, goToStep }, name, curves, step, dots, log) {
  const [low, high] = scales[name];
  const { startStep, startEpoch, axis } = data;
  const canvas = part(name);
  if (!hasRoom(canvas.parentElement)) return;
  const layout = drawChart(canvas, theme, curves, {
    low,
    high,
    log,
    startStep,
    startEpoch,
    ...axis,
  });
  drawCursor(canvas, layout, theme, step, dots);
  canvas.onclick = (/** @type {PointerEvent} */ event) => goToStep(layout.stepAt(event.offsetX));
}

/**
 * Make the legend of the layers' curves.
 * @param {Payload} data
 * @param {string[]} colors of the layers
 * @param {number} count of layers
 */
export function layerLegend({ words }, colors, count) {
  return colors.slice(0, count).map((color, index) => {
    const key = make("span", { className: "key" });
    const lineStyle = index > 1 ? "dotted" : "solid";
    key.style.borderTop = `3px ${index % 2 ? "dashed" : lineStyle} ${color}`;
    const name = withGaps(words["gradient key"], { layer: layerText(words, index, count) });
    return make("span", { className: "entry" }, key, name);
  });
}
