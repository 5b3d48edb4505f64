// The chain's rows as they are made: a card with settings, and room for what Keras made of them.

import { make } from "../../ui/js/dom.js";
import { asTyped } from "./chain.js";
import { makeField, makeIcon } from "./fields.js";

/** @import { Layer } from "./chain.js" */
/** @import { Payload } from "./payload.d.ts" */

const ICONS = {
  up: "M12 19V6m-6 6l6-6l6 6",
  down: "M12 5v13m-6-6l6 6l6-6",
  remove: "M6 6l12 12M18 6L6 18",
};

/**
 * What can be done to a chain; layers are counted from 0.
 * @typedef {object} Acts
 * @property {(shape: string) => void} setShape
 * @property {(nth: number, setting: number, value: string) => void} set
 * @property {(nth: number, to: number, focus: "up" | "down") => void} move
 * @property {(nth: number) => void} remove
 * @property {(kind: string) => void} add
 * @property {(kind: string) => void} choose remembers which kind is to be added
 */

/**
 * @param {string} className
 * @param {...Node} card
 */
const row = (className, ...card) =>
  make(
    "li",
    { className },
    make("div", { className: "card" }, ...card),
    make("div", { className: "cost" }),
    make("div", { className: "tensor" }),
    make("div", { className: "problem", hidden: true }),
  );

/** @type {(name: string, ...acts: Node[]) => HTMLElement} */
const head = (name, ...acts) =>
  make("div", { className: "head" }, make("strong", { textContent: name }), ...acts);

/** The last row: what the loss makes of the chain's output. */
export const makeLossRow = () => row("row-of loss");

/**
 * @param {Payload["inputs"]} inputs
 * @param {string} shape
 * @param {Acts} acts
 */
export function makeInputRow(inputs, shape, acts) {
  const listed = (/** @type {string} */ text) =>
    inputs.some(([each]) => each === text) ? text : "";
  const options = inputs.map(([text, words]) => {
    const sides = text === "()" ? "()" : text.replaceAll("x", " × ");
    return make("option", { value: text, textContent: `${sides}, ${words}` });
  });
  const own = make("option", { value: "", textContent: "numbers of my own" });
  const menu = make("select", {}, ...options, own);
  const typed = /** @type {HTMLInputElement} */ (
    makeField({ form: "numbers" }, shape, (text) => {
      menu.value = listed(text);
      acts.setShape(text);
    })
  );
  menu.value = listed(shape);
  menu.onchange = () => {
    if (!menu.value) return;
    typed.value = asTyped(menu.value);
    acts.setShape(menu.value);
  };
  const labels = [make("label", {}, "one image", menu), make("label", {}, "shape", typed)];
  return row("row-of input", head("Input"), make("div", { className: "settings" }, ...labels));
}

/**
 * @param {Layer} layer
 * @param {number} nth
 * @param {number} last
 * @param {Payload["kinds"]} kinds
 * @param {Acts} acts
 */
export function makeLayerRow(layer, nth, last, kinds, acts) {
  const buttons = [
    makeAct("up", "Move up", layer, nth, nth === 0, () => acts.move(nth, nth - 1, "up")),
    makeAct("down", "Move down", layer, nth, nth === last, () => acts.move(nth, nth + 1, "down")),
    makeAct("remove", "Remove", layer, nth, false, () => acts.remove(nth)),
  ];
  const fields = kinds[layer.kind].map((setting, which) => {
    const field = makeField(setting, layer.values[which], (value) => acts.set(nth, which, value));
    return make("label", { className: setting.form ?? "" }, setting.name, field);
  });
  return row(
    "row-of",
    head(layer.kind, make("span", { className: "acts" }, ...buttons)),
    make("div", { className: "settings" }, ...fields),
  );
}

/**
 * @param {keyof typeof ICONS} name
 * @param {string} words
 * @param {Layer} layer
 * @param {number} nth
 * @param {boolean} disabled
 * @param {() => void} onclick
 */
function makeAct(name, words, layer, nth, disabled, onclick) {
  const label = `${words} ${layer.kind}, layer ${nth + 1}`;
  const marks = { type: "button", disabled, onclick, title: words, "aria-label": label };
  return make("button", { ...marks, "data-do": name }, makeIcon(ICONS[name]));
}

/**
 * @param {Payload} data
 * @param {string} kind that is chosen
 * @param {boolean} isFull
 * @param {Acts} acts
 */
export function makeAddRow({ kinds, most }, kind, isFull, acts) {
  const options = Object.keys(kinds).map((each) =>
    make("option", { value: each, textContent: each }),
  );
  const menu = make("select", { disabled: isFull, "data-part": "kind" }, ...options);
  menu.value = kind;
  menu.onchange = () => acts.choose(menu.value);
  const onclick = () => acts.add(menu.value);
  const marks = { type: "button", textContent: "Add", disabled: isFull, onclick };
  const hint = isFull ? `A chain has at most ${most} layers here.` : "";
  return make(
    "li",
    { className: "adding" },
    make("label", {}, "Add a layer", menu),
    make("button", marks),
    make("span", { className: "hint", textContent: hint }),
  );
}
