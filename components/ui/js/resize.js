/**
 * Call back whenever the element's width changes; one observer per widget.
 * @param {Record<string, any>} state
 * @param {Element} element
 * @param {() => void} draw
 */
export function onWidth(state, element, draw) {
  onSize(state, element, draw, { withHeight: false });
}

/**
 * Call back whenever the element's width changes, or its height where that counts.
 * @param {Record<string, any>} state
 * @param {Element} element
 * @param {() => void} draw
 * @param {{ withHeight: boolean }} options
 */
export function onSize(state, element, draw, { withHeight }) {
  state.draw = draw;
  if (state.observer) return;
  let last = "";
  state.observer = new ResizeObserver(([entry]) => {
    const { width, height } = entry.contentRect;
    const size = `${Math.floor(width)} ${withHeight ? Math.floor(height) : ""}`;
    if (size === last || Math.floor(width) === 0) return;
    last = size;
    state.draw();
  });
  state.observer.observe(element);
}
