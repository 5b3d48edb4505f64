// How large the program's letters are, and whether its output has room beside it.

const WIDE = 620; // pixels of a stage with room for both
const LETTER = 0.62; // a letter's width, of its height
const LINE = 1.45; // a line's height, of a letter's
const GUTTER = 4; // letters beside a line: its number, and the edge
const SMALLEST = 12;
const LARGEST = 19;
const SHARE = 0.58; // of a wide stage's width

/** @type {(width: number) => boolean} whether both have room */
export const isWide = (width) => width >= WIDE;

/**
 * Return the height of letters with which the program has room, as long as they can be read.
 * @param {string[]} lines
 * @param {number} width of the stage, in pixels
 * @param {number} height
 * @param {number} least pixels
 */
export function letterIn(lines, width, height, least) {
  const columns = Math.max(...lines.map((line) => line.length)) + GUTTER;
  const room = isWide(width) ? SHARE * width : width;
  const most = Math.min(room / (columns * LETTER), height / ((lines.length + 1) * LINE), LARGEST);
  return Math.max(SMALLEST, least, Math.floor(most * 2) / 2);
}

/** @type {(text: string) => number} how many letters a line is indented by */
export const indentOf = (text) => text.length - text.trimStart().length;

/**
 * Return the line that is to be seen where not all have room: what was changed, where it stopped,
 * or the network.
 * @type {(lines: string[], changed: number[], stopped: number | null) => number}
 */
export const lineToSee = (lines, changed, stopped) =>
  changed[0] ?? stopped ?? lines.findIndex((line) => line.startsWith("model = "));
