// The fields of a layer's options.

import { make, makeSvg } from "../../ui/js/dom.js";
import { formatTypedShape, parseOption } from "./stack.js";

/** @import { LayerOption } from "./payload.d.ts" */

/** @typedef {Partial<LayerOption>} FieldOption */

const INTEGER_DELAY = 200; // milliseconds: a number is typed digit by digit
const TEXT_DELAY = 500;

/**
 * Make an option's field.
 * @param {FieldOption} option
 * @param {string} value
 * @param {(text: string) => void} onChange is called with a value as a stack writes it
 */
export const makeField = (option, value, onChange) =>
  option.options ? makeMenu(option.options, value, onChange) : makeInput(option, value, onChange);

/**
 * @param {string[]} options
 * @param {string} value
 * @param {(text: string) => void} onChange
 */
function makeMenu(options, value, onChange) {
  const select = make(
    "select",
    { onchange: () => onChange(select.value) },
    ...options.map((option) => make("option", { value: option, textContent: option })),
  );
  select.value = value;
  return select;
}

/**
 * @param {FieldOption} option
 * @param {string} value
 * @param {(text: string) => void} onChange
 */
function makeInput(option, value, onChange) {
  const { min, max, form } = option;
  const isInteger = min !== undefined;
  const input = make("input", {
    ...(isInteger
      ? { type: "number", min, max, step: 1 }
      : { type: "text", autocomplete: "off", spellcheck: false }),
    inputmode: isInteger ? "numeric" : "text",
    value: form === "numbers" ? formatTypedShape(value) : value,
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const commit = () => {
    clearTimeout(timer);
    const text = parseOption(option, input.value);
    input.setAttribute("aria-invalid", String(text === null));
    if (text !== null) onChange(text);
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(commit, isInteger ? INTEGER_DELAY : TEXT_DELAY);
  };
  input.onchange = commit;
  return input;
}

/** @type {(path: string) => SVGElement} */
export const makeIcon = (path) =>
  makeSvg(
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
