// Values as bars with their numbers: one row is in the tab order, arrows move among them.

import { diverging, rgb } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { widgetState } from "../../ui/js/state.js";

const MOST_ROWS = 128;

// rows: [{ key, name, sum, share, text, best }], share −1…1 from the middle, or 0…1 from the left.
export function bars(list, rows, { label, middle, dark, fill, pointed, picked }) {
  const own = widgetState(list, () => ({ key: rows[0]?.key, rows: [] }));
  const root = list.getRootNode();
  const held = [...list.children].indexOf(root.activeElement);
  const focused = held >= 0 ? own.rows[held]?.key : undefined;
  if (!rows.some((row) => row.key === own.key)) own.key = rows[0]?.key;
  while (list.children.length > rows.length) list.lastChild.remove();
  while (list.children.length < rows.length) {
    const bar = document.createElement("button");
    bar.type = "button";
    bar.className = "bar";
    bar.innerHTML =
      '<b></b><span class="sum"></span><span class="track"><span class="fill"></span><span class="zero"></span></span><span class="value"></span>';
    list.append(bar);
  }
  own.rows = rows;
  list.setAttribute("role", "group");
  list.setAttribute("aria-label", label);
  list.dataset.middle = middle;
  const move = (to) => {
    if (!own.rows[to]) return;
    own.key = own.rows[to].key;
    [...list.children].forEach((bar, at) => {
      bar.tabIndex = at === to ? 0 : -1;
    });
    list.children[to].focus();
  };
  rows.forEach((row, at) => {
    const bar = list.children[at];
    const [name, sum, track, value] = bar.children;
    setText(name, row.name);
    setText(sum, row.sum ?? "");
    setText(value, row.text);
    bar.dataset.best = row.best ?? false;
    bar.tabIndex = row.key === own.key ? 0 : -1;
    const far = Math.min(1, Math.abs(row.share)) * (middle ? 50 : 100);
    Object.assign(track.firstChild.style, {
      left: `${middle ? (row.share < 0 ? 50 - far : 50) : 0}%`,
      width: `${far}%`,
      background: fill ?? rgb(diverging(Math.sign(row.share), dark)),
    });
    bar.onclick = () => picked?.(row.key);
    bar.onpointerenter = () => pointed?.(row.key, false);
    bar.onfocus = () => {
      own.key = row.key;
      pointed?.(row.key, false);
    };
    bar.onkeydown = (event) => {
      const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
      if (to === undefined) return;
      move(Math.max(0, Math.min(rows.length - 1, to)));
      event.preventDefault();
      event.stopPropagation();
    };
  });
  // Rows change places while one draws; the focus stays with what it was on, not with the row.
  if (focused !== undefined) {
    const to = rows.findIndex((row) => row.key === focused);
    if (to >= 0 && to !== held) list.children[to].focus({ preventScroll: true });
  }
  return (key) => move(rows.findIndex((row) => row.key === key));
}

// Terms of a sum, the largest first, each with its true index.
export function termRows(products, nameOf, factorsOf) {
  const most = largestOf(products) || 1;
  return [...products.keys()]
    .sort((one, other) => Math.abs(products[other]) - Math.abs(products[one]) || one - other)
    .slice(0, MOST_ROWS)
    .map((at) => ({
      key: at,
      name: nameOf(at),
      sum: factorsOf(at),
      share: products[at] / most,
      text: formatNumber(products[at], 4),
    }));
}

export function numbers(list, classes, values, digits) {
  while (list.children.length > values.length) list.lastChild.remove();
  values.forEach((value, at) => {
    const row = list.children[at] ?? list.appendChild(document.createElement("p"));
    if (!row.children.length)
      row.append(document.createElement("b"), document.createElement("span"));
    setText(row.firstChild, classes[at]);
    setText(row.lastChild, formatNumber(value, digits));
  });
}
