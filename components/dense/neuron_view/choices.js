// The choices of order and mode, and what is named after them.

import { findAll, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { withCount } from "../../ui/js/words.js";
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
  const { activation, rows, columns, words } = data;
  const bySize = state.order === "size";
  setText(part("row"), bySize ? withCount(words, "next terms", line) : words["next row"]);
  setText(part("orderNote"), bySize ? words["order note"] : "");
  setText(part("curveName"), data.curve ? activation : "");
  part("curve").hidden = !data.curve;
  setText(part("noCurve"), data.curve ? "" : withGaps(words["no curve"], { activation }));
  for (const name of ["curve", "inputs", "products", "weights"]) {
    const label = withGaps(words[`${name} name`], { activation, rows, columns });
    part(name).setAttribute("aria-label", label);
  }
}
