// Values as bars with their numbers: one row is in the tab order, arrows move among them.

import { diverging, rgb } from "../../ui/js/color.js";
import { find, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { takeEvent } from "../../ui/js/keyboard.js";
import { widgetState } from "../../ui/js/state.js";

/**
 * One bar: its share is -1 to 1 from the middle, or 0 to 1 from the left.
 * @typedef {{ key: number, name: string, sum?: string, share: number, text: string, best?: boolean }} BarRow
 */

/**
 * @typedef {object} BarsOptions
 * @property {string} label
 * @property {boolean} middle
 * @property {boolean} dark
 * @property {string} [fill]
 * @property {(key: number, aloud: boolean) => void} [onPoint]
 * @property {(key: number) => void} [onPick]
 */

const MAX_ROWS = 128;

/**
 * Show bars, of which one is in the tab order.
 * @param {HTMLElement} list
 * @param {BarRow[]} rows
 * @param {BarsOptions} options
 * @returns {(key: number) => void} moves the focus to a bar
 */
export function showBars(list, rows, options) {
  const state = widgetState(list, () => ({ key: rows[0]?.key, rows: [] }));
  const focusedRow = [...list.children].indexOf(/** @type {Element} */ (focusedIn(list)));
  const focusedKey = focusedRow >= 0 ? state.rows[focusedRow]?.key : undefined;
  if (!rows.some((row) => row.key === state.key)) state.key = rows[0]?.key;
  state.rows = rows;
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", options.label);
  setData(list, "middle", options.middle);
  const buttons = /** @type {HTMLElement[]} */ (resizeList(list, rows.length, makeBar));
  const move = (/** @type {number} */ to) => {
    if (!rows[to]) return;
    state.key = rows[to].key;
    for (const [at, button] of buttons.entries()) button.tabIndex = at === to ? 0 : -1;
    buttons[to].focus();
  };
  rows.forEach((row, at) => {
    showBar(buttons[at], row, options);
    buttons[at].tabIndex = row.key === state.key ? 0 : -1;
    bindBar(buttons[at], row, state, options);
    buttons[at].onkeydown = (event) => onBarKey(event, at, rows.length, move);
  });
  // Rows change places while one draws; the focus stays with what it was on, not with the row.
  const indexOf = (/** @type {number} */ key) => rows.findIndex((row) => row.key === key);
  if (focusedKey !== undefined) {
    const to = indexOf(focusedKey);
    if (to >= 0 && to !== focusedRow) buttons[to].focus({ preventScroll: true });
  }
  return (key) => move(indexOf(key));
}

/** @type {(element: Element) => Element | null} what has the focus in an element's shadow root */
const focusedIn = (element) => /** @type {ShadowRoot} */ (element.getRootNode()).activeElement;

const makeBar = () =>
  make(
    "button",
    { type: "button", className: "bar" },
    make("b"),
    make("span", { className: "sum" }),
    make(
      "span",
      { className: "track" },
      make("span", { className: "fill" }),
      make("span", { className: "zero" }),
    ),
    make("span", { className: "value" }),
  );

/**
 * @param {HTMLElement} bar
 * @param {BarRow} row
 * @param {BarsOptions} options
 */
function showBar(bar, row, { middle, dark, fill }) {
  const [name, sum, , value] = bar.children;
  setText(name, row.name);
  setText(sum, row.sum ?? "");
  setText(value, row.text);
  setData(bar, "best", row.best ?? false);
  const length = Math.min(1, Math.abs(row.share)) * (middle ? 50 : 100);
  const left = middle && row.share < 0 ? 50 - length : 50;
  Object.assign(find(bar, ".fill").style, {
    left: `${middle ? left : 0}%`,
    width: `${length}%`,
    background: fill ?? rgb(diverging(Math.sign(row.share), dark)),
  });
}

/**
 * @param {HTMLElement} bar
 * @param {BarRow} row
 * @param {{ key: number }} state
 * @param {BarsOptions} options
 */
function bindBar(bar, { key }, state, { onPoint, onPick }) {
  bar.onclick = () => onPick?.(key);
  bar.onpointerenter = () => onPoint?.(key, false);
  bar.onfocus = () => {
    state.key = key;
    onPoint?.(key, false);
  };
}

/**
 * @param {KeyboardEvent} event
 * @param {number} at
 * @param {number} count of bars
 * @param {(to: number) => void} move
 */
function onBarKey(event, at, count, move) {
  /** @type {Record<string, number>} */
  const targets = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: count - 1 };
  if (!(event.key in targets)) return;
  move(Math.max(0, Math.min(count - 1, targets[event.key])));
  takeEvent(event);
}

/**
 * Return the terms of a sum as bars, the largest first, each with its true index.
 * @param {Float32Array | Float64Array} products
 * @param {(at: number) => string} nameOf
 * @param {(at: number) => string} factorsOf
 */
export function termRows(products, nameOf, factorsOf) {
  const largest = largestOf(products) || 1;
  return [...products.keys()]
    .sort((one, other) => Math.abs(products[other]) - Math.abs(products[one]) || one - other)
    .slice(0, MAX_ROWS)
    .map((at) => ({
      key: at,
      name: nameOf(at),
      sum: factorsOf(at),
      share: products[at] / largest,
      text: formatNumber(products[at], 4),
    }));
}

/**
 * @param {HTMLElement} list
 * @param {string[]} classes
 * @param {number[]} values
 * @param {number} digits
 */
export function showNumbers(list, classes, values, digits) {
  const rows = resizeList(list, values.length, () => make("p", {}, make("b"), make("span")));
  values.forEach((value, at) => {
    const [name, number] = rows[at].children;
    setText(name, classes[at]);
    setText(number, formatNumber(value, digits));
  });
}
