// The tensor of one image as a makeBlock: rows down, columns across, channels into the depth.

import { makeSvg } from "../../ui/js/dom.js";

/** @import { Shape } from "./stack.js" */

const POWER = 0.3;
const UNIT = 13; // pixels of a side of 1; a side of n has UNIT * n ** POWER
const MAX_WIDTH = 272;
const MAX_HEIGHT = 96;
const MAX_DEPTH = 50;
const MAX_CELLS = 12;
const UNKNOWN_LENGTH = 30;

/** @param {number | null} side */
const lengthOf = (side) => (side === null ? UNKNOWN_LENGTH : UNIT * side ** POWER);

/**
 * Return the lines between the cells of a face, if there are few enough to be seen.
 * @param {number | null} formatCount
 * @param {(share: number) => string} along
 */
function cellLines(formatCount, along) {
  const lines = [];
  if (formatCount !== null && formatCount <= MAX_CELLS)
    for (let at = 1; at < formatCount; at++) lines.push(along(at / formatCount));
  return lines.join("");
}

/**
 * @param {number | null} formatCount
 * @param {number} max
 */
function makeLine(formatCount, max) {
  const whole = lengthOf(formatCount);
  const width = Math.min(whole, max);
  const high = 13;
  const parts = [
    makeSvg("path", { class: "face", d: `M0 0h${width}v${high}h${-width}z` }),
    makeSvg("path", {
      class: "cell",
      d: cellLines(formatCount, (/** @type {number} */ at) => `M${at * width} 0v${high}`),
    }),
  ];
  if (whole > max) {
    // broken in the middle: it would be longer
    const at = width / 2;
    parts.push(
      makeSvg("path", {
        class: "gap",
        d: `M${at - 4} ${high + 4}l6 ${-high - 8}h5l-6 ${high + 8}z`,
      }),
      makeSvg("path", {
        class: "cut",
        d: `M${at - 4} ${high + 4}l6 ${-high - 8}M${at + 1} ${high + 4}l6 ${-high - 8}`,
      }),
    );
  }
  return { width, height: high, parts };
}

/**
 * @param {number | null} rows
 * @param {number | null} columns
 * @param {number | null} [channels]
 */
function makeBlock(rows, columns, channels) {
  const wide = Math.min(lengthOf(columns), MAX_WIDTH / 2);
  const high = Math.min(lengthOf(rows), MAX_HEIGHT);
  const deep = channels === undefined ? 0 : Math.min(lengthOf(channels) * 0.55, MAX_DEPTH);
  const dx = deep * 0.85;
  const dy = deep * 0.55;
  const parts = [];
  if (deep) {
    parts.push(
      makeSvg("path", { class: "top", d: `M0 ${dy}l${dx} ${-dy}h${wide}l${-dx} ${dy}z` }),
      makeSvg("path", { class: "side", d: `M${wide} ${dy}l${dx} ${-dy}v${high}l${-dx} ${dy}z` }),
    );
  }
  parts.push(
    makeSvg("path", { class: "face", d: `M0 ${dy}h${wide}v${high}h${-wide}z` }),
    makeSvg("path", {
      class: "cell",
      d:
        cellLines(columns, (/** @type {number} */ at) => `M${at * wide} ${dy}v${high}`) +
        cellLines(rows, (/** @type {number} */ at) => `M0 ${dy + at * high}h${wide}`),
    }),
  );
  return { width: wide + dx, height: high + dy, parts };
}

/**
 * The end of the makeLine from the tensor before: an arrow, or a cross where Keras stopped.
 * @param {number} x
 * @param {string} state
 */
const arrowTip = (x, state) =>
  makeSvg(
    "path",
    state === "error"
      ? { class: "cross", d: `M${x - 6} 2l12 12m0-12l-12 12` }
      : { class: "tip", d: `M${x} 0v10m-5-5l5 5l5-5` },
  );

/** @param {(number | null)[]} sides of which the last three are drawn */
function drawTensor(sides) {
  if (sides.length === 1) return makeLine(sides[0], MAX_WIDTH);
  const [rows, columns, channels] = sides.slice(-3);
  if (sides.length) return makeBlock(rows, columns, channels);
  const point = makeSvg("circle", { class: "face", cx: 5, cy: 5, r: 5 });
  return { width: 10, height: 10, parts: [point] };
}

/**
 * @param {Shape} shape
 * @param {string} state
 */
export function makeTensorBlock(shape, state) {
  const sides = shape ?? [null];
  const drawn = drawTensor(sides);
  const top = state === "input" ? 2 : 18;
  const middle = MAX_WIDTH / 2 + 4;
  const width = MAX_WIDTH + 8;
  const height = top + drawn.height + 4;
  const picture = makeSvg("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    "aria-hidden": "true",
    focusable: "false",
    class: state === "unreached" || state === "error" ? "unknown" : "",
  });
  if (state !== "input") picture.append(arrowTip(middle, state));
  picture.append(
    makeSvg("g", { transform: `translate(${middle - drawn.width / 2} ${top})` }, ...drawn.parts),
  );
  if (sides.length > 3) {
    const times = makeSvg("text", {
      x: middle + drawn.width / 2 + 6,
      y: top + drawn.height / 2 + 5,
    });
    times.textContent = `× ${sides[0] ?? "?"}`;
    picture.append(times);
  }
  return picture;
}
