// The rows of the editor: a card with options, and room for what Keras computed for the layer.

import { make } from "../../ui/js/dom.js";
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

/** @type {(name: string, ...buttons: Node[]) => HTMLElement} */
const head = (name, ...buttons) =>
  make("div", { className: "head" }, make("strong", { textContent: name }), ...buttons);

/** Make the last row, for the loss of the stack's output. */
export const makeLossRow = () => row("stack-row loss");

/**
 * @param {Payload["inputs"]} inputs
 * @param {string} shape
 * @param {Actions} actions
 */
export function makeInputRow(inputs, shape, actions) {
  const listedShape = (/** @type {string} */ text) =>
    inputs.some(([each]) => each === text) ? text : "";
  const options = inputs.map(([text, words]) => {
    const sides = text === "()" ? "()" : text.replaceAll("x", " × ");
    return make("option", { value: text, textContent: `${sides}, ${words}` });
  });
  const own = make("option", { value: "", textContent: "numbers of my own" });
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
  const labels = [make("label", {}, "one image", menu), make("label", {}, "shape", typed)];
  return row("stack-row input", head("Input"), make("div", { className: "settings" }, ...labels));
}

/**
 * @param {Layer} layer
 * @param {number} index
 * @param {number} last
 * @param {Payload["layerTypes"]} layerTypes
 * @param {Actions} actions
 */
export function makeLayerRow(layer, index, last, layerTypes, actions) {
  const buttons = [
    makeAction("up", "Move up", layer, index, index === 0, () =>
      actions.move(index, index - 1, "up"),
    ),
    makeAction("down", "Move down", layer, index, index === last, () =>
      actions.move(index, index + 1, "down"),
    ),
    makeAction("remove", "Remove", layer, index, false, () => actions.remove(index)),
  ];
  const fields = layerTypes[layer.type].map((option, at) => {
    const field = makeField(option, layer.values[at], (value) => actions.set(index, at, value));
    return make("label", { className: option.form ?? "" }, option.name, field);
  });
  return row(
    "stack-row",
    head(layer.type, make("span", { className: "actions" }, ...buttons)),
    make("div", { className: "settings" }, ...fields),
  );
}

/**
 * @param {keyof typeof ICONS} name
 * @param {string} words
 * @param {Layer} layer
 * @param {number} index
 * @param {boolean} disabled
 * @param {() => void} onclick
 */
function makeAction(name, words, layer, index, disabled, onclick) {
  const label = `${words} ${layer.type}, layer ${index + 1}`;
  const attributes = { type: "button", disabled, onclick, title: words, "aria-label": label };
  return make("button", { ...attributes, "data-action": name }, makeIcon(ICONS[name]));
}

/**
 * @param {Payload} data
 * @param {string} layerType that is chosen
 * @param {boolean} isFull
 * @param {Actions} actions
 */
export function makeAdditionRow({ layerTypes, maxLayers }, layerType, isFull, actions) {
  const options = Object.keys(layerTypes).map((each) =>
    make("option", { value: each, textContent: each }),
  );
  const menu = make("select", { disabled: isFull, "data-part": "kind" }, ...options);
  menu.value = layerType;
  menu.onchange = () => actions.choose(menu.value);
  const onclick = () => actions.add(menu.value);
  const attributes = { type: "button", textContent: "Add", disabled: isFull, onclick };
  const hint = isFull ? `A chain has at most ${maxLayers} layers here.` : "";
  return make(
    "li",
    { className: "addition" },
    make("label", {}, "Add a layer", menu),
    make("button", attributes),
    make("span", { className: "hint", textContent: hint }),
  );
}
