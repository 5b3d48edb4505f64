// The rows of the editor: a card with options, and room for what Keras computed for the layer.

import { make } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { makeField, makeIcon } from "./fields.js";
import { formatTypedShape } from "./stack.js";

/** @import { Layer } from "./stack.js" */
/** @import { Payload } from "./payload.d.ts" */

const ICONS = {
  up: "M12 19V6m-6 6l6-6l6 6",
  down: "M12 5v13m-6-6l6 6l6-6",
  remove: "M6 6l12 12M18 6L6 18",
};

/**
 * What can be done to a stack; layers are counted from 0.
 * @typedef {object} Actions
 * @property {(shape: string) => void} setShape
 * @property {(index: number, option: number, value: string) => void} set
 * @property {(index: number, to: number, focus: "up" | "down") => void} move
 * @property {(index: number) => void} remove
 * @property {(layerType: string) => void} add
 * @property {(layerType: string) => void} choose stores which type is to be added
 */

/**
 * @param {"input" | "layer" | "loss"} kind
 * @param {...Node} card
 */
const row = (kind, ...card) =>
  make(
    "li",
    { className: `stack-row ${kind}` },
    make("div", { className: "card" }, ...card),
    make("div", { className: "cost" }),
    make("div", { className: "tensor" }),
    make("div", { className: "problem", hidden: true }),
  );

/** @type {(name: string, ...buttons: Node[]) => HTMLElement} */
const head = (name, ...buttons) =>
  make("div", { className: "head" }, make("strong", { textContent: name }), ...buttons);

/** Make the last row, for the loss of the stack's output. */
export const makeLossRow = () => row("loss");

/**
 * @param {Pick<Payload, "inputs" | "words">} data
 * @param {string} shape
 * @param {Actions} actions
 */
export function makeInputRow({ inputs, words }, shape, actions) {
  const listedShape = (/** @type {string} */ text) => (inputs.includes(text) ? text : "");
  const options = inputs.map((text) => {
    const isNumber = text === "()";
    const sides = isNumber ? text : text.replaceAll("x", " × ");
    const key = isNumber ? "number" : text;
    const name = words[`input ${key}`];
    return make("option", { value: text, textContent: `${sides}, ${name}` });
  });
  const own = make("option", { value: "", textContent: words["own shape"] });
  const menu = make("select", {}, ...options, own);
  const typed = /** @type {HTMLInputElement} */ (
    makeField({ form: "numbers" }, shape, (text) => {
      menu.value = listedShape(text);
      actions.setShape(text);
    })
  );
  menu.value = listedShape(shape);
  menu.onchange = () => {
    if (!menu.value) return;
    typed.value = formatTypedShape(menu.value);
    actions.setShape(menu.value);
  };
  const labels = [
    make("label", {}, words["one image"], menu),
    make("label", {}, words.shape, typed),
  ];
  return row("input", head(words.input), make("div", { className: "settings" }, ...labels));
}

/**
 * @param {Layer} layer
 * @param {number} index
 * @param {number} last
 * @param {Pick<Payload, "layerTypes" | "words">} data
 * @param {Actions} actions
 */
export function makeLayerRow(layer, index, last, { layerTypes, words }, actions) {
  const buttons = [
    makeAction("up", layer, index, words, index === 0, () => actions.move(index, index - 1, "up")),
    makeAction("down", layer, index, words, index === last, () =>
      actions.move(index, index + 1, "down"),
    ),
    makeAction("remove", layer, index, words, false, () => actions.remove(index)),
  ];
  const fields = layerTypes[layer.type].map((option, at) => {
    const field = makeField(option, layer.values[at], (value) => actions.set(index, at, value));
    return make("label", { className: option.form ?? "" }, option.name, field);
  });
  return row(
    "layer",
    head(layer.type, make("span", { className: "actions" }, ...buttons)),
    make("div", { className: "settings" }, ...fields),
  );
}

/**
 * @param {keyof typeof ICONS} name
 * @param {Layer} layer
 * @param {number} index
 * @param {Payload["words"]} words
 * @param {boolean} disabled
 * @param {() => void} onclick
 */
function makeAction(name, layer, index, words, disabled, onclick) {
  const label = withGaps(words[`${name} name`], { layer: layer.type, number: index + 1 });
  const attributes = { type: "button", disabled, onclick, title: words[name], "aria-label": label };
  return make("button", { ...attributes, "data-action": name }, makeIcon(ICONS[name]));
}

/**
 * @param {Payload} data
 * @param {string} layerType that is chosen
 * @param {boolean} isFull
 * @param {Actions} actions
 */
export function makeAdditionRow({ layerTypes, maxLayers, words }, layerType, isFull, actions) {
  const options = Object.keys(layerTypes).map((each) =>
    make("option", { value: each, textContent: each }),
  );
  const menu = make("select", { disabled: isFull, "data-part": "kind" }, ...options);
  menu.value = layerType;
  menu.onchange = () => actions.choose(menu.value);
  const onclick = () => actions.add(menu.value);
  const attributes = { type: "button", textContent: words.add, disabled: isFull, onclick };
  const hint = isFull ? withGaps(words.full, { count: maxLayers }) : "";
  return make(
    "li",
    { className: "addition" },
    make("label", {}, words["add layer"], menu),
    make("button", attributes),
    make("span", { className: "hint", textContent: hint }),
  );
}
