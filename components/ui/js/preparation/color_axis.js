// Colors: the direction in which the colors of an image differ most.
//
// The same steps as models/data/color_axis.py, so that both find the same direction where two are
// as good.

/** @import { Plane } from "./planes.js" */

/** @typedef {[number, number, number]} Triple */

const SWEEPS = 12; // at most; after six or seven nothing is left to turn
/** @type {readonly [number, number][]} */
const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
];

/**
 * Return the direction in which points lie farthest from the origin, of length 1.
 * @param {readonly (readonly number[])[]} away points of three coordinates
 */
export function widestDirection(away) {
  const squares = [0, 1, 2].map(() => [0, 0, 0]);
  for (const point of away) {
    for (let row = 0; row < 3; row++) {
      for (let column = 0; column < 3; column++) squares[row][column] += point[row] * point[column];
    }
  }
  return longestAxis(squares);
}

/**
 * Return how far each color lies in a direction, from its three channels.
 * @param {readonly Plane[]} channels
 * @param {readonly number[]} direction
 * @returns {Plane}
 */
export function along([red, green, blue], direction) {
  const values = red.values.map(
    (value, at) =>
      value * direction[0] + green.values[at] * direction[1] + blue.values[at] * direction[2],
  );
  return { shape: red.shape, values };
}

/**
 * Return the eigenvector of a symmetric 3 × 3 matrix's largest eigenvalue (Jacobi's method).
 * @param {number[][]} matrix
 */
function longestAxis(matrix) {
  const axes = [0, 1, 2].map((row) => [0, 1, 2].map((column) => Number(row === column)));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const [one, other] of PAIRS) if (matrix[one][other] !== 0) turn(matrix, axes, one, other);
  }
  const lengths = matrix.map((row, axis) => row[axis]);
  const longest = lengths.indexOf(Math.max(...lengths));
  return axes.map((row) => row[longest]);
}

/**
 * Turn two axes so that the matrix no longer mixes them.
 * @param {number[][]} matrix
 * @param {number[][]} axes
 * @param {number} one
 * @param {number} other
 */
function turn(matrix, axes, one, other) {
  const mixed = matrix[one][other];
  const ratio = (matrix[other][other] - matrix[one][one]) / (2 * mixed);
  const sign = ratio < 0 || Object.is(ratio, -0) ? -1 : 1;
  const tangent = sign * (1 / (Math.abs(ratio) + Math.sqrt(ratio * ratio + 1)));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  matrix[one][one] -= tangent * mixed;
  matrix[other][other] += tangent * mixed;
  matrix[one][other] = matrix[other][one] = 0;
  const third = 3 - one - other;
  const [a, b] = [matrix[one][third], matrix[other][third]];
  matrix[one][third] = matrix[third][one] = cosine * a - sine * b;
  matrix[other][third] = matrix[third][other] = sine * a + cosine * b;
  for (const row of axes) {
    [row[one], row[other]] = [
      cosine * row[one] - sine * row[other],
      sine * row[one] + cosine * row[other],
    ];
  }
}
