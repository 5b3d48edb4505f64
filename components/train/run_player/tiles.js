// Tiles: how many square images fit a box, and how large they are.

/** @typedef {{ columns: number, shown: number, side: number }} Tiles */

/**
 * Return as many squares as fit a box, as large as they can be.
 * @param {number} width of the box, in pixels
 * @param {number} height
 * @param {{ count: number, least: number, gap: number }} tiles how many at most, and their least side
 * @returns {Tiles}
 */
export function tilesIn(width, height, { count, least, gap }) {
  for (let shown = count; shown > 1; shown--) {
    const tiles = squaresIn(width, height, shown, gap);
    if (tiles.side >= least) return tiles;
  }
  return squaresIn(width, height, 1, gap);
}

/**
 * Return the columns in which so many squares are largest.
 * @param {number} width of the box, in pixels
 * @param {number} height
 * @param {number} shown
 * @param {number} gap between two
 * @returns {Tiles}
 */
export function squaresIn(width, height, shown, gap) {
  const about = Math.sqrt((shown * (width + gap)) / (height + gap));
  const candidates = [Math.floor(about), Math.ceil(about), Math.ceil(about) + 1].map((columns) =>
    Math.max(1, Math.min(shown, columns)),
  );
  // Fewer rows may leave room for more columns.
  const rows = Math.max(1, Math.floor(shown / Math.max(1, about)));
  candidates.push(Math.ceil(shown / rows));
  const found = candidates.map((columns) => {
    const lines = Math.ceil(shown / columns);
    const side = Math.floor(Math.min((width + gap) / columns, (height + gap) / lines) - gap);
    return { columns, shown, side: Math.max(1, side) };
  });
  return found.reduce((best, each) => (each.side > best.side ? each : best));
}
