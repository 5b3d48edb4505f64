// A whole Dense layer: all its edges, the same weights as a matrix, and what is lit in both.
// Many weights come once a layer and are stored here; a new image then brings inputs and sums. What
// the pen draws and what is edited in a neuron is computed here at once; Python's answer takes its place.

import { context, sizedContext } from "../../ui/js/canvas.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setData } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { currentPicture, followPicture } from "../../ui/js/pad_picture.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { followEdits, publishedEdits, publishLayer } from "../live/shared_layer.js";
import { showCard } from "./card.js";
import { drawAllEdges, stopDrawing } from "./edges.js";
import { drawComputed, layOutHeat, lightHeat, targetInHeat } from "./heat_map.js";
import { drawLit } from "./highlights.js";
import { layerOf, unpackLayer } from "./layer.js";
import { layoutOf, targetAt } from "./layout.js";
import { drawLegend } from "./legend.js";
import { fits, isAnyLit, isSame, litAfterKey, litName } from "./lit.js";
import { disagreementOf, liveLayer, takeEdits } from "./live.js";
import { drawStill } from "./still.js";
import { lightTable, showTable, targetInTable } from "./weight_table.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { HeatLayout } from "./heat_map.js" */
/** @import { Layer } from "./layer.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, Target, View } from "./types.d.ts" */

/** @returns {State} of a widget that has just been mounted */
const initialState = () => ({ edits: new Map(), chosen: {}, lit: {} });

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement, setStateValue }) {
  /** @type {State} */
  const state = widgetState(parentElement, initialState);
  const part = partsOf(parentElement);
  state.numbers = unpackLayer(data) ?? state.numbers;
  if (state.numbers?.layer !== data.layer) {
    setStateValue("stored", ""); // lost with a repainted page
    return () => stop(state);
  }
  if (data.numbers && data.large) whenIdle(state, () => setStateValue("stored", data.layer));
  const sent = layerOf(data, state.numbers, part("signs").value);
  judge(state, sent);
  const view = /** @type {View} */ ({
    data,
    sent,
    layer: liveLayer(sent, state.edits, currentPicture()),
    state,
    part,
    root: parentElement,
    send: setStateValue,
  });
  if (!fits(state.chosen, sent)) state.chosen = {};
  bindPointers(view);
  bindControls(view);
  part("net").onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  showLabels(view);
  onWidth(state, part("edges"), () => draw(view));
  draw(view);
  const stopPicture = followPicture(parentElement.host, () => drawLive(view));
  const stopEdits = followEdits(parentElement.host, () => drawLive(view));
  return () => {
    stopPicture();
    stopEdits();
    stop(state);
  };
}

/**
 * Compare Python's answer with what is computed here, and drop the edits that it answers.
 * @param {State} state
 * @param {Layer} sent
 */
function judge(state, sent) {
  const disagreement = disagreementOf(sent, currentPicture());
  if (disagreement) console.error(`layer: Python's ${disagreement} are not the browser's`);
  publishLayer(sent);
  if (state.editsOf !== sent.layerKey) state.edits.clear();
  state.editsOf = sent.layerKey;
  takeEdits(state.edits, publishedEdits(sent.layerKey), sent);
}

/**
 * Show what was drawn or edited.
 * @param {View} view
 */
function drawLive(view) {
  const { state, sent } = view;
  takeEdits(state.edits, publishedEdits(sent.layerKey), sent);
  const { limit } = view.layer;
  view.layer = liveLayer(sent, state.edits, currentPicture());
  const { layer, part, theme } = view;
  drawAllEdges(view, part("edges"));
  if (layer.limit !== limit) drawLegend(part("legend"), part("legendNote"), layer, theme);
  drawStill(context(/** @type {HTMLCanvasElement} */ (state.still)), view);
  if (layer.small) showTable(part("table"), layer, theme);
  else drawComputed(view);
  paintLit(view, state.lit);
}

/** @param {State} state */
function stop(state) {
  stopDrawing(state);
  clearTimeout(state.resting);
  state.edgesKey = null;
  state.observer?.disconnect();
  state.observer = null;
}

/** @param {View} view */
function showLabels({ layer, part }) {
  const { count, units } = layer;
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
  const { layer, state, part } = view;
  const stage = part("net");
  view.theme = readTheme(view.root);
  view.layout = layoutOf(Math.max(280, part("edges").clientWidth || 600), layer);
  const { layout, theme } = view;
  drawAllEdges(view, part("edges"));
  setData(part("edges"), "edges", layer.count * layer.units);
  const { top, high, vectorLeft, unitLeft } = layout; // for tests with a mouse
  Object.assign(stage.dataset, { top, high, vector: vectorLeft, unit: unitLeft });
  state.still ??= document.createElement("canvas");
  drawStill(sizedContext(state.still, layout.width, layout.height), view);
  sizedContext(stage, layout.width, layout.height);
  drawLegend(part("legend"), part("legendNote"), layer, theme);
  drawMatrix(view);
  light(view, fits(state.lit, layer) ? state.lit : state.chosen);
}

/**
 * Show few weights in a table, many as a heat map.
 * @param {View} view
 */
function drawMatrix(view) {
  const { layer, part, theme } = view;
  part("scroll").hidden = !layer.small;
  part("heat").hidden = layer.small;
  if (layer.small) showTable(part("table"), layer, theme);
  else layOutHeat(view);
}

/**
 * Light a unit, an input, an edge or nothing, and return the words for it.
 * @param {View} view
 * @param {Target} lit
 */
function light(view, lit) {
  const { layer, state, part } = view;
  state.lit = lit;
  setData(find(view.root, ".layer"), "lit", litName(lit));
  if (layer.small) lightTable(part("table"), lit);
  part("all").setAttribute("aria-pressed", String(!isAnyLit(lit)));
  part("tell").disabled = lit.unit === undefined || lit.unit === layer.unit;
  part("tell").textContent = storyLabel(lit.unit, layer.unit);
  return paintLit(view, lit);
}

/**
 * Paint what is lit with the numbers as they are now, and return the words for it.
 * @param {View} view
 * @param {Target} lit
 */
function paintLit(view, lit) {
  paintStage(view, lit);
  if (!view.layer.small) lightHeat(view, lit);
  return showCard(view, lit);
}

/**
 * Light something and read it out.
 * @param {View} view
 * @param {Target} lit
 */
function lightAloud(view, lit) {
  view.part("said").textContent = light(view, lit);
}

/**
 * @param {View} view
 * @param {Target} lit
 */
function paintStage(view, lit) {
  const { state, part, layout } = view;
  const ctx = context(part("net"));
  const still = /** @type {HTMLCanvasElement} */ (state.still);
  const ratio = window.devicePixelRatio || 1;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.drawImage(still, 0, 0, still.width / ratio, still.height / ratio);
  if (isAnyLit(lit)) drawLit(ctx, view, lit);
}

/**
 * Return the label of the button that turns the story to a unit.
 * @type {(unit: number | undefined, current: number) => string}
 */
function storyLabel(unit, current) {
  if (unit === undefined) return "Tell this unit’s story";
  return unit === current ? `Unit ${unit}’s story is told above` : `Tell unit ${unit}’s story`;
}

/**
 * Ask Python for a unit's story.
 * @param {View} view
 * @param {number | undefined} unit
 */
function turnStory({ data, layer, send }, unit) {
  if (unit === undefined || unit === layer.unit) return;
  sendEvent(send, "chosen", { unit, layer: data.layer });
}

/**
 * Choose what is pressed where it is lit already: a mouse lit it on the way, a finger does by its
 * first tap.
 * @param {View} view
 * @param {Target} target
 */
function press(view, target) {
  const wasLit = isSame(target, view.state.lit);
  view.state.chosen = target;
  lightAloud(view, target);
  if (wasLit && target.input === undefined) turnStory(view, target.unit);
}

/** @param {View} view */
function bindPointers(view) {
  const { layer, state, part } = view;
  const hover = (/** @type {Target} */ target) => {
    const next = isAnyLit(target) ? target : state.chosen;
    if (!isSame(next, state.lit)) light(view, next);
  };
  const heat = () => /** @type {HeatLayout} */ (state.heatLayout);
  /** @type {Record<string, (event: PointerEvent) => Target>} */
  const targets = {
    net: (event) => targetAt(view.layout, layer, event.offsetX, event.offsetY),
    heat: (event) => targetInHeat(heat(), layer, event.offsetX, event.offsetY),
    table: targetInTable,
  };
  for (const [name, targetOf] of Object.entries(targets)) {
    const element = part(name);
    element.onpointermove = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "touch") hover(targetOf(event));
    };
    element.onpointerleave = (/** @type {PointerEvent} */ event) => {
      if (event.pointerType !== "touch") hover({});
    };
    element.onclick = (/** @type {PointerEvent} */ event) => press(view, targetOf(event));
  }
}

/** @param {View} view */
function bindControls(view) {
  const { sent, state, part } = view;
  part("signs").onchange = () => {
    sent.signs = view.layer.signs = part("signs").value;
    state.chosen = state.lit = {};
    draw(view);
    lightAloud(view, {});
  };
  part("all").onclick = () => {
    state.chosen = {};
    lightAloud(view, {});
  };
  part("tell").onclick = () => turnStory(view, state.chosen.unit);
}

/**
 * @param {View} view
 * @param {KeyboardEvent} event
 */
function onKey(view, event) {
  const { layer, state } = view;
  if (hasModifier(event)) return;
  if (event.key === "Enter" || event.key === " ") {
    if (state.chosen.input === undefined) turnStory(view, state.chosen.unit);
  } else {
    const { lastUnit, lastInput } = state;
    const target = litAfterKey(event.key, state.chosen, { ...layer, lastUnit, lastInput });
    if (!target) return;
    state.chosen = target;
    lightAloud(view, target);
  }
  state.lastUnit = state.chosen.unit ?? state.lastUnit;
  state.lastInput = state.chosen.input ?? state.lastInput;
  takeEvent(event);
}
