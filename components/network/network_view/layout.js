// Layout: how many cells stand in a line, and how large each is.

const NARROW = 480; // pixels; a telephone
const TERM_ROOM = 150; // pixels of a picture beside two others, at least

/** @type {(width: number) => boolean} */
export const isNarrow = (width) => width < NARROW;

/** @type {(units: number) => number} cells in a line of units: twice as high as wide */
export const unitsPerLine = (units) => Math.max(1, Math.round(Math.sqrt(units / 2)));

const between = (
  /** @type {number} */ least,
  /** @type {number} */ size,
  /** @type {number} */ most,
) => Math.max(least, Math.min(most, Math.floor(size)));

/** @type {(width: number) => { picture: number, vector: number }} pixels of a cell */
export const inkSizes = (width) =>
  isNarrow(width) ? { picture: 4, vector: 5 } : { picture: 6, vector: 6 };

/** @type {(width: number, perLine: number) => number} pixels of a cell of a hidden layer */
export const hiddenSize = (width, perLine) =>
  between(2, (isNarrow(width) ? 96 : 150) / perLine, 22);

/** @type {(width: number, perLine: number) => number} pixels of a cell of one of three pictures */
export function factorSize(width, perLine) {
  const room = isNarrow(width) ? TERM_ROOM : Math.min(260, (width - 70) / 3);
  return between(2, room / perLine, 18);
}

/** @type {(width: number, columns: number) => number} pixels of a pixel of the evidence */
export const evidenceSize = (width, columns) => between(4, Math.min(width, 320) / columns, 11);
