// How the digits hang on their wall: in rows, as many as there is room for.

const LEAST = 34; // pixels of an image
const LABEL = 1.5; // heights of a letter, that a label takes

/**
 * @param {number} width CSS pixels
 * @param {number} height CSS pixels
 * @param {number} count of images there are
 * @param {number} font pixels
 * @returns {{ columns: number, rows: number, image: number, x: number, y: number, across: number,
 *   down: number }} how many hang there, how large, where the first one lies, and the steps
 */
export function wallLayout(width, height, count, font) {
  const label = LABEL * font;
  let best = { columns: 1, rows: 1, image: 0 };
  for (let columns = 1; columns <= count; columns++) {
    const image = (width / columns) * 0.84;
    const rows = Math.min(Math.floor(height / (image + label)), Math.floor(count / columns));
    if (image < LEAST || rows < 1) continue;
    if (columns * rows > best.columns * best.rows) best = { columns, rows, image };
  }
  const { columns, rows, image } = best;
  const across = width / columns;
  const down = height / rows;
  return {
    columns,
    rows,
    image,
    across,
    down,
    x: (across - image) / 2,
    y: (down - image - label) / 2,
  };
}
