// What stands on the screen: the pictures, the same in words, and what is reported of it.

import { sizedContext } from "../../ui/js/canvas.js";
import { setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { readTheme } from "../../ui/js/theme.js";
import { airborneAt, landedAt } from "./flight.js";
import { highlightLine, highlightValue } from "./highlights.js";
import { layoutOf } from "./layout.js";
import { paintAll, paintFlight, paintMove, repaintMoved, repaintValues } from "./paint.js";
import { changeValues, sceneOf } from "./scene.js";
import { isFlying, litIndex } from "./state.js";
import { cellsOf, valueWords } from "./words.js";

/** @import { Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Painted } from "./paint.js" */
/** @import { Scene } from "./scene.js" */
/** @import { View } from "./types.d.ts" */

const REPORT_AFTER = 120; // milliseconds: a walk by keyboard is one report, not one a key

/**
 * Lay out the picture in the room there is, and show it.
 * @param {View} view
 */
export function rebuild(view) {
  const { data, state, part, stage, root } = view;
  const width = Math.max(280, stage.clientWidth || 700);
  const layout = layoutOf(width, data, data.fills ? Math.max(60, stage.clientHeight) : undefined);
  state.scene = sceneOf(data, layout, readTheme(root));
  state.still = sizedContext(part("still"), layout.width, layout.height);
  state.air = sizedContext(part("air"), layout.width, layout.height);
  state.painted = undefined;
  const { gutter, top, pixel, vector } = layout; // for tests with a mouse
  stage.dataset.layout = JSON.stringify({ left: gutter, top, pixel, vector });
  render(view);
}

/**
 * Show other values of the same picture, where they changed.
 * @param {View} view
 */
export function showValues(view) {
  const { data, state } = view;
  const { scene, still, painted } = state;
  if (!scene || !still) return;
  const changed = changeValues(scene, data.values);
  if (!changed.length) return;
  if (painted) repaintValues(still, scene, painted, changed);
  render(view);
}

/**
 * Show the state as it is.
 * @param {View} view
 */
export function render(view) {
  const { state } = view;
  const { scene, air, still, position, flight, move } = state;
  if (!scene || !air || !still) return;
  const shown = {
    landed: move ? 0 : landedAt(position),
    lifted: airborneAt(flight, position),
  };
  paintStill(view, still, scene, shown);
  air.clearRect(0, 0, scene.layout.width, scene.layout.height);
  if (move) paintMove(air, scene, move);
  else paintAir(view, air, scene, shown);
  showWords(view, scene, move ? state.count : shown.lifted - shown.landed);
}

/**
 * @param {View} view
 * @param {Ctx} still
 * @param {Scene} scene
 * @param {Painted} shown
 */
function paintStill({ state }, still, scene, { landed, lifted }) {
  if (state.painted) repaintMoved(still, scene, state.painted, landed, lifted);
  else state.painted = paintAll(still, scene, landed, lifted);
}

/**
 * @param {View} view
 * @param {Ctx} air
 * @param {Scene} scene
 * @param {Painted} shown
 */
function paintAir({ state }, air, scene, shown) {
  const lit = litIndex(state);
  if (lit !== undefined) highlightLine(air, scene, lit);
  paintFlight(air, scene, state.flight, state.position, shown);
  const isReadable = state.hovered !== undefined || !isFlying(state);
  if (lit !== undefined && isReadable) highlightValue(air, scene, lit, shown.landed);
}

/**
 * Write the same in words, and in attributes that name what is lit.
 * @param {View} view
 * @param {Scene} scene
 * @param {number} inAir values in the air
 */
function showWords(view, scene, inAir) {
  const { data, state, part, stage, root } = view;
  const landed = landedAt(state.position);
  const lit = litIndex(state);
  const words = lit === undefined ? undefined : wordsAt(scene, lit);
  setData(stage, "activeIndex", lit ?? "");
  setData(stage, "activePixel", words?.coordinates.join(",") ?? "");
  setData(stage, "activeCells", words?.cells.join(",") ?? "");
  setData(stage, "landed", landed);
  setData(stage, "air", inAir);
  setData(stage, "flying", isFlying(state));
  setText(part("readout"), words?.value ?? data.words.empty);
  setText(part("arithmetic"), words?.arithmetic ?? "");
  setText(part("play"), isFlying(state) ? data.words.pause : data.words.play);
  const slider = part("slider");
  slider.value = state.position;
  const progress = withGaps(data.words.progress, { landed, count: state.count });
  slider.setAttribute("aria-valuetext", progress);
  const typed = part("typed");
  if (root.activeElement !== typed) typed.value = landed;
}

/**
 * @param {Scene} scene
 * @param {number} index
 */
function wordsAt({ data, indices, home, looks }, index) {
  const pixel = indices[index];
  const words = valueWords(data, index, looks[pixel].text);
  return { ...words, cells: cellsOf(data.channels, home, pixel) };
}

/**
 * Read out what has come to rest, and report it.
 * @param {View} view
 */
export function settle(view) {
  const { state, part, send } = view;
  part("spoken").textContent = litIndex(state) === undefined ? "" : part("readout").textContent;
  const { reported } = state;
  const position = landedAt(state.position);
  const chosen = state.chosen ?? null;
  clearTimeout(state.reporting);
  state.reporting = setTimeout(() => {
    if (reported.position !== position) send("position", (reported.position = position));
    if ((reported.chosen ?? null) !== chosen) send("chosen", (reported.chosen = chosen));
  }, REPORT_AFTER);
}
