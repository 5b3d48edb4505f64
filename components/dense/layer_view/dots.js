// Numbers as dots: one a number, stretched to the room there is; never one left out.

import { paintDots } from "../../ui/js/canvas.js";
import { inputColor } from "../../ui/js/color.js";

/** @import { Color } from "../../ui/js/widget.d.ts" */
/** @import { Layer } from "./layer.js" */

/**
 * @param {number} columns
 * @param {number} rows
 * @param {(index: number) => Color} colorOf
 */
export const dotsOf = (columns, rows, colorOf) =>
  paintDots(document.createElement("canvas"), columns, rows, colorOf);

/**
 * Return an input's shade: gray, or its own channel's color.
 * @param {Pick<Layer, "inputs" | "channels" | "brightest">} layer
 * @param {number} index
 */
export const inputShade = ({ inputs, channels, brightest }, index) =>
  inputColor(inputs[index] / brightest, channels, index);
