// The fields of a layer's settings.

import { make, makeSvg } from "../../ui/js/dom.js";
import { asTyped, readSetting } from "./chain.js";

/** @import { Setting } from "./payload.d.ts" */

/** @typedef {Partial<Setting>} FieldSetting */

const WHOLE_WAITS = 200; // milliseconds: a number is typed digit by digit
const TEXT_WAITS = 500;

/**
 * Make a setting's field.
 * @param {FieldSetting} setting
 * @param {string} value
 * @param {(text: string) => void} chosen is called with a value as a chain writes it
 */
export const makeField = (setting, value, chosen) =>
  setting.options ? makeMenu(setting.options, value, chosen) : makeInput(setting, value, chosen);

/**
 * @param {string[]} options
 * @param {string} value
 * @param {(text: string) => void} chosen
 */
function makeMenu(options, value, chosen) {
  const select = make(
    "select",
    { onchange: () => chosen(select.value) },
    ...options.map((option) => make("option", { value: option, textContent: option })),
  );
  select.value = value;
  return select;
}

/**
 * @param {FieldSetting} setting
 * @param {string} value
 * @param {(text: string) => void} chosen
 */
function makeInput(setting, value, chosen) {
  const { least: min, most: max, form } = setting;
  const isWhole = min !== undefined;
  const input = make("input", {
    ...(isWhole
      ? { type: "number", min, max, step: 1 }
      : { type: "text", autocomplete: "off", spellcheck: false }),
    inputmode: isWhole ? "numeric" : "text",
    value: form === "numbers" ? asTyped(value) : value,
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const take = () => {
    clearTimeout(timer);
    const text = readSetting(setting, input.value);
    input.setAttribute("aria-invalid", String(text === null));
    if (text !== null) chosen(text);
  };
  input.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(take, isWhole ? WHOLE_WAITS : TEXT_WAITS);
  };
  input.onchange = take;
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
