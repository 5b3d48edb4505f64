// The choices of order and mode, and what is named after them.

import { findAll, setText } from "../../ui/js/dom.js";
import { paint, prepare } from "./paint.js";
import { showPractice } from "./practice.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Order, View } from "./types.d.ts" */

/** @param {View} view */
export function bindChoices(view) {
  const { state } = view;
  bindRadios(view, "order", state.order, (value) => {
    state.order = /** @type {Order} */ (value);
    prepare(view);
    showLabels(view);
    view.go(state.position);
  });
  bindRadios(view, "mode", state.mode, (value) => {
    state.mode = /** @type {Payload["mode"]} */ (value);
    view.send("mode", value);
    showMode(view);
  });
}

/**
 * @param {View} view
 * @param {string} name
 * @param {string} value
 * @param {(value: string) => void} choose
 */
function bindRadios({ root }, name, value, choose) {
  for (const each of findAll(root, `input[name="${name}"]`)) {
    const radio = /** @type {HTMLInputElement} */ (each);
    radio.checked = radio.value === value;
    radio.onchange = () => {
      if (radio.checked) choose(radio.value);
    };
  }
}

/** @param {View} view */
export function showMode(view) {
  const { state, part } = view;
  const watching = state.mode === "watch";
  part("story").hidden = !watching;
  part("practice").hidden = watching;
  if (watching) {
    paint(view);
    return;
  }
  if (state.playing) view.go(state.position);
  showPractice(view, state.mode);
}

/** @param {View} view */
export function showLabels({ data, state, part, line }) {
  const { activation, rows, columns } = data;
  const size = `${rows} by ${columns}`;
  setText(part("row"), state.order === "size" ? `${line} on` : "One row on");
  setText(part("orderNote"), state.order === "size" ? "another order of adding, the same sum" : "");
  setText(part("curveName"), data.curve ? activation : "");
  part("curve").hidden = !data.curve;
  const without = `${activation} has no curve of its own: it needs every unit's sum.`;
  setText(part("noCurve"), data.curve ? "" : without);
  const labels = {
    curve: `The curve of ${activation}, and where this neuron's sum stands on it`,
    inputs: `The inputs as a picture, ${size}`,
    products: `The products so far as a picture, ${size}`,
    weights: `The weights as a picture, ${size}; arrows move, Enter edits`,
  };
  for (const [name, label] of Object.entries(labels)) part(name).setAttribute("aria-label", label);
}
