// Layouts in use: on the way from one to another, and what of one is at a point.

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Layout, Part, Target } from "./types.d.ts" */

/** @type {Record<string, [columns: number, rows: number]>} what can be pointed at */
const COUNTS = {
  hidden: [1, 128],
  image: [28, 28],
  vector: [7, 112],
  logits: [1, 10],
  probabilities: [1, 10],
};

/**
 * Return a layout on its way to another: what only one has appears or fades where it stands.
 * @param {Layout} from
 * @param {Layout} to
 * @param {number} share of the way
 * @returns {Layout}
 */
export function layoutBetween(from, to, share) {
  if (share >= 1) return to;
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const start = from[name] ?? { ...to[name], alpha: 0 };
      const end = to[name] ?? { ...start, alpha: 0 };
      return [name, partBetween(start, end, share)];
    }),
  );
}

/** @type {(from: Part, to: Part, share: number) => Part} */
function partBetween(from, to, share) {
  const between = (/** @type {number} */ start, /** @type {number} */ end) =>
    start + (end - start) * share;
  const boxBetween = (/** @type {Box} */ start, /** @type {Box} */ end) =>
    /** @type {Box} */ (start.map((each, at) => between(each, end[at])));
  const { cells } = to;
  return {
    alpha: between(from.alpha, to.alpha),
    box: boxBetween(from.box, to.box),
    titled: to.titled,
    turned: between(from.turned ?? to.turned ?? 0, to.turned ?? from.turned ?? 0),
    cells: cells?.map((cell, at) => boxBetween(from.cells?.[at] ?? cell, cell)),
  };
}

/**
 * Return what is at a point: a part, and which of its values.
 * @param {Layout} layout
 * @param {number} x
 * @param {number} y
 * @returns {Target | undefined}
 */
export function targetAt(layout, x, y) {
  for (const [name, { box, cells, alpha }] of Object.entries(layout)) {
    if (alpha < 1 || !(name in COUNTS)) continue;
    if (cells) {
      const at = cells.findIndex((cell) => isIn(cell, x, y));
      if (at >= 0) return { part: name, at };
    } else if (isIn(box, x, y)) {
      const [columns, rows] = COUNTS[name];
      const column = Math.floor(((x - box[0]) / box[2]) * columns);
      const row = Math.floor(((y - box[1]) / box[3]) * rows);
      return { part: name, at: row * columns + column };
    }
  }
  return undefined;
}

/** @type {(box: Box, x: number, y: number) => boolean} */
const isIn = ([left, top, width, height], x, y) =>
  x >= left && y >= top && x < left + width && y < top + height;
