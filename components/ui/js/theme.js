// The page's own colors and font, as Streamlit gives them to a widget.

import { context } from "./canvas.js";
import { outputColor } from "./color.js";

/** @import { Root, Theme } from "./widget.d.ts" */

/**
 * @param {Root} parentElement
 * @returns {Theme}
 */
export function readTheme(parentElement) {
  const style = getComputedStyle(parentElement.host);
  const of = (/** @type {string} */ name) => style.getPropertyValue(`--st-${name}`).trim();
  const background = of("background-color");
  const probe = context(document.createElement("canvas"));
  probe.fillStyle = background;
  const [red, green, blue] = [1, 3, 5].map((at) =>
    parseInt(String(probe.fillStyle).slice(at, at + 2), 16),
  );
  const dark = red + green + blue < 384;
  return {
    background,
    text: of("text-color"),
    primary: of("primary-color"),
    border: of("border-color"),
    panel: of("secondary-background-color"),
    font: of("font") || "sans-serif",
    output: outputColor(dark),
    dark,
  };
}
