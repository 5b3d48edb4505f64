// Preparation: a drawing becomes what MNIST is made of, light ink in the middle of the dark.

import { shapeText } from "../nn/arrays.js";
import { sumOf } from "../nn/sums.js";
import { segmentInk } from "./ink_detection.js";
import { cropped, mapped, plane, transposed } from "./planes.js";
import { resized } from "./resampling.js";
import { clipped, rounded } from "./statistics.js";

/** @import { NumberArray } from "../nn/arrays.js" */
/** @import { Plane } from "./planes.js" */

const SIDE = 28; // of an MNIST image
const BOX = 20; // the longer side of its ink
const MIDDLE = 14; // the row and column where its center of mass lies
const DIGITS = 6; // of a center of mass, which is computed from float32
const LARGEST = 28; // pixels a side of a pad; larger images are photographs, and Python's work

/**
 * Every step from a drawing to the image the network reads.
 * @typedef {object} PreparationTrace
 * @property {NumberArray} image (rows, columns) or (rows, columns, 3), as it came
 * @property {boolean} inverted was it dark ink on light paper?
 * @property {Plane} ink 0 paper to 1 full ink
 * @property {readonly number[]} box top, bottom, left, right of the ink
 * @property {Plane} cropped the ink inside the box
 * @property {Plane} scaled the same with its longer side 20
 * @property {Plane} centered (28, 28)
 * @property {readonly number[]} shift rows and columns from the middle to the center of mass
 */

/**
 * Prepare a pad drawing of one digit the way MNIST's makers did, and keep every step.
 *
 * Light ink on a dark ground, specks dropped, the longer side of the ink brought to 20 pixels, its
 * center of mass to the middle of 28 × 28.
 * @param {NumberArray} image (rows, columns) or (rows, columns, 3), values from 0 to 1
 * @returns {PreparationTrace} whose centered image is all zeros when there is no ink
 * @throws {RangeError} the image has another shape, or is larger than a pad
 */
export function tracePreparation(image) {
  checkShape(image.shape);
  const { inverted, ink } = segmentInk(image);
  const box = boxOf(ink);
  const inside = cropped(ink, box);
  const scaled = scaledToBox(inside);
  return { image, inverted, ink, box, cropped: inside, scaled, ...centeredByMass(scaled) };
}

/** @param {readonly number[]} shape */
function checkShape(shape) {
  const isImage = shape.length === 2 || (shape.length === 3 && shape[2] === 3);
  if (!isImage || !(Math.min(...shape) >= 1)) {
    throw new RangeError(
      "a drawing has shape (rows, columns) or (rows, columns, 3), each at least 1; " +
        `got shape ${shapeText(shape)}`,
    );
  }
  if (Math.max(shape[0], shape[1]) > LARGEST) {
    throw new RangeError(
      `a pad has at most ${LARGEST} rows and columns, got shape ${shapeText(shape)}`,
    );
  }
}

/**
 * Return the top, bottom, left and right of the ink, or of the whole plane where there is none.
 * @param {Plane} ink
 */
function boxOf({ shape: [rows, columns], values }) {
  const marks = [...values.keys()].filter((index) => values[index] !== 0);
  if (marks.length === 0) return [0, rows, 0, columns];
  const across = marks.map((index) => index % columns);
  return [
    Math.floor(marks[0] / columns),
    Math.floor(marks[marks.length - 1] / columns) + 1,
    Math.min(...across),
    Math.max(...across) + 1,
  ];
}

/**
 * Bring the longer side to 20 pixels, and the strongest ink back to 1.
 * @param {Plane} ink
 */
function scaledToBox(ink) {
  const scaled = resized(ink, BOX);
  const strongest = Math.max(...scaled.values);
  return strongest > 0 ? mapped(scaled, (value) => value / strongest) : scaled;
}

/**
 * Lay the scaled ink in 28 × 28 so that its center of mass is in the middle.
 * @param {Plane} scaled
 */
function centeredByMass(scaled) {
  const { shape, values } = scaled;
  const middle = shape.map((length) => Math.floor((SIDE - length) / 2));
  const mass = sumOf(values);
  const [top, left] = mass > 0 ? placesOf(scaled, mass) : middle;
  const centered = plane(SIDE, SIDE, (row, column) => {
    const [y, x] = [row - top, column - left];
    return y >= 0 && x >= 0 && y < shape[0] && x < shape[1] ? values[y * shape[1] + x] : 0;
  });
  return { centered, shift: [top - middle[0], left - middle[1]] };
}

/**
 * Return the row and column where the ink begins, so that its center of mass is in the middle.
 * @param {Plane} scaled
 * @param {number} mass
 */
function placesOf(scaled, mass) {
  return [rowSums(scaled), columnSums(scaled)].map((sums) => {
    const center = sumOf(sums.map((sum, at) => sum * at)) / mass;
    // Without its last digits, which would decide for ink that lies halfway between two places.
    const place = MIDDLE - rounded(center * 10 ** DIGITS) / 10 ** DIGITS;
    return clipped(rounded(place), 0, SIDE - sums.length);
  });
}

/** @param {Plane} from */
function rowSums({ shape: [rows, columns], values }) {
  return Float64Array.from({ length: rows }, (_, row) => sumOf(values, row * columns, columns));
}

/**
 * Return each column's sum, added row by row, as NumPy adds along the first axis.
 * @param {Plane} from
 */
function columnSums(from) {
  const [rows] = from.shape;
  const { values } = transposed(from);
  return Float64Array.from({ length: from.shape[1] }, (_, column) =>
    values.subarray(column * rows, (column + 1) * rows).reduce((sum, value) => sum + value, 0),
  );
}
