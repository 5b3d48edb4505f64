// A neuron's weights on top of an image: values, weights, products, and their sum.

import {
  aboveColor,
  belowColor,
  contrastColor,
  diverging,
  inputColor,
  rgb,
} from "../../ui/js/color.js";
import { make, partsOf, resizeList, setData, setText } from "../../ui/js/dom.js";
import { gridStep, takeEvent } from "../../ui/js/keyboard.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { initialState, LARGEST, neuronOf, STEP, setWeight, toggleInk } from "./state.js";
import { cellName, sumText, write } from "./words.js";

/** @import { Color, Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

const DRAG = 24; // pixels of a finger for one step of a weight

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => initialState(data));
  if (state.source !== data.source) Object.assign(state, initialState(data));
  const part = partsOf(parentElement);
  const view = { data, state, part, root: parentElement, theme: readTheme(parentElement) };
  parentElement.host.toggleAttribute("data-fills", true);
  build(view);
  bindWeights(view);
  bindSlider(view);
  show(view);
}

/** @param {View} view */
function build({ data, part }) {
  const { words, columns, values, isDrawable, isOpen } = data;
  const isRow = columns === values.length;
  setData(part("board"), "form", isRow ? "row" : "square");
  part("board").style.setProperty("--columns", String(columns));
  for (const name of ["values", "weights", "products"]) {
    const title = words[name === "values" && isDrawable ? "image" : name];
    setText(part(`${name}Name`), title);
    part(name).setAttribute("aria-label", title);
    const isPressed = (name === "weights" && isOpen) || (name === "values" && isDrawable);
    const tag = isPressed ? "button" : "div";
    if (part(name).firstElementChild?.localName !== tag) part(name).replaceChildren();
    resizeList(part(name), values.length, () => make(tag, { class: "cell" }));
  }
  setText(part("sumName"), words.sum);
}

/**
 * Choose a weight by a press, and move it by dragging to the sides.
 * @param {View} view
 */
function bindWeights(view) {
  const { data, state, part } = view;
  part("weights").setAttribute("role", data.isOpen ? "radiogroup" : "group");
  if (!data.isOpen) return;
  [...part("weights").children].forEach((cell, index) => {
    cell.setAttribute("type", "button");
    cell.setAttribute("role", "radio");
    cell.onpointerdown = (/** @type {PointerEvent} */ event) => {
      select(view, index);
      dragFrom(view, index, event);
    };
    cell.onclick = () => select(view, index);
    cell.onkeydown = (/** @type {KeyboardEvent} */ event) => {
      const to = gridStep(event.key, state.selected, data.columns, state.weights.length);
      if (to === undefined) return;
      takeEvent(event);
      select(view, to);
      part("weights").children[to].focus();
    };
  });
}

/**
 * @param {View} view
 * @param {number} index
 * @param {PointerEvent} event that began it
 */
function dragFrom(view, index, { pointerId, clientX }) {
  const cell = view.part("weights").children[index];
  const before = view.state.weights[index];
  cell.setPointerCapture(pointerId);
  cell.onpointermove = (/** @type {PointerEvent} */ event) => {
    setWeight(view.state, index, before + (STEP * (event.clientX - clientX)) / DRAG);
    show(view);
  };
  cell.onpointerup = cell.onpointercancel = () => {
    cell.onpointermove = null;
  };
}

/**
 * @param {View} view
 * @param {number} index
 */
function select(view, index) {
  view.state.selected = index;
  show(view);
}

/** @param {View} view */
function bindSlider(view) {
  const { data, state, part } = view;
  const slider = part("weight");
  Object.assign(slider, { min: -LARGEST, max: LARGEST, step: STEP });
  part("slide").hidden = !data.isOpen;
  slider.oninput = () => {
    setWeight(state, state.selected, Number(slider.value));
    show(view);
  };
  slider.onchange = () => {
    setText(part("spoken"), `${data.words.sum}: ${write(neuronOf(state).sum)}`);
  };
}

/** @param {View} view */
function show(view) {
  const { data, state, part } = view;
  const neuron = neuronOf(state);
  showValues(view);
  showWeights(view);
  showProducts(view, neuron.products);
  setText(part("sum"), data.isOpen ? write(neuron.sum) : "?");
  setText(part("terms"), data.isOpen ? sumText(neuron.products, neuron.sum) : "");
  showGauge(view, data.isOpen ? neuron.sum : 0);
  const weight = state.weights[state.selected];
  setText(part("weightName"), nameOf(view, "weight", state.selected));
  setText(part("weightText"), write(weight));
  part("weight").value = weight;
  part("weight").setAttribute("aria-valuetext", write(weight));
}

/** @param {View} view */
function showValues(view) {
  const { data, state, part } = view;
  [...part("values").children].forEach((cell, index) => {
    const value = state.values[index];
    paint(cell, inputColor(value / data.brightest, 1, index), write(value));
    setData(cell, "lit", data.isOpen && index === state.selected);
    if (!data.isDrawable) return;
    const name = `${nameOf(view, "pixel", index)}: ${write(value)}`;
    cell.setAttribute("type", "button");
    cell.setAttribute("aria-label", name);
    cell.onclick = () => {
      toggleInk(state, index, data.brightest);
      select(view, index);
    };
  });
}

/** @param {View} view */
function showWeights(view) {
  const { data, state, part, theme } = view;
  [...part("weights").children].forEach((cell, index) => {
    const weight = state.weights[index];
    const isSelected = index === state.selected;
    paint(cell, diverging(weight / LARGEST, theme.dark), write(weight));
    if (!data.isOpen) return;
    cell.setAttribute("aria-checked", String(isSelected));
    cell.setAttribute("aria-label", `${nameOf(view, "weight", index)}: ${write(weight)}`);
    cell.tabIndex = isSelected ? 0 : -1;
  });
}

/**
 * @param {View} view
 * @param {Float64Array} products
 */
function showProducts({ data, state, part, theme }, products) {
  const limit = LARGEST * data.brightest;
  [...part("products").children].forEach((cell, index) => {
    setData(cell, "unknown", !data.isOpen);
    setData(cell, "lit", index === state.selected && data.isOpen);
    cell.style.transitionDelay = data.isOpen ? "" : "0s";
    if (data.isOpen) {
      paint(cell, diverging(products[index] / limit, theme.dark), write(products[index]));
    } else {
      Object.assign(cell.style, { background: "none", color: theme.text });
      setText(cell, "?");
    }
  });
}

/**
 * @param {View} view
 * @param {number} sum
 */
function showGauge({ data, part, theme }, sum) {
  const share = Math.max(-1, Math.min(1, sum / data.reach)) * 50;
  const color = share < 0 ? belowColor(theme.dark) : aboveColor(theme.dark);
  Object.assign(part("level").style, {
    left: `${50 + Math.min(0, share)}%`,
    width: `${Math.abs(share)}%`,
    background: rgb(color),
  });
  part("sum").style.color = sum ? rgb(color) : "";
}

/**
 * @param {HTMLElement} cell
 * @param {Color} color
 * @param {string} text
 */
function paint(cell, color, text) {
  Object.assign(cell.style, { background: rgb(color), color: contrastColor(color) });
  setText(cell, text);
}

/** @type {(view: View, kind: "pixel" | "weight", index: number) => string} */
const nameOf = ({ data }, kind, index) =>
  cellName(data.words, kind, index, { columns: data.columns, count: data.values.length });
