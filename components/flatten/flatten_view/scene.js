// The scene: what does not change while pixels fly: where everything stands, colors, texts.

import { inputColor, rgb } from "../../ui/js/color.js";
import { formatNumber } from "../../ui/js/format.js";
import { cellBox, pixelBox } from "./layout.js";

/** @import { Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layout } from "./layout.js" */
/** @import { Payload } from "./payload.d.ts" */

/** @typedef {ReturnType<typeof sceneOf>} Scene */

const DIM = 0.22; // of a channel's own light, in the other two

/**
 * Return the scene of a picture.
 * @param {Payload} data
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function sceneOf(data, layout, theme) {
  const { values, indices } = data;
  const looks = values.map((value, pixel) => lookOf(data, value, pixel));
  return {
    data,
    layout,
    theme,
    indices,
    home: homeOf(indices),
    values,
    looks,
    highlight: theme.primary,
    edge: theme.dark ? "rgba(250,250,250,0.4)" : "rgba(30,35,45,0.45)",
    pixels: values.map((_, pixel) => pixelBox(layout, pixel)),
    cells: values.map((_, index) => cellBox(layout, index)),
  };
}

/**
 * Return how a value looks: its color, that of its text, and the text.
 * @param {Payload} data
 * @param {number} value
 * @param {number} pixel
 */
function lookOf({ brightest, channels, digits }, value, pixel) {
  const [red, green, blue] = inputColor(value / brightest, channels, pixel, DIM);
  const isLight = red * 0.3 + green * 0.59 + blue * 0.11 > 120;
  return {
    color: rgb([red, green, blue]),
    ink: isLight ? "#000" : "#fff",
    text: formatNumber(value, digits),
  };
}

/**
 * Return the index of each pixel, from the pixel at each index.
 * @param {ArrayLike<number>} indices
 */
function homeOf(indices) {
  const home = new Int32Array(indices.length);
  for (let index = 0; index < indices.length; index++) home[indices[index]] = index;
  return home;
}

/**
 * Put other values into a scene, as a pen does.
 * @param {Scene} scene
 * @param {number[]} values
 * @returns {number[]} the pixels that changed
 */
export function changeValues(scene, values) {
  const changed = [];
  for (let pixel = 0; pixel < values.length; pixel++) {
    if (values[pixel] === scene.values[pixel]) continue;
    scene.looks[pixel] = lookOf(scene.data, values[pixel], pixel);
    changed.push(pixel);
  }
  scene.values = values;
  return changed;
}
