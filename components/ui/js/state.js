// One state per mounted widget: Streamlit calls the script again on every change.

const states = new WeakMap();

export function widgetState(element, initial) {
  if (!states.has(element)) states.set(element, initial());
  return states.get(element);
}
