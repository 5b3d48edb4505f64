// Keys that a widget takes for itself.

export const hasModifier = (event) => event.ctrlKey || event.altKey || event.metaKey;

export function takeEvent(event) {
  event.preventDefault();
  event.stopPropagation();
}

// `acts()` gives what each key does just now.
export function bindKeys(stage, acts) {
  stage.onkeydown = (event) => {
    if (hasModifier(event)) return;
    const act = acts()[event.key];
    if (!act) return;
    takeEvent(event);
    act();
  };
}

// Where a key leads in a grid of `count` cells, `perLine` a line, from the cell at `index`;
// undefined where the key leads nowhere.
export function gridStep(key, index, perLine, count) {
  const to = {
    ArrowLeft: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index - perLine,
    ArrowDown: index + perLine,
    Home: 0,
    End: count - 1,
  }[key];
  return to >= 0 && to < count ? to : undefined;
}
export const isGridKey = (key) => /^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(key);
