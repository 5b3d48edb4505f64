// Elements: found by their part, made, and written only where they differ, as each write costs a layout.

// Finds a widget's elements by the name of their part.
export const partsOf =
  (root) =>
  (name, kind = "part") =>
    root.querySelector(`[data-${kind}="${name}"]`);

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function setData(element, name, value) {
  const text = String(value);
  if (element.dataset[name] !== text) element.dataset[name] = text;
}

// Makes an element: what it has as a property is set, everything else is an attribute.
export function make(tag, marks = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(marks)) {
    if (key in element && key !== "list") element[key] = value;
    else element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// Brings a list to so many children; `create(index)` makes one that is missing.
export function resizeList(list, length, create) {
  while (list.children.length > length) list.lastChild.remove();
  while (list.children.length < length) list.append(create(list.children.length));
  return [...list.children];
}

// A sentence of the lesson: what stands in `backquotes` is code.
export const proseNodes = (text) =>
  text
    .split(/`([^`]+)`/)
    .map((part, nth) => (nth % 2 ? make("code", { textContent: part }) : part));
