// What pointer, keys and controls do.

import { sendEvent } from "../../ui/js/events.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { targetInHeat } from "./heat_map.js";
import { targetAt } from "./layout.js";
import { light, lightAloud } from "./lighting.js";
import { isAnyLit, isSame, litAfterKey } from "./lit.js";
import { targetInTable } from "./weight_table.js";

/** @import { HeatLayout } from "./heat_map.js" */
/** @import { Target, View } from "./types.d.ts" */

/** @param {View} view */
export function bindPointers(view) {
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

/**
 * @param {View} view
 * @param {() => void} redraw
 */
export function bindControls(view, redraw) {
  const { sent, state, part } = view;
  part("signs").onchange = () => {
    sent.signs = view.layer.signs = part("signs").value;
    state.chosen = state.lit = {};
    redraw();
    lightAloud(view, {});
  };
  part("all").onclick = () => {
    state.chosen = {};
    lightAloud(view, {});
  };
  part("tell").onclick = () => turnStory(view, state.chosen.unit);
  part("net").onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
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

/**
 * Ask Python for a unit's story.
 * @param {View} view
 * @param {number | undefined} unit
 */
function turnStory({ data, layer, send }, unit) {
  if (unit === undefined || unit === layer.unit) return;
  sendEvent(send, "chosen", { unit, layer: data.layer });
}
