// The scene: every value's color, and the box of its cell and its pixels.

import { diverging, grayLevel } from "../../ui/js/color.js";
import { largestOf } from "../../ui/js/format.js";
import { cellBox, MAX_WRITTEN, pixelBox } from "./layout.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Gradients } from "./gradients.js" */
/** @import { Layout } from "./layout.js" */

/** @typedef {ReturnType<typeof makeScene>} Scene */

/**
 * Return the value of full color. Of many values it is that of the strongest hundredth, or one of
 * them would leave all others pale.
 * @param {ArrayLike<number>} values
 */
export function colorLimit(values) {
  const largest = largestOf(values) || 1;
  if (values.length <= MAX_WRITTEN) return largest;
  const sizes = Float64Array.from(values, Math.abs).sort();
  return sizes[Math.floor(0.99 * (values.length - 1))] || largest;
}

/**
 * @param {Gradients} gradients
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function makeScene(gradients, layout, theme) {
  const max = colorLimit(gradients.vector);
  return {
    gradients,
    layout,
    theme,
    highlightColor: theme.primary,
    edge: theme.dark ? "rgba(250,250,250,0.35)" : "rgba(30,35,45,0.35)",
    colors: Array.from(gradients.vector, (value) => diverging(value / max, theme.dark)),
    inkColors: Array.from(gradients.ink, (value) =>
      Array(3).fill(grayLevel(value / gradients.brightest)),
    ),
    cellBoxes: Array.from(gradients.vector, (_, index) => cellBox(layout.vector, index)),
    pixelBoxes: Array.from(gradients.vector, (_, index) => pixelBox(layout, layout.image, index)),
    inkBoxes: Array.from(gradients.vector, (_, index) => pixelBox(layout, layout.ink, index)),
  };
}
