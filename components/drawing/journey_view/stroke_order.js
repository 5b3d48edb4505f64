// The order in which a pen could have drawn an image: along its ink, from the top.

const NEIGHBORS = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [down, right]));

/**
 * Return for each pixel when it is drawn, from 0 (first) to 1 (last); blank pixels have 0.
 * @param {ArrayLike<number>} values (side * side,)
 * @param {number} side
 * @returns {Float64Array}
 */
export function strokeOrder(values, side) {
  const isInk = Array.from(values, (value) => value > 0);
  const order = new Float64Array(isInk.length);
  const isReached = new Uint8Array(isInk.length);
  /** @type {number[]} */
  const path = [];
  for (let start = 0; start < isInk.length; start++) {
    if (isInk[start] && !isReached[start]) followInk(start, side, isInk, isReached, path);
  }
  path.forEach((pixel, nth) => {
    order[pixel] = path.length > 1 ? nth / (path.length - 1) : 0;
  });
  return order;
}

/**
 * Add a piece of ink to the path, the pixels nearest to its start first.
 * @param {number} start
 * @param {number} side
 * @param {boolean[]} isInk
 * @param {Uint8Array} isReached
 * @param {number[]} path
 */
function followInk(start, side, isInk, isReached, path) {
  const waiting = [start];
  isReached[start] = 1;
  for (let at = 0; at < waiting.length; at++) {
    const pixel = waiting[at];
    path.push(pixel);
    for (const [down, right] of NEIGHBORS) {
      const row = Math.floor(pixel / side) + down;
      const column = (pixel % side) + right;
      const next = row * side + column;
      if (row < 0 || row >= side || column < 0 || column >= side) continue;
      if (!isInk[next] || isReached[next]) continue;
      isReached[next] = 1;
      waiting.push(next);
    }
  }
}
