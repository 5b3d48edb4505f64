// Keys that a widget takes for itself.

/** @type {(event: KeyboardEvent) => boolean} */
export const hasModifier = (event) => event.ctrlKey || event.altKey || event.metaKey;

/** @param {Event} event */
export function takeEvent(event) {
  event.preventDefault();
  event.stopPropagation();
}

/**
 * @param {HTMLElement | SVGElement} stage
 * @param {(key: string) => (() => void) | undefined} actOf what a key does just now, if anything
 */
export function bindKeys(stage, actOf) {
  stage.onkeydown = (event) => {
    const act = hasModifier(event) ? undefined : actOf(event.key);
    if (!act) return;
    takeEvent(event);
    act();
  };
}

/**
 * Return where a key leads in a grid from the cell at `index`; undefined where it leads nowhere.
 * @param {string} key
 * @param {number} index
 * @param {number} perLine cells in a line
 * @param {number} count of cells
 */
export function gridStep(key, index, perLine, count) {
  /** @type {Record<string, number>} */
  const leads = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - perLine,
    ArrowDown: index + perLine,
    Home: 0,
    End: count - 1,
  };
  const to = leads[key];
  return to >= 0 && to < count ? to : undefined;
}

/** @type {(key: string) => boolean} */
export const isGridKey = (key) => /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);
