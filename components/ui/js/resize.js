/**
 * Call back whenever the element's width changes; one observer per widget.
 * @param {Record<string, any>} state
 * @param {Element} element
 * @param {() => void} draw
 */
export function onWidth(state, element, draw) {
  state.draw = draw;
  if (state.observer) return;
  let last = 0;
  state.observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width === last || width === 0) return;
    last = width;
    state.draw();
  });
  state.observer.observe(element);
}
