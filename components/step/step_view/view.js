// One training step: the batch, and the loss over one weight, which the learner turns.

import { findAll, make, partsOf, resizeList, setData, setText } from "../../ui/js/dom.js";
import { onSize } from "../../ui/js/resize.js";
import { onFinish } from "../../ui/js/stage.js";
import { startAnew } from "../../ui/js/start_anew.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { bindCurve, bindSlider, bindWheels } from "./bindings.js";
import { showCurve } from "./curve.js";
import { boxesOf, fly, isFlying } from "./flight.js";
import { showRows } from "./rows.js";
import { beginning, CURVED, initialState, isStrip, WHEELED } from "./state.js";
import { showWheels } from "./wheels.js";
import { lineTexts, sliderText } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  const stage = part("stage");
  /** @type {State} */
  const state = widgetState(stage, () => initialState(data));
  const view = { data, state, part, root: parentElement, theme: readTheme(parentElement) };
  parentElement.host.toggleAttribute("data-fills", true);
  showScene(view);
  const show = () => showNow(view);
  bindSlider(view, show);
  bindCurve(view, show);
  bindWheels(view, show);
  state.draw = show; // of the newest data
  onSize(state, stage, show, { withHeight: true });
  return startAnew(stage, () =>
    onFinish(
      () => isFlying(state),
      () => {
        for (const each of state.flights) each.finish();
      },
    ),
  );
}

/**
 * Show a scene; from the one before, the images fly to where they stand now.
 * @param {View} view
 */
function showScene(view) {
  const { data, state, part, root } = view;
  const key = `${data.scene} ${data.open} ${data.weight.neuron} ${data.weight.value}`;
  const isNew = state.key !== key;
  const before = state.key === undefined ? [] : boxesOf(findAll(root, ".rows canvas"));
  if (isNew) Object.assign(state, { key }, beginning(data));
  setData(part("widget"), "scene", data.scene);
  part("stage").hidden = !isStrip(data.scene);
  part("plot").toggleAttribute("hidden", !CURVED.includes(data.scene));
  part("wheels").toggleAttribute("hidden", !WHEELED.includes(data.scene));
  showRows(view);
  showNow(view);
  if (!isNew || !before.length) return;
  setData(part("widget"), "flying", true);
  fly(state, findAll(root, ".rows canvas"), before, () => setData(part("widget"), "flying", false));
}

/**
 * Show all that follows the slider.
 * @param {View} view
 */
function showNow(view) {
  const { data, state, part } = view;
  const lines = lineTexts(data, state);
  resizeList(part("lines"), lines.length, () => make("p"));
  lines.forEach((line, nth) => setText(part("lines").children[nth], line));
  setText(part("turnText"), sliderText(data, state));
  part("slider").setAttribute("aria-valuetext", sliderText(data, state));
  part("slider").value = String(data.scene === "rate" ? state.rate : state.at);
  if (data.scene === "rate") showRows(view);
  if (CURVED.includes(data.scene)) showCurve(view);
  if (WHEELED.includes(data.scene)) showWheels(view);
}
