// Elements: found by their part, made, and written only where they differ: a write costs a layout.

/** @import { FindPart } from "./widget.d.ts" */

/**
 * Return what finds a widget's elements by the name of their part.
 * @type {(root: ParentNode) => FindPart}
 */
export const partsOf =
  (root) =>
  (name, kind = "part") =>
    root.querySelector(`[data-${kind}="${name}"]`);

/**
 * Find an element that a widget's own html has.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function find(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector} here`);
  return /** @type {HTMLElement} */ (found);
}

/** @type {(root: ParentNode, selector: string) => HTMLElement[]} */
export const findAll = (root, selector) =>
  [...root.querySelectorAll(selector)].map((each) => /** @type {HTMLElement} */ (each));

/**
 * @param {Element} element
 * @param {string} text
 */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * @param {HTMLElement} element
 * @param {string} name
 * @param {unknown} value
 */
export function setData(element, name, value) {
  const text = String(value);
  if (element.dataset[name] !== text) element.dataset[name] = text;
}

/**
 * Make an element: what it has as a property is set, everything else is an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, any>} [marks]
 * @param {...(Node | string | number)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, marks = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(marks)) {
    if (key in element && key !== "list") Reflect.set(element, key, value);
    else element.setAttribute(key, value);
  }
  element.append(...children.map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string)} children
 */
export function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * Bring a list to so many children and return them.
 * @param {Element} list
 * @param {number} length
 * @param {(index: number) => Node} create makes one that is missing
 */
export function resizeList(list, length, create) {
  while (list.children.length > length) list.lastElementChild?.remove();
  while (list.children.length < length) list.append(create(list.children.length));
  return [...list.children];
}

/**
 * Return a sentence of the lesson: what stands in `backquotes` is code.
 * @type {(text: string) => (HTMLElement | string)[]}
 */
export const proseNodes = (text) =>
  text
    .split(/`([^`]+)`/)
    .map((part, nth) => (nth % 2 ? make("code", { textContent: part }) : part));
