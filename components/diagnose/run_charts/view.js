// Recorded runs as charts, which move from one scene's state to the next one's.

import { find, make, partsOf, resizeList, setData, setText } from "../../ui/js/dom.js";
import { easeInOut, reducedMotion } from "../../ui/js/motion.js";
import { onSize } from "../../ui/js/resize.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { colorsOf, showChart } from "./chart.js";
import { atRest, beginLine, between, initialState, nearest } from "./state.js";
import { showWeights } from "./weights.js";
import { chartText, epochText, stopLines } from "./words.js";

/** @import { FindPart, Theme, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State } from "./state.js" */

const MOTION = 600; // milliseconds
const DASHED = ["validation", "second"];

/** @typedef {{ data: Payload, state: State, part: FindPart, theme: Theme }} View */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  const charts = part("charts");
  /** @type {State} */
  const state = widgetState(charts, initialState);
  const view = { data, state, part, theme: readTheme(parentElement) };
  parentElement.host.toggleAttribute("data-fills", data.fills);
  part("widget").classList.toggle("fills", data.fills);
  setData(part("widget"), "scene", data.scene);
  beginLine(state, data.stop);
  showLegend(view);
  setText(part("axis"), data.axis);
  showWeights(part("weights"), data.weights, view.theme);
  bindSlider(view);
  move(view);
  onSize(state, charts, () => showCharts(view), { withHeight: true });
  return startAnew(charts, () =>
    onFinish(
      () => state.frame !== undefined,
      () => endMotion(view),
    ),
  );
}

/** @param {View} view */
function showLegend({ data, part, theme }) {
  const colors = colorsOf(theme);
  const entries = data.legend.map(({ kind, text }) => {
    const line = make("i");
    line.style.borderTopStyle = DASHED.includes(kind) ? "dashed" : "solid";
    line.style.borderTopColor = colors[kind];
    return make("span", { className: "entry" }, line, text);
  });
  part("legend").replaceChildren(make("strong", {}, data.metric), ...entries);
}

/**
 * Move the charts from what is shown to what the data want.
 * @param {View} view
 */
function move(view) {
  const { data, state } = view;
  const key = JSON.stringify(data.charts);
  state.draw = () => showCharts(view); // of the newest data
  if (state.key === key) return show(view);
  const [from, to, isFirst] = [state.shown, atRest(data.charts), state.key === undefined];
  endMotion(view, { draws: false });
  Object.assign(state, { key, to });
  if (isFirst || reducedMotion()) return endMotion(view);
  setData(view.part("widget"), "moving", true);
  const start = performance.now();
  const advance = (/** @type {number} */ now) => {
    const share = Math.min(1, Math.max(0, (now - start) / MOTION));
    if (share === 1) return endMotion(view);
    state.shown = between(from, to, easeInOut(share));
    show(view);
    state.frame = requestAnimationFrame(advance);
  };
  state.frame = requestAnimationFrame(advance);
}

/**
 * @param {View} view
 * @param {{ draws?: boolean }} [options]
 */
function endMotion(view, { draws = true } = {}) {
  const { state, part } = view;
  if (state.frame !== undefined) cancelAnimationFrame(state.frame);
  state.frame = undefined;
  if (!draws) return;
  state.shown = state.to ?? [];
  setData(part("widget"), "moving", false);
  show(view);
}

/** @param {View} view */
function show(view) {
  showLines(view);
  showCharts(view);
}

/** @param {View} view */
function showCharts(view) {
  const { data, state, part, theme } = view;
  const names = new Map(data.legend.map(({ kind, text }) => [kind, text]));
  const figures = resizeList(part("charts"), state.shown.length, makeChart);
  state.shown.forEach((chart, nth) => {
    const figure = /** @type {HTMLElement} */ (figures[nth]);
    figure.style.flexGrow = String(chart.room);
    setText(find(figure, "figcaption"), chart.title);
    const canvas = /** @type {HTMLCanvasElement} */ (find(figure, "canvas"));
    canvas.setAttribute("aria-label", chartText(data.words, chart, names));
    const layout = showChart(canvas, chart, theme, { stop: data.stop, at: state.at });
    bindLine(view, canvas, chart.key === data.stop?.key ? layout : undefined);
  });
}

const makeChart = () =>
  make(
    "figure",
    {},
    make("figcaption"),
    make("div", { className: "plot" }, make("canvas", { role: "img" })),
  );

/** @param {View} view */
function showLines({ data, state, part }) {
  const { stop, words, lines } = data;
  const texts = stop ? stopLines(words, stop, state.at) : lines;
  resizeList(part("lines"), texts.length, () => make("p"));
  texts.forEach((text, nth) => setText(part("lines").children[nth], text));
  if (!stop) return;
  part("slider").value = String(state.at);
  part("slider").setAttribute("aria-valuetext", epochText(stop, state.at));
  setText(part("turnText"), epochText(stop, state.at));
}

/** @param {View} view */
function bindSlider(view) {
  const { data, state, part } = view;
  part("turn").hidden = !data.stop;
  setText(part("turnName"), data.words["stop slider"]);
  part("slider").max = String((data.stop?.epochs.length ?? 1) - 1);
  part("slider").oninput = () => {
    state.at = Number(part("slider").value);
    show(view);
  };
  part("slider").onchange = () => speak(view);
}

/** @param {View} view */
function speak({ data, state, part }) {
  if (data.stop) setText(part("spoken"), stopLines(data.words, data.stop, state.at).join(" "));
}

/**
 * Let the pointer drag the line along the chart.
 * @param {View} view
 * @param {HTMLCanvasElement} canvas
 * @param {{ stepAt: (at: number) => number } | undefined} layout
 */
function bindLine(view, canvas, layout) {
  const { data, state } = view;
  const { stop } = data;
  setData(/** @type {HTMLElement} */ (canvas.parentElement), "drags", Boolean(stop && layout));
  canvas.onpointerdown = canvas.onpointermove = canvas.onpointerup = null;
  if (!stop || !layout) return;
  const follow = (/** @type {PointerEvent} */ { offsetX }) => {
    state.at = nearest(stop.epochs, layout.stepAt(offsetX));
    show(view);
  };
  canvas.onpointerdown = (event) => {
    canvas.setPointerCapture(event.pointerId);
    follow(event);
  };
  canvas.onpointermove = (event) => {
    if (canvas.hasPointerCapture(event.pointerId)) follow(event);
  };
  canvas.onpointerup = () => speak(view);
}
