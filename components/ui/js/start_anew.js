// What a view starts outside its widget, such as listening to the page.

/** @type {WeakMap<Element, () => void>} */
const running = new WeakMap();

/**
 * Start something for a widget, and end what was started for it before: Streamlit calls a view
 * again with new data, and calls what it returned only where the widget goes away.
 * @param {Element} widget
 * @param {() => () => void} start returns what ends it
 * @returns {() => void} ends it, once
 */
export function startAnew(widget, start) {
  running.get(widget)?.();
  const end = start();
  const stop = () => {
    if (running.get(widget) !== stop) return; // it has ended
    running.delete(widget);
    end();
  };
  running.set(widget, stop);
  return stop;
}
