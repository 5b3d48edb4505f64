// Shift: the same image elsewhere.

/**
 * Return an image's values moved to the right; what leaves it is lost, zeros come in.
 * @param {ArrayLike<number>} values (rows * columns,)
 * @param {number} columns
 * @param {number} by pixels; to the left below 0
 * @returns {Float64Array}
 */
export const shiftRight = (values, columns, by) =>
  Float64Array.from(values, (_, at) => {
    const from = (at % columns) - by;
    return from >= 0 && from < columns ? values[at - by] : 0;
  });
