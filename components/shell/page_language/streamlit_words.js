// Streamlit's own words, which it has in English alone: what a learner reads instead.

import { withGaps } from "../../ui/js/gaps.js";

/** @typedef {Record<string, string>} Words */

const GAP = /\[\[(\w+)\]\]/g;

/** @type {(text: string) => string} */
const quoted = (text) => text.replace(/[.*+?^${}()|\\]/g, "\\$&");

/**
 * Return a text of Streamlit's in the learner's language, or as it is where it is none of its own.
 * @param {string} text
 * @param {Words} original what Streamlit writes, by key
 * @param {Words} words the same in the learner's language
 */
export function translated(text, original, words) {
  for (const [key, pattern] of Object.entries(original)) {
    const found = text.match(new RegExp(`^${quoted(pattern).replace(GAP, "(?<$1>\\S+)")}$`));
    if (found) return withGaps(words[key], found.groups ?? {});
  }
  return text;
}
