// What is lit, shown everywhere at once: in the picture, in the matrix, on the card and on the buttons.

import { context } from "../../ui/js/canvas.js";
import { find, setData } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { showCard } from "./card.js";
import { lightHeat } from "./heat_map.js";
import { drawLit } from "./highlights.js";
import { isAnyLit, litName } from "./lit.js";
import { lightTable } from "./weight_table.js";

/** @import { Layer } from "./layer.js" */
/** @import { Target, View } from "./types.d.ts" */

/**
 * Light a unit, an input, an edge or nothing, and return the words for it.
 * @param {View} view
 * @param {Target} lit
 */
export function light(view, lit) {
  const { layer, state, part } = view;
  state.lit = lit;
  setData(find(view.root, ".layer"), "lit", litName(lit));
  if (layer.small) lightTable(part("table"), lit);
  part("all").setAttribute("aria-pressed", String(!isAnyLit(lit)));
  part("tell").disabled = lit.unit === undefined || lit.unit === layer.unit;
  part("tell").textContent = storyLabel(layer, lit.unit);
  return paintLit(view, lit);
}

/**
 * Paint what is lit with the numbers as they are now, and return the words for it.
 * @param {View} view
 * @param {Target} lit
 */
export function paintLit(view, lit) {
  paintStage(view, lit);
  if (!view.layer.small) lightHeat(view, lit);
  return showCard(view, lit);
}

/**
 * Light something and read it out.
 * @param {View} view
 * @param {Target} lit
 */
export function lightAloud(view, lit) {
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
 * Return the label of the button that shows a unit above.
 * @type {(layer: Layer, unit: number | undefined) => string}
 */
function storyLabel({ words, unit: current }, unit) {
  if (unit === undefined) return words["show this"];
  return withGaps(unit === current ? words.shown : words.show, { neuron: unit });
}
