// The words for a value: what it is, and how its index comes about.

import { withGaps } from "../../ui/js/gaps.js";
import { columnOf, rowOf } from "./layout.js";

/** @import { Payload } from "./payload.d.ts" */

/** @typedef {"row" | "col" | "channel"} Axis */

export const CHANNELS = ["R", "G", "B"];

/**
 * Return something of each axis.
 * @param {(axis: Axis) => string} of
 */
const perAxis = (of) => ({ row: of("row"), col: of("col"), channel: of("channel") });

/**
 * Return a value's pixel, and the sentences about it.
 * @param {Payload} data
 * @param {number} index
 * @param {string} text the value, as it is written
 */
export function valueWords(data, index, text) {
  const { rows, columns, channels, words } = data;
  const pixel = data.indices[index];
  const position = {
    row: rowOf(data, pixel),
    col: columnOf(data, pixel),
    channel: pixel % channels,
  };
  const coordinates = [position.row, position.col, ...(channels === 1 ? [] : [position.channel])];
  const names = indexFormula(
    data.axes,
    perAxis((axis) => words[`axis ${axis}`]),
    perAxis((axis) => words[`length ${axis}`]),
  );
  const numbers = indexFormula(data.axes, position, { row: rows, col: columns, channel: channels });
  return {
    coordinates,
    value: `vector[${index}] = image[${coordinates.join(", ")}] = ${text}`,
    arithmetic: withGaps(words["index formula"], { names, numbers, index }),
  };
}

/**
 * Write the sum that gives an index: each coordinate times the lengths of the axes within it.
 * @param {Axis[]} axes the outermost first
 * @param {Record<Axis, number | string>} coordinates
 * @param {Record<Axis, number | string>} lengths
 */
export const indexFormula = (axes, coordinates, lengths) =>
  axes
    .map((axis, depth) => {
      const inner = axes.slice(depth + 1).map((each) => lengths[each]);
      return [coordinates[axis], ...inner].join(" · ");
    })
    .join(" + ");

/**
 * Return the cells of one pixel: one in gray, three in color, wherever the order puts them.
 * @param {number} channels
 * @param {ArrayLike<number>} home the index of each pixel
 * @param {number} pixel
 */
export function cellsOf(channels, home, pixel) {
  const first = pixel - (pixel % channels);
  return Array.from({ length: channels }, (_, channel) => home[first + channel]);
}
