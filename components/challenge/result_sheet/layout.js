// Where everything stands on the page: A4, landscape, in dots.

export const WIDTH = 2000;
export const HEIGHT = 1414;
export const MARGIN = 90;
export const LINE = 62; // from one line of text to the next
export const GRID = { left: 1130, top: 330, side: 780, gap: 10 };
export const DIGIT = { left: MARGIN, top: 330, side: 300 };
export const FACTS = { left: MARGIN + 340, top: 330, width: 640 };
export const NETWORK = { left: MARGIN, top: 700, width: 980 };
const ACROSS = 5; // images in a row

/**
 * Return where a shifted image lies.
 * @param {number} index row by row
 */
export function cellBox(index) {
  const step = GRID.side / ACROSS;
  return {
    left: GRID.left + (index % ACROSS) * step,
    top: GRID.top + Math.floor(index / ACROSS) * step,
    side: step - GRID.gap,
  };
}

/**
 * Return the lines of a text that is at most so wide.
 * @param {string} text
 * @param {number} width
 * @param {(text: string) => number} measure returns a text's width
 */
export function wrapped(text, width, measure) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (lines.at(-1) && measure(longer) > width) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
