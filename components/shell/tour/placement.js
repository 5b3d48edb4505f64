// Where a tour's note stands, and which note comes next; touches no page.

export const RING = 6; // pixels between a target and its ring
const GAP = 12; // pixels between ring and note, and around the note
const NARROW = 640; // pixels; on narrower screens a note stands at the bottom

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Rectangle */
/** @typedef {{ width: number, height: number }} Size */

/**
 * Return where a note stands: beside its target, under it or above it, and wholly on the screen.
 * @param {Rectangle | undefined} target
 * @param {Size} note
 * @param {Size} screen
 */
export function notePosition(target, note, screen) {
  const right = screen.width - note.width - GAP;
  const bottom = screen.height - note.height - GAP;
  const [left, top] = preferredPosition(target, note, screen) ?? [right, bottom];
  return {
    left: Math.max(GAP, Math.min(left, right)),
    top: Math.max(GAP, Math.min(top, bottom)),
  };
}

/** @type {(target: Rectangle | undefined, note: Size, screen: Size) => [number, number] | undefined} */
function preferredPosition(target, note, screen) {
  if (!target) return undefined;
  if (screen.width <= NARROW)
    return [(screen.width - note.width) / 2, screen.height - note.height - GAP];
  const distance = GAP + RING;
  if (target.right + distance + note.width < screen.width)
    return [target.right + distance, target.top];
  if (target.bottom + distance + note.height < screen.height)
    return [target.left, target.bottom + distance];
  if (target.top - note.height - GAP > 0) return [target.left, target.top - note.height - distance];
  return undefined;
}

/**
 * Return the index of the first note from `start` on, by steps of `step`, whose target is on the
 * page; undefined where there is none.
 * @param {number} start
 * @param {number} step 1 or -1
 * @param {number} count of notes
 * @param {(index: number) => boolean} isOnPage
 */
export function nextNote(start, step, count, isOnPage) {
  for (let index = start; index >= 0 && index < count; index += step)
    if (isOnPage(index)) return index;
  return undefined;
}
