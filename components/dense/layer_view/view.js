// A whole Dense layer: all its edges, the same weights as a matrix, and what is lit in both.
// Many weights come once a layer and are stored here; a new picture then brings inputs and sums.

import { context, sizedContext } from "../../ui/js/canvas.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setData } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { showCard } from "./card.js";
import { drawAllEdges, placesOf, underPointer } from "./edges.js";
import { drawLegend } from "./legend.js";
import {
  drawHeat,
  heatPlaces,
  heatStill,
  lightTable,
  tableOf,
  underHeat,
  underTable,
} from "./matrix.js";
import { fits, isSame, layerNumbers, litAfterKey, litName, netOf } from "./net.js";
import { drawLit, drawStill } from "./nodes.js";

/** @import { FindPart, Root, SetValue, Theme, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Layout } from "./edges.js" */
/** @import { At, Net } from "./net.js" */
/** @import { Payload } from "./payload.d.ts" */

/**
 * What the functions here share.
 * @typedef {{ data: Payload, net: Net, state: any, part: FindPart, root: Root, send: SetValue,
 *   theme: Theme, layout: Layout }} View
 */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ at: {}, shown: {} }));
  const part = partsOf(parentElement);
  const stop = () => {
    cancelAnimationFrame(state.frame);
    clearTimeout(state.resting);
    state.edgesKey = null;
    state.observer?.disconnect();
    state.observer = null;
  };
  state.numbers = layerNumbers(data) ?? state.numbers;
  if (state.numbers?.layer !== data.layer) {
    setStateValue("holds", ""); // lost with a repainted page
    return stop;
  }
  if (data.numbers && data.large) whenIdle(state, () => setStateValue("holds", data.layer));
  const net = netOf(data, state.numbers, part("signs").value);
  const view = /** @type {View} */ ({
    data,
    net,
    state,
    part,
    root: parentElement,
    send: setStateValue,
  });
  if (!fits(state.at, net)) state.at = {};
  bindPointers(view);
  bindControls(view);
  part("net").onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  showLabels(view);
  onWidth(state, part("edges"), () => draw(view));
  draw(view);
  return stop;
}

/** @param {View} view */
function showLabels({ net, part }) {
  const { count, units } = net;
  part("net").setAttribute(
    "aria-label",
    `A Dense layer of ${count} inputs and ${units} units, every edge drawn. ` +
      "Arrow right to the units, arrow left to the inputs, up and down among them, " +
      "Enter tells a unit’s story.",
  );
  part("heat").setAttribute(
    "aria-label",
    `The layer as a matrix: ${count} rows of weights, one an input, and ${units} columns, one a unit`,
  );
}

/**
 * Draw all in the room there is.
 * @param {View} view
 */
function draw(view) {
  const { net, state, part } = view;
  const stage = part("net");
  const theme = readTheme(view.root);
  const layout = placesOf(Math.max(280, part("edges").clientWidth || 600), net);
  Object.assign(view, { theme, layout });
  drawAllEdges(state, part("edges"), layout, net, theme);
  setData(part("edges"), "edges", net.count * net.units);
  const { top, high, vectorLeft, unitLeft } = layout; // for tests with a mouse
  Object.assign(stage.dataset, { top, high, vector: vectorLeft, unit: unitLeft });
  state.still ??= document.createElement("canvas");
  drawStill(sizedContext(state.still, layout.width, layout.height), layout, net, theme);
  sizedContext(stage, layout.width, layout.height);
  drawLegend(part("legend"), part("legendNote"), net, theme);
  drawMatrix(view);
  light(view, fits(state.shown, net) ? state.shown : state.at, false);
}

/**
 * Few weights stand in a table, many in a picture.
 * @param {View} view
 */
function drawMatrix({ net, state, part, theme, layout }) {
  const heat = part("heat");
  part("scroll").hidden = !net.small;
  heat.hidden = net.small;
  if (net.small) {
    tableOf(part("table"), net, theme);
    return;
  }
  state.spot = heatPlaces(heat, layout);
  heatStill(state, net, theme, state.spot);
  sizedContext(heat, state.spot.width, state.spot.top + state.spot.high + 104);
}

/**
 * Light a unit, an input, an edge or nothing.
 * @param {View} view
 * @param {At} at
 * @param {boolean} aloud for a screen reader
 */
function light(view, at, aloud) {
  const { net, state, part, theme, layout } = view;
  state.shown = at;
  setData(find(view.root, ".layer"), "lit", litName(at));
  const ctx = context(part("net"));
  const ratio = window.devicePixelRatio || 1;
  const { still } = state;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.drawImage(still, 0, 0, still.width / ratio, still.height / ratio);
  if (litName(at) !== "all") drawLit(ctx, layout, net, theme, at);
  if (net.small) lightTable(part("table"), at);
  else drawHeat(state, part("heat"), net, theme, at);
  const words = showCard(part, net, theme, at);
  if (aloud) part("said").textContent = words;
  part("all").setAttribute("aria-pressed", litName(at) === "all");
  part("tell").disabled = at.unit === undefined || at.unit === net.unit;
  part("tell").textContent = tellWords(at.unit, net.unit);
}

/** @type {(unit: number | undefined, told: number) => string} */
function tellWords(unit, told) {
  if (unit === undefined) return "Tell this unit’s story";
  return unit === told ? `Unit ${unit}’s story is told above` : `Tell unit ${unit}’s story`;
}

/**
 * Ask Python for a unit's story.
 * @param {View} view
 * @param {number | undefined} unit
 */
function choose({ data, net, send }, unit) {
  if (unit === undefined || unit === net.unit) return;
  sendEvent(send, "chosen", { unit, layer: data.layer });
}

/**
 * Choose what is pressed where it is lit already: a mouse lit it on the way, a finger does by its
 * first tap.
 * @param {View} view
 * @param {At} at
 */
function press(view, at) {
  const isLit = isSame(at, view.state.shown);
  view.state.at = at;
  light(view, at, true);
  if (isLit && at.input === undefined) choose(view, at.unit);
}

/** @param {View} view */
function bindPointers(view) {
  const { net, state, part } = view;
  const hover = (/** @type {At} */ at) => {
    const next = litName(at) === "all" ? state.at : at;
    if (!isSame(next, state.shown)) light(view, next, false);
  };
  /** @type {Record<string, (event: any) => At>} */
  const under = {
    net: (event) => underPointer(view.layout, net, event.offsetX, event.offsetY),
    heat: (event) => underHeat(state.spot, net, event.offsetX, event.offsetY),
    table: underTable,
  };
  for (const [name, find] of Object.entries(under)) {
    const element = part(name);
    element.onpointermove = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "touch") hover(find(event));
    };
    element.onpointerleave = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "touch") hover({});
    };
    element.onclick = (/** @type {PointerEvent} */ event) => press(view, find(event));
  }
}

/** @param {View} view */
function bindControls(view) {
  const { net, state, part } = view;
  part("signs").onchange = () => {
    net.signs = part("signs").value;
    state.at = state.shown = {};
    draw(view);
    light(view, {}, true);
  };
  part("all").onclick = () => {
    state.at = {};
    light(view, state.at, true);
  };
  part("tell").onclick = () => choose(view, state.at.unit);
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  const { net, state } = view;
  if (hasModifier(event)) return;
  if (event.key === "Enter" || event.key === " ") {
    if (state.at.input === undefined) choose(view, state.at.unit);
  } else {
    const { lastUnit, lastInput } = state;
    const to = litAfterKey(event.key, state.at, { ...net, lastUnit, lastInput });
    if (!to) return;
    state.at = to;
    light(view, to, true);
  }
  state.lastUnit = state.at.unit ?? state.lastUnit;
  state.lastInput = state.at.input ?? state.lastInput;
  takeEvent(event);
}
