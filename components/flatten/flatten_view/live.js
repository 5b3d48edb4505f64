// What the browser knows before Python answers: the picture under the pen, and a newly chosen order.

import { axesOf, indicesOf, lineLength, ORDERS } from "../../ui/js/nn/flatten.js";
import { checksumOf, imageOf } from "../../ui/js/pad_picture.js";

/** @import { PadPicture } from "../../ui/js/pad_picture.js" */
/** @import { Payload } from "./payload.d.ts" */

const AXES = /** @type {const} */ (["row", "col", "channel"]);
const LINES = /** @type {const} */ (["row", "column"]);

/** @type {(data: Payload, picture: PadPicture) => boolean} whether it may be of the pad's picture */
const isOfShape = (data, picture) =>
  data.picture !== null && picture.side === data.rows && picture.channels === data.channels;

/** @type {(data: Payload, picture: PadPicture) => boolean} whether Python has seen that picture */
const hasArrived = (data, picture) => checksumOf(picture) === data.picture;

/**
 * Return the payload with the values that are on the pad now; Python's own where it has seen them.
 * @param {Payload} data
 * @param {PadPicture | null} picture null where there is no pad
 * @returns {Payload}
 */
export function withPicture(data, picture) {
  if (!picture || !isOfShape(data, picture) || hasArrived(data, picture)) return data;
  return { ...data, values: Array.from(imageOf(picture).values) };
}

/**
 * Return the payload read in another order.
 * @param {Payload} data
 * @param {string | undefined} name a key of `ORDERS`
 * @returns {Payload}
 */
export function withOrder(data, name) {
  if (name === undefined || name === data.order) return data;
  const { rows, columns, channels } = data;
  const shape = channels === 1 ? [rows, columns] : [rows, columns, channels];
  const order = ORDERS[name];
  return {
    ...data,
    order: name,
    indices: Array.from(indicesOf(order, shape)),
    axes: axesOf(order, shape).map((axis) => AXES[axis]),
    line: LINES[order.line],
    lineLength: lineLength(order, shape),
  };
}

/**
 * Return in what Python's payload differs from what is computed here of the same picture and order;
 * undefined where they agree.
 * @param {Payload} data
 * @param {PadPicture | null} picture
 */
export function disagreementOf(data, picture) {
  const { indices, axes, line, lineLength } = withOrder({ ...data, order: "" }, data.order);
  const order = { indices, axes, line, lineLength };
  for (const [name, value] of Object.entries(order)) {
    if (String(value) !== String(data[/** @type {keyof typeof order} */ (name)])) return name;
  }
  if (!picture || !isOfShape(data, picture) || !hasArrived(data, picture)) return undefined;
  const { values } = imageOf(picture);
  return data.values.every((value, pixel) => value === values[pixel]) ? undefined : "values";
}
