// The layout: where each part of the network stands in each scene, and on the way between two.

/** @import { Box } from "../../ui/js/widget.d.ts" */
/** @import { Layout, Part, Room, Scene } from "./types.d.ts" */

const UNITS = 128;
const TESTS = [24, 12, 6]; // images: as many as are large enough
const LEAST_TEST = 38; // pixels
const FRAME = 6; // pixels beside a row that is framed
const TITLE_LINES = 2; // a layer's name, and how much it puts out
const TEXT = 1 / 40; // of the room's smaller side

/**
 * Return the room there is, with the size of its letters.
 * @param {number} width
 * @param {number} height
 * @param {number} scale of letters, 1 is usual
 * @param {number} [least] pixels of letters' height
 * @returns {Room}
 */
export function roomOf(width, height, scale, least = 0) {
  const usual = Math.max(12, Math.min(24, Math.min(width, 1.2 * height) * TEXT));
  const font = Math.max(least, usual * scale);
  return { width, height, font, narrow: width < 1.05 * height, short: width < 600 };
}

/**
 * Return where everything of a scene stands.
 * @param {Scene} scene
 * @param {boolean} isOpen whether its answer may be seen
 * @param {Room} room
 * @returns {Layout}
 */
export const layoutOf = (scene, isOpen, room) => LAYOUTS[scene](room, isOpen);

/** @type {Record<Scene, (room: Room, isOpen: boolean) => Layout>} */
const LAYOUTS = {
  whole: (room) => wholeLayout(room),
  hidden: (room) => filterLayout(room),
  logits: (room) => logitLayout(room),
  exp: (room) =>
    columnLayout(room, ["logits", "powers", "probabilities"], room.short ? [6, 3, 4] : [4, 3, 4]),
  largest: (room, isOpen) => largestLayout(room, isOpen),
  certainty: (room) => certaintyLayout(room),
  order: (room, isOpen) => orderLayout(room, isOpen),
  solved: (room) => solvedLayout(room),
};

/** @type {(box: Box, more?: Partial<Part>) => Part} */
const part = (box, more = {}) => ({ alpha: 1, box, ...more });

/** @type {(room: Room, lines: number) => number} the height of a title */
const headOf = ({ font }, lines) => font * (0.6 + 1.2 * lines);

/**
 * Share a width out among columns.
 * @param {number} left
 * @param {number} width
 * @param {number[]} weights
 * @param {number} gap
 * @returns {[left: number, width: number][]}
 */
function shareWidth(left, width, weights, gap) {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const free = width - gap * (weights.length - 1);
  let at = left;
  return weights.map((weight) => {
    const own = (free * weight) / whole;
    const column = /** @type {[number, number]} */ ([at, own]);
    at += own + gap;
    return column;
  });
}

/** @type {(box: Box) => Box} the largest square in the middle of a box */
function squareIn([x, y, width, height]) {
  const side = Math.max(1, Math.min(width, height));
  return [x + (width - side) / 2, y + (height - side) / 2, side, side];
}

/**
 * Return the cells of values in a box, so many in a line.
 * @param {Box} box
 * @param {number} count
 * @param {number} perLine
 * @returns {Part}
 */
function cellsIn([x, y, width, height], count, perLine) {
  const lines = Math.ceil(count / perLine);
  const size = Math.min(width / perLine, height / lines);
  const left = x + (width - size * perLine) / 2;
  const top = y + (height - size * lines) / 2;
  const cells = Array.from({ length: count }, (_, at) => {
    const cell = [left + (at % perLine) * size, top + Math.floor(at / perLine) * size, size, size];
    return /** @type {Box} */ (cell);
  });
  return part([left, top, size * perLine, size * lines], { cells });
}

/** @type {(count: number, width: number, height: number) => number} cells a line, as large as fit */
function bestPerLine(count, width, height) {
  let best = 1;
  const sizeOf = (/** @type {number} */ perLine) =>
    Math.min(width / perLine, height / Math.ceil(count / perLine));
  for (let each = 2; each <= count; each++) if (sizeOf(each) > sizeOf(best)) best = each;
  return best;
}

/** @type {(box: Box) => Part} */
const neuronsIn = (box) => cellsIn(box, UNITS, bestPerLine(UNITS, box[2], box[3]));

/**
 * Return cells at the upper left of their box, so that their title stands in a line with others.
 * @param {Part} cells
 * @param {Box} box
 * @returns {Part}
 */
function atTop({ box: [x, y, width, height], cells = [] }, [left, top]) {
  const moved = cells.map(([at, row, ...size]) => [at - x + left, row - y + top, ...size]);
  return part([left, top, width, height], { cells: /** @type {Box[]} */ (moved) });
}

/** @type {(room: Room) => Layout} */
function wholeLayout(room) {
  const { width, height, short } = room;
  const head = headOf(room, TITLE_LINES);
  // Between neurons and logits there is room for the lines.
  const weights = short ? [15, 14, 23, 5, 18, 29] : [15, 12, 22, 6, 24, 27];
  const columns = shareWidth(0, width, weights, width * (short ? 0.015 : 0.025));
  const [image, vector, hidden, , logits, probabilities] = columns.map(
    ([left, own]) => /** @type {Box} */ ([left, head, own, height - head]),
  );
  const thin = Math.min(vector[2], (vector[3] / 112) * 7);
  return {
    image: part(squareIn(image)),
    vector: part([vector[0], vector[1], thin, vector[3]], { titled: vector[2] }),
    hidden: { ...atTop(neuronsIn(hidden), hidden), titled: hidden[2], turned: 0 },
    lines: part(hidden),
    logits: part(logits),
    probabilities: part(probabilities),
  };
}

/** @type {(room: Room) => Layout} */
function filterLayout(room) {
  const { width, height, narrow, font } = room;
  const head = headOf(room, 1);
  /** @type {Box} */
  const grid = narrow
    ? [0, head, width, (height - 2 * head) * 0.58]
    : [0, head, width * 0.66, height - head];
  const hidden = neuronsIn(grid);
  const names = ["image", "weights", "products"];
  /** @type {Box[]} */
  const boxes = narrow
    ? shareWidth(0, width, [1, 1, 1], font).map(([left, own]) => {
        const top = grid[1] + grid[3] + head;
        return [left, top, own, height - top];
      })
    : names.map((_, nth) => {
        const each = height / 3;
        return [width * 0.7, nth * each + head, width * 0.3, each - head];
      });
  const factors = Object.fromEntries(names.map((name, nth) => [name, part(squareIn(boxes[nth]))]));
  return { ...factors, hidden: { ...hidden, turned: 1 } };
}

/** @type {(room: Room) => Layout} */
function logitLayout(space) {
  const { width, height, short } = space;
  const head = headOf(space, TITLE_LINES);
  const [[left, own], [right, rest]] = shareWidth(
    0,
    width - FRAME,
    short ? [5, 6] : [5, 8],
    width * (short ? 0.14 : 0.2),
  );
  /** @type {Box} */
  const room = [left, head, own, height - head];
  const hidden = atTop(neuronsIn(room), room);
  return {
    hidden: { ...hidden, turned: 0 },
    lines: part(hidden.box),
    logits: part([right, head, rest, height - head]),
  };
}

/**
 * @param {Room} room
 * @param {string[]} names of columns
 * @param {number[]} weights of their widths
 * @returns {Layout}
 */
function columnLayout(room, names, weights) {
  const { width, height, font, short } = room;
  const head = headOf(room, 1);
  const columns = shareWidth(0, width, weights, short ? font * 0.5 : font * 1.6);
  return Object.fromEntries(
    columns.map(([left, own], nth) => [names[nth], part([left, head, own, height - head])]),
  );
}

/** @type {(room: Room, isOpen: boolean) => Layout} */
function largestLayout(room, isOpen) {
  if (!isOpen) return columnLayout(room, ["logits", "powers", "probabilities"], [4, 3, 4]);
  // Between the two ways there is room.
  const names = ["logits", "powers", "probabilities", "", "shifted", "safePowers"];
  const weights = [5, 4, 5, 0.6, 4, 4, 5];
  const { "": _, ...columns } = columnLayout(room, [...names, "safeProbabilities"], weights);
  return columns;
}

/** @type {(room: Room) => Layout} */
function certaintyLayout(room) {
  const { width, height, short } = room;
  const head = headOf(room, TITLE_LINES);
  const [[left, own], [right, rest]] = shareWidth(
    0,
    width,
    short ? [2, 5] : [3, 7],
    width * (short ? 0.04 : 0.06),
  );
  return {
    image: part(squareIn([left, head, own, height - head])),
    probabilities: part([right, head, rest, height - head]),
  };
}

/**
 * Return the grid in which so many images are largest.
 * @param {number} count
 * @param {{ width: number, height: number, label: number }} space
 */
function testGrid(count, { width, height, label }) {
  let best = { count, side: 0, perLine: 1 };
  for (let perLine = 1; perLine <= count; perLine++) {
    const side = Math.min(width / perLine, height / (count / perLine) - label) * 0.92;
    if (side > best.side && count % perLine === 0) best = { count, side, perLine };
  }
  return best;
}

/** @type {(room: Room, isOpen: boolean) => Layout} */
function orderLayout(room, isOpen) {
  const { width, height, font } = room;
  const head = headOf(room, 1);
  const bars = 2 * font * 2.2;
  const top = head + bars + font;
  const label = font * 1.5;
  const space = { width, height: height - top, label };
  const grids = TESTS.map((count) => testGrid(count, space));
  const { count, perLine, side } = grids.find((each) => each.side >= LEAST_TEST) ?? grids[2];
  const [stepX, stepY] = [width / perLine, (height - top) / Math.ceil(count / perLine)];
  const cells = Array.from({ length: count }, (_, at) => {
    const x = (at % perLine) * stepX + (stepX - side) / 2;
    const y = top + Math.floor(at / perLine) * stepY + (stepY - side - label) / 2;
    return /** @type {Box} */ ([x, y, side, side]);
  });
  return {
    accuracy: part([0, head, width, bars], { turned: Number(isOpen) }),
    tests: part([0, top, width, height - top], { cells, turned: Number(isOpen) }),
  };
}

/** @type {(room: Room) => Layout} */
function solvedLayout(room) {
  const { width, height, font, short } = room;
  const head = headOf(room, 1);
  const row = height / 2;
  const side = Math.min(row - head, width * (short ? 0.31 : 0.32));
  const gap = Math.min(font * 1.4, width * 0.03);
  const [second, third] = [side + gap, 2 * (side + gap)];
  const rowsAt = (/** @type {number} */ nth) => nth * row + head;
  const square = (/** @type {number} */ left, /** @type {number} */ nth) =>
    part(/** @type {Box} */ ([left, rowsAt(nth) + (row - head - side) / 2, side, side]));
  const bars = (/** @type {number} */ nth) =>
    part(/** @type {Box} */ ([third, rowsAt(nth), width - third, row - head]));
  return {
    image: square(0, 0),
    evidence: square(second, 0),
    probabilities: bars(0),
    moved: square(0, 1),
    movedEvidence: square(second, 1),
    movedProbabilities: bars(1),
  };
}
