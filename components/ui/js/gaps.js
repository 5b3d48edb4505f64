/**
 * Put values into the `[[gaps]]` of a lesson's text.
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
export const withGaps = (text, values) =>
  text.replace(/\[\[(\w+)\]\]/g, (_, name) => String(values[name]));
