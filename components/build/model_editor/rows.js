// The chain's rows: a card with settings, what the layer costs, and the tensor that comes out of it.

import { make, makeSvg, proseNodes } from "../../ui/js/dom.js";
import { formatNumber } from "../../ui/js/format.js";

export const count = (value) => value.toLocaleString("en-US");

// Bytes as one says them: three digits, in steps of a thousand.
export function bytesInWords(bytes) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let step = 0;
  let size = bytes;
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000;
    step++;
  }
  return `${step ? Number(size.toPrecision(3)) : count(bytes)} ${units[step]}`;
}

export const shapeInWords = (shape) => {
  if (shape === null) return "?";
  const sides = ["None", ...shape.map((side) => (side === null ? "?" : side))];
  return sides.length === 1 ? "(None,)" : `(${sides.join(", ")})`;
};

export const rowsOf = (text) => text.split(",");
export const chainOf = (shape, layers) =>
  [shape, ...layers.map((layer) => [layer.kind, ...layer.values].join(":"))].join(",");
export const layersOf = (text, kinds) =>
  rowsOf(text)
    .slice(1)
    .map((row) => {
      const [kind, ...values] = row.split(":");
      return {
        kind,
        values: kinds[kind].map((setting, place) => values[place] ?? setting.default),
      };
    });

// "28, 28, 1" or "(28, 28, 1)" as a person writes it, 28x28x1 as a chain does; null where it is neither.
function typedNumbers(text) {
  const bare = text
    .trim()
    .replace(/^\(|\)$/g, "")
    .replace(/,\s*$/, "")
    .trim();
  if (bare === "") return "()";
  const parts = bare.split(/\s*[,x×]\s*|\s+/);
  return parts.every((part) => /^-?\d{1,9}$/.test(part)) ? parts.map(Number).join("x") : null;
}
export const asTyped = (text) => (text === "()" ? "()" : text.split("x").join(", "));

// One setting's field; `chosen` is called with a value as a chain writes it.
export function field(setting, value, chosen) {
  if (setting.options) {
    const options = setting.options.map((option) =>
      make("option", { value: option, textContent: option }),
    );
    const select = make("select", { onchange: () => chosen(select.value) }, ...options);
    select.value = value;
    return select;
  }
  const isWhole = setting.least !== undefined;
  const input = make(
    "input",
    isWhole
      ? { type: "number", min: setting.least, max: setting.most, step: 1 }
      : { type: "text", autocomplete: "off", spellcheck: false },
  );
  input.setAttribute("inputmode", isWhole ? "numeric" : "text");
  input.value = setting.form === "numbers" ? asTyped(value) : value;
  const read = () => {
    const typed = input.value.trim();
    if (setting.form === "numbers") return typedNumbers(typed);
    if (setting.form === "factor")
      return /^-?\d{1,6}(\.\d{1,9})?(\/\d{1,6}(\.\d{1,9})?)?$/.test(typed.replace(/\s/g, ""))
        ? typed.replace(/\s/g, "")
        : null;
    const number = Number(typed);
    return typed !== "" &&
      Number.isInteger(number) &&
      number >= setting.least &&
      number <= setting.most
      ? String(number)
      : null;
  };
  let timer;
  const tell = () => {
    clearTimeout(timer);
    const said = read();
    input.setAttribute("aria-invalid", String(said === null));
    if (said !== null) chosen(said);
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(tell, isWhole ? 200 : 500);
  }; // one types a number digit by digit
  input.onchange = tell;
  return input;
}

export function icon(path) {
  return makeSvg(
    "svg",
    { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", focusable: "false" },
    makeSvg("path", {
      d: path,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2.2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
}
export const ICONS = {
  up: "M12 19V6m-6 6l6-6l6 6",
  down: "M12 5v13m-6-6l6 6l6-6",
  remove: "M6 6l12 12M18 6L6 18",
};

// A share of the whole as a bar and in words.
export function bar(share) {
  const percent =
    share > 0 && share < 0.001
      ? "< 0.1 %"
      : `${formatNumber(share * 100, share >= 0.9995 || share === 0 ? 0 : 1)} %`;
  const fill = make("b");
  fill.style.width = `${Math.max(share * 100, share > 0 ? 1 : 0)}%`;
  return [
    make("i", { "aria-hidden": "true" }, fill),
    make("span", { className: "percent", textContent: percent }),
  ];
}

export function stopped(heading, problem) {
  return [
    make(
      "p",
      { className: "stop" },
      make("span", { "aria-hidden": "true", textContent: "⚠ " }),
      heading,
    ),
    make("pre", { textContent: problem.message, tabIndex: 0 }),
    make("p", {}, ...proseNodes(problem.explanation)),
  ];
}
