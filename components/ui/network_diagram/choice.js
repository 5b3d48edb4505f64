// Choice: which part is pointed at for now, and which has been chosen to stay.

/**
 * Parts by their index; null is none.
 * @typedef {{ shown: number | null, chosen: number | null }} Choice
 */

/** @type {(choice: Choice, index: number | undefined) => Choice} after the pointer passed over a part */
export const hovered = ({ chosen }, index) => ({ chosen, shown: index ?? chosen });

/** @type {(choice: Choice, index: number) => Choice} after a press; a second one lets go */
export function pressed({ chosen }, index) {
  const next = index === chosen ? null : index;
  return { chosen: next, shown: next };
}

/** @type {() => Choice} */
export const cleared = () => ({ chosen: null, shown: null });

/**
 * Return the choice after an arrow key, which goes round.
 * @param {Choice} choice
 * @param {number} step 1 or -1
 * @param {number} count of parts
 * @returns {Choice}
 */
export function stepped({ chosen }, step, count) {
  const from = chosen ?? (step > 0 ? -1 : count);
  const next = (from + step + count) % count;
  return { chosen: next, shown: next };
}

/**
 * Return the parts with the same description: a value's in the image, and its own in the vector.
 * @param {readonly { description: string }[]} parts
 * @param {number | null} index
 */
export function alike(parts, index) {
  const description = parts[index ?? -1]?.description;
  return [...parts.keys()].filter((each) => parts[each].description === description);
}
