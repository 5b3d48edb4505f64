// Where pictures stand in a box so that they are as large as can be.

/**
 * Return how many stand side by side, and how large each one is.
 * @param {number} width of the box
 * @param {number} height of the box
 * @param {number} count of the pictures
 * @param {{ gap: number, caption: number }} rest between them, and below each
 */
export function arrangement(width, height, count, { gap, caption }) {
  let best = { across: 1, cell: 0 };
  for (let across = 1; across <= count; across++) {
    const down = Math.ceil(count / across);
    const wide = (width - gap * (across - 1)) / across;
    const high = (height - gap * (down - 1)) / down - caption;
    const cell = Math.floor(Math.min(wide, high));
    if (cell > best.cell) best = { across, cell };
  }
  return best;
}
