// How large the program's letters are, and whether its output has room beside it.

const WIDE = 620; // pixels of a stage with room for both
const LETTER = 0.62; // a letter's width, of its height
const LINE = 1.45; // a line's height, of a letter's
const GUTTER = 4; // letters beside a line: its number, and the edge
const SMALLEST = 12;
const LARGEST = 19;
const SHARE = 0.58; // of a wide stage's width

/** @type {(lines: string[]) => number} letters across, with what stands beside a line */
const columnsOf = (lines) => Math.max(...lines.map((line) => line.length)) + GUTTER;

/**
 * Return whether program and output have room side by side, in letters that can be read.
 * @param {string[]} lines
 * @param {number} width of the stage, in pixels
 * @param {number} least pixels of a letter, as on a projector
 */
export const isWide = (lines, width, least) =>
  width >= WIDE && (!least || SHARE * width >= columnsOf(lines) * LETTER * least);

/**
 * Return the height of letters with which the program has room, as long as they can be read.
 * @param {string[]} lines
 * @param {number} width of the stage, in pixels
 * @param {number} height
 * @param {number} least pixels
 */
export function letterIn(lines, width, height, least) {
  const room = isWide(lines, width, least) ? SHARE * width : width;
  const most = Math.min(
    room / (columnsOf(lines) * LETTER),
    height / ((lines.length + 1) * LINE),
    LARGEST,
  );
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
