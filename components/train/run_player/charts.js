// The three charts of a moment: loss, accuracy, and the size of each layer's gradient.

import { make } from "../../ui/js/dom.js";
import { layerName } from "../../ui/js/format.js";
import { chart, cursorOn, DASHES, otherLines } from "./curves.js";

/** @import { FindPart, Theme } from "../../ui/js/widget.d.ts" */
/** @import { chartColours, Curve, Dot } from "./curves.js" */
/** @import { Frames, Scale, scalesOf } from "./moments.js" */
/** @import { Frame, Payload } from "./payload.d.ts" */

/**
 * What the charts are drawn from.
 * @typedef {{ data: Payload, frames: Frames, scales: ReturnType<typeof scalesOf>, part: FindPart,
 *   theme: Theme, colours: ReturnType<typeof chartColours>, goTo: (step: number) => void }} Charts
 */

/** @type {number[]} */
const SOLID = [];
const HELD_DASHES = [6, 4];

/**
 * Draw all charts, and the moment's cursor on each.
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
  const { data, scales, theme, colours, part } = charts;
  const { history, others } = data;
  const [train, held] = name === "loss" ? [0, 2] : [1, 3]; // in a frame's numbers
  /** @type {Curve[]} */
  const lines = [
    ...otherLines(others, name, theme.dark),
    { steps: history.step, values: history[name], colour: colours.train, dashes: SOLID },
    {
      steps: history.held_out_step,
      values: history[`held_out_${name}`],
      colour: colours.held,
      dashes: HELD_DASHES,
    },
  ];
  /** @type {Dot[]} */
  const dots = [
    [frame.numbers[train], colours.train],
    [frame.numbers[held], colours.held, frame.judged],
  ];
  draw(charts, name, lines, frame.step, dots, name === "loss" && scales.climbs);
  part(name).setAttribute("aria-label", `${name}: ${part("numbers").textContent}`);
}

/**
 * @param {Charts} charts
 * @param {Frame} frame
 */
function showGradients(charts, { step, layers }) {
  const { data, frames, colours, part } = charts;
  const steps = data.looks.filter((each) => frames.has(each));
  const lines = layers.map((_, nth) => ({
    steps,
    values: steps.map((each) => frames.get(each)?.layers[nth].gradient ?? null),
    colour: colours.layers[nth],
    dashes: DASHES[nth],
  }));
  const dots = layers.map(
    ({ gradient }, nth) => /** @type {Dot} */ ([gradient, colours.layers[nth]]),
  );
  draw(charts, "gradient", lines, step, dots, true);
  const sizes = layers.map(({ gradient }, nth) => {
    const size = gradient?.toPrecision(2) ?? "not a number";
    return `${layerName(nth, layers.length)} ${size}`;
  });
  part("gradient").setAttribute("aria-label", `gradient size: ${sizes.join(", ")}`);
}

/**
 * Draw one chart; a click on it goes to the moment there.
 * @param {Charts} charts
 * @param {Scale} name
 * @param {Curve[]} lines
 * @param {number} step
 * @param {Dot[]} dots
 * @param {boolean} log
 */
function draw({ data, scales, part, theme, goTo }, name, lines, step, dots, log) {
  const [low, high] = scales[name];
  const { began, firstEpoch, axis } = data;
  const canvas = part(name);
  const layout = chart(canvas, theme, { lines, low, high, log, began, firstEpoch, ...axis });
  cursorOn(canvas, layout, theme, step, dots);
  canvas.onclick = (/** @type {PointerEvent} */ event) => goTo(layout.stepAt(event.offsetX));
}

/**
 * Make the keys of the layers' lines.
 * @param {string[]} colours of the layers
 * @param {number} count of layers
 */
export function layerKeys(colours, count) {
  return colours.slice(0, count).map((colour, nth) => {
    const key = make("span", { className: "key" });
    const many = nth > 1 ? "dotted" : "solid";
    key.style.borderTop = `3px ${nth % 2 ? "dashed" : many} ${colour}`;
    return make("span", { className: "entry" }, key, `gradient, ${layerName(nth, count)}`);
  });
}
