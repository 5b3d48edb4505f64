// Python as one reads it: names in one color, words of the language, texts and numbers in others.
const PYTHON =
  /(?<comment>#.*)|(?<text>[frb]?"(?:[^"\\]|\\.)*"|[frb]?'(?:[^'\\]|\\.)*')|(?<key>\b(?:import|from|as|for|in|if|else|def|return|with|try|except|not|and|or|None|True|False)\b)|(?<digit>\b\d[\d_.]*\b)/g;

/** @param {string} text */
export function colored(text) {
  const pieces = [];
  let last = 0;
  for (const found of text.matchAll(PYTHON)) {
    pieces.push(text.slice(last, found.index));
    const span = document.createElement("span");
    const groups = Object.entries(found.groups ?? {});
    span.className = groups.find(([, words]) => words !== undefined)?.[0] ?? "";
    span.textContent = found[0];
    pieces.push(span);
    last = found.index + found[0].length;
  }
  return [...pieces, text.slice(last)];
}
