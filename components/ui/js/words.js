// Words: what a view shows and speaks comes from the lesson's text, by key.

import { findAll, setText } from "./dom.js";
import { withGaps } from "./gaps.js";

/** @typedef {Record<string, string>} Words */

// The attribute that names a word, and what the word becomes.
const PLACES = {
  "data-word-label": "aria-label",
  "data-word-kind": "aria-roledescription",
  "data-word-title": "title",
};

/**
 * Fill all marked elements of a widget's html: `data-word="<key>"` with text, `data-word-label`
 * with a spoken name, `data-word-title` with a tooltip, and `data-word-kind` with what it is.
 * @param {ParentNode} root
 * @param {Words} words
 */
export function fillWords(root, words) {
  for (const element of findAll(root, "[data-word]")) {
    setText(element, wordOf(words, element.dataset.word ?? ""));
  }
  for (const [from, to] of Object.entries(PLACES)) {
    for (const element of findAll(root, `[${from}]`)) {
      element.setAttribute(to, wordOf(words, element.getAttribute(from) ?? ""));
    }
  }
}

/** @type {(words: Words, key: string) => string} */
function wordOf(words, key) {
  if (!(key in words)) throw new Error(`the lesson has no words for "${key}"`);
  return words[key];
}

/**
 * Return a text in the form that its language has for a count, as in `1 term` and `2 terms`: the
 * entry `<key> one`, `<key> few` and so on where there is one, else `<key>`.
 * @param {Words} words
 * @param {string} key
 * @param {number} count stands in the gap `[[count]]`
 * @param {Record<string, string | number>} [gaps] the others, or the count as it is to be written
 */
export function withCount(words, key, count, gaps = {}) {
  const form = new Intl.PluralRules(language()).select(count);
  const text = words[`${key} ${form}`] ?? wordOf(words, key);
  return withGaps(text, { count, ...gaps });
}

const language = () => globalThis.document?.documentElement.lang || "en";
