// One state per mounted widget: Streamlit calls the script again on every change.

/** @type {WeakMap<object, any>} */
const states = new WeakMap();

/**
 * Return an element's state, made at its first call.
 * @param {object} element
 * @param {() => Record<string, any>} initial
 * @returns {any}
 */
export function widgetState(element, initial) {
  if (!states.has(element)) states.set(element, initial());
  return states.get(element);
}
