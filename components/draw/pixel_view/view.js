// An image's pixels. The camera moves to where the scene, or the page's slider, wants it; a pixel
// that is pointed at, or reached with the arrows, is read out.

import { fillingContext } from "../../ui/js/canvas.js";
import { partsOf, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { followControls, sliderValue } from "../../ui/js/page_controls.js";
import { onSize } from "../../ui/js/resize.js";
import { hasRoom, letterHeight, onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fromBase64 } from "../../ui/js/wire.js";
import { isSameCamera, movedCamera, pixelAt, placeOf, targetCamera } from "./camera.js";
import { paint } from "./paint.js";
import { pixelOfKey, pixelText } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const FONT_SHARE = 0.022; // of the stage's height

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  parentElement.host.toggleAttribute("data-fills", true);
  /** @type {State} */
  const state = widgetState(parentElement, () => ({
    camera: null,
    pixels: data.pixels,
    cursor: null,
    frame: null,
    time: 0,
  }));
  const part = partsOf(parentElement);
  const levels = fromBase64(data.pixels);
  const theme = readTheme(parentElement);
  const view = { data, levels, state, part, root: parentElement, theme };
  if (state.pixels !== data.pixels) state.cursor = null;
  state.pixels = data.pixels;
  part("stage").setAttribute("aria-label", data.words.picture);
  setText(part("keys"), data.words.keys);
  bindPointer(view);
  draw(view);
  onSize(state, part("stage"), () => draw(view), { withHeight: true });
  const stop = startAnew(part("stage"), () => followPage(view));
  return () => {
    stop();
    if (state.frame !== null) cancelAnimationFrame(state.frame);
  };
}

/** @param {View} view */
function followPage(view) {
  const stop = followControls(() => draw(view));
  const { state } = view;
  const stopFinish = onFinish(
    () => state.camera !== null && !isSameCamera(state.camera, wanted(view)),
    () => {
      state.camera = wanted(view);
      draw(view);
    },
  );
  return () => {
    stop();
    stopFinish();
  };
}

/** @param {View} view */
const wanted = ({ data }) => targetCamera(data, sliderValue(data.zoom_control));

/** @param {View} view */
function geometry({ part, data, state }) {
  const stage = part("stage");
  const font = letterHeight(stage, FONT_SHARE);
  const camera = state.camera ?? data.camera;
  return placeOf(stage.clientWidth, stage.clientHeight, camera, data.channels, font);
}

/** @param {View} view */
function bindPointer(view) {
  const { part, state, data } = view;
  const stage = part("stage");
  const point = (/** @type {[number, number] | null} */ pixel, /** @type {boolean} */ aloud) => {
    state.cursor = pixel;
    draw(view);
    if (aloud) setText(part("spoken"), part("readout").textContent);
  };
  stage.onpointermove = stage.onpointerdown = (/** @type {PointerEvent} */ event) => {
    const { left, top } = stage.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const camera = state.camera ?? data.camera;
    point(pixelAt(geometry(view), camera, data.side, x, y), false);
  };
  stage.onkeydown = (/** @type {KeyboardEvent} */ event) => {
    const middle = data.center.map(Math.floor);
    const from = state.cursor ?? /** @type {[number, number]} */ (middle);
    const next = pixelOfKey(event.key, from, data.side);
    if (!next || hasModifier(event)) return;
    takeEvent(event);
    point(next, true);
  };
}

/** @param {View} view */
function draw(view) {
  const { state, part, data, levels } = view;
  const stage = part("stage");
  if (!hasRoom(stage)) return;
  const target = wanted(view);
  if (!state.camera || reducedMotion()) state.camera = target;
  const canvas = /** @type {HTMLCanvasElement} */ (part("canvas"));
  const ctx = fillingContext(canvas, stage.clientWidth, stage.clientHeight);
  paint(view, ctx, state.camera, geometry(view));
  const { cursor } = state;
  setText(part("readout"), cursor ? pixelText(levels, data.side, data.channels, cursor) : "");
  if (!isSameCamera(state.camera, target)) move(view);
}

/** @param {View} view */
function move(view) {
  const { state } = view;
  if (state.frame !== null) return;
  state.frame = requestAnimationFrame((time) => {
    const seconds = Math.min(0.05, Math.max(0, (time - state.time) / 1000));
    state.frame = null;
    state.time = time;
    if (state.camera) state.camera = movedCamera(state.camera, wanted(view), seconds || 0.016);
    draw(view);
  });
}
