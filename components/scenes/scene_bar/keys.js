// Which keys turn scenes. A presenter's remote sends PageDown and PageUp.

/** @type {Record<string, number>} */
const TURNS = { PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 };
// What has a use for arrows of its own keeps them.
const USES_ARROWS =
  "input, textarea, select, [contenteditable], [role=application], [role=radio], [role=tab], " +
  "[role=slider], [role=combobox], [role=listbox], [role=option], [role=grid], [role=gridcell], [role=menu]";
const TYPES = "textarea, [contenteditable], select";
const SWIPE = 60; // pixels

/**
 * Return by how many scenes a key turns, 0 if by none.
 * @param {Pick<KeyboardEvent, "key" | "defaultPrevented" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey">} event
 * @param {{ matches?: (selector: string) => boolean }} target which has the focus
 */
export function turnOfKey(event, target) {
  const turn = TURNS[event.key] ?? 0;
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey)
    return 0;
  return target.matches?.(event.key.startsWith("Arrow") ? USES_ARROWS : TYPES) ? 0 : turn;
}

/**
 * Return by how many scenes a finger's way turns: a swipe to the left goes on.
 * @param {number} across pixels, to the right
 * @param {number} down pixels
 */
export function turnOfSwipe(across, down) {
  if (Math.abs(across) < SWIPE || Math.abs(across) < 2 * Math.abs(down)) return 0;
  return across < 0 ? 1 : -1;
}
