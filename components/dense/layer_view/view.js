// A whole Dense layer: all its edges, the same weights as a matrix, and what is lit in both.
// Many weights come once a layer and are stored here; a new image then brings inputs and sums. What
// the pen draws and what is edited in a neuron is computed here at once; Python's answer takes its place.

import { context, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { whenIdle } from "../../ui/js/connection.js";
import { find, partsOf, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { currentPicture, followPicture } from "../../ui/js/pad_picture.js";
import { onSize } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { followEdits, publishedEdits, publishLayer } from "../live/shared_layer.js";
import { bindControls, bindPointers } from "./bindings.js";
import { drawAllEdges, stopDrawing } from "./edges.js";
import { drawComputed, layOutHeat } from "./heat_map.js";
import { layerOf, unpackLayer } from "./layer.js";
import { layoutIn, layoutOf } from "./layout.js";
import { drawLegend } from "./legend.js";
import { light, paintLit } from "./lighting.js";
import { fits } from "./lit.js";
import { disagreementOf, liveLayer, takeEdits } from "./live.js";
import { drawStill } from "./still.js";
import { showTable } from "./weight_table.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Layer, LayerNumbers } from "./layer.js" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const LEAST = 120; // pixels of a box's side in which anything can be drawn
const LOW = 320; // pixels; less has no room for image and vector

/** @returns {State} of a widget that has just been mounted */
const initialState = () => ({ edits: new Map(), chosen: {}, lit: {} });

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement, setStateValue } = widget;
  /** @type {State} */
  const state = widgetState(parentElement, initialState);
  state.numbers = unpackLayer(data) ?? state.numbers;
  if (state.numbers?.layer !== data.layer) {
    setStateValue("stored", ""); // lost with a repainted page
    return () => stop(state);
  }
  if (data.numbers && data.large) whenIdle(state, () => setStateValue("stored", data.layer));
  const view = viewOf(widget, state, state.numbers);
  bindPointers(view);
  bindControls(view, () => draw(view));
  showLabels(view);
  showScene(view);
  onSize(state, find(parentElement, ".stage"), () => draw(view), { withHeight: data.fills });
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
 * Return what the parts of the widget share.
 * @param {Widget<Payload>} widget
 * @param {State} state
 * @param {LayerNumbers} numbers
 * @returns {View}
 */
function viewOf({ data, parentElement, setStateValue }, state, numbers) {
  const part = partsOf(parentElement);
  const sent = layerOf(data, numbers, part("signs").value);
  judge(state, sent);
  if (!fits(state.chosen, sent)) state.chosen = {};
  return /** @type {View} */ ({
    data,
    sent,
    layer: liveLayer(sent, state.edits, currentPicture()),
    state,
    part,
    root: parentElement,
    send: setStateValue,
  });
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

/**
 * Show what a scene tells: what stands beside the edges, whether they are seen, which unit is lit.
 * @param {View} view
 */
function showScene({ data, state, part, root }) {
  const { fills, panel, hasEdges, lit, note } = data;
  root.host.toggleAttribute("data-fills", fills);
  part("widget").classList.toggle("fills", fills);
  setData(part("widget"), "panel", panel);
  setData(part("widget"), "open", hasEdges);
  setText(part("stageNote"), note);
  part("stageNote").hidden = !note;
  if (state.scene !== lit) state.chosen = state.lit = lit === null ? {} : { unit: lit };
  state.scene = lit;
}

/** @param {View} view */
function showLabels({ layer, part, root }) {
  const { count, units, words } = layer;
  fillWords(root, words);
  const gaps = { inputs: count, neurons: units };
  part("net").setAttribute("aria-label", withGaps(words.net, gaps));
  part("heat").setAttribute("aria-label", withGaps(words.heat, gaps));
}

/**
 * Draw all in the room there is.
 * @param {View} view
 */
function draw(view) {
  const { layer, state, part } = view;
  const stage = part("net");
  view.theme = readTheme(view.root);
  const box = find(view.root, ".stage");
  const { fills, panel } = view.data;
  const width = Math.max(fills ? LEAST : 280, box.clientWidth || 600);
  const height = Math.max(LEAST, box.clientHeight);
  const hasImage = (panel === "none" || panel === "card") && height > LOW;
  const room = { width, height, hasImage, letters: scaledFont(16) / 16 };
  view.layout = fills ? layoutIn(room, layer) : layoutOf(width, layer);
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
