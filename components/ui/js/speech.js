// Speech: what a screen reader is given to speak.

import { setText } from "./dom.js";

const DELAY = 900; // milliseconds without a change

/** @type {WeakMap<Element, { text: string, timer?: ReturnType<typeof setTimeout> }>} */
const newest = new WeakMap();

/**
 * Speak a text that follows the pen or a slider once it stays for a while; not the first one, which
 * is read with the page.
 * @param {Element} element a live region
 * @param {string} text
 */
export function speakWhenSettled(element, text) {
  const before = newest.get(element);
  if (before?.text === text) return;
  clearTimeout(before?.timer);
  const timer = before && setTimeout(() => setText(element, text), DELAY);
  newest.set(element, { text, timer });
}
