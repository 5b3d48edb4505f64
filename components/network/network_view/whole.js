// The whole: image, vector, each hidden layer, logits, softmax; every value of each, in order.

import { diverging } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { bars, numbers } from "./bars.js";
import { cells, inkOf } from "./cells.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @typedef {ReturnType<typeof namesOf>} Names */

/** @param {Payload} given */
export function namesOf({ hidden, classes, columns }) {
  /**
   * @param {number} layer
   * @param {number} at
   */
  const unit = (layer, at) =>
    layer === hidden.length
      ? `logit of ${classes[at]}`
      : hidden.length === 1
        ? `hidden unit ${at}`
        : `layer ${layer + 1}, unit ${at}`;
  /** @param {number} at */
  const pixel = (at) => `pixel (${Math.floor(at / columns)}, ${at % columns})`;
  return {
    unit,
    pixel,
    input: (/** @type {number} */ layer, /** @type {number} */ at) =>
      layer === 0 ? pixel(at) : unit(layer - 1, at),
  };
}

/** @param {number} units */
export const shapeOf = (units) => Math.max(1, Math.round(Math.sqrt(units / 2))); // twice as high as wide

/** @param {View} view */
export function whole(view) {
  const { data, part, theme, width, names } = view;
  const { rows, columns, classes } = data;
  const small = width < 480;
  const vector = unpackNumbers(data.vector);
  /** @param {number} at */
  const tellPixel = (at) =>
    `${names.pixel(at)} = vector[${at}] = ${formatNumber(vector[at], data.vector.digits)}`;
  view.tell.pixel = tellPixel;
  const join = part("join");
  /**
   * @param {number} at
   * @param {boolean} aloud
   */
  const pixelAt = (at, aloud) => {
    picture.point(at);
    line.point(at);
    joined(part("columns"), join, picture.cursor, line.cursor);
    view.point("pixel", at, aloud);
  };
  const left = () => {
    picture.point(null);
    line.point(null);
    join.classList.remove("on");
  };
  const ink = { values: vector, colourOf: inkOf, dark: theme.dark, pointed: pixelAt, left };
  const picture = cells(part("picture"), {
    ...ink,
    perLine: columns,
    size: small ? 4 : 6,
    label: `the image the network reads, ${rows} by ${columns}`,
  });
  const perLine = Math.ceil(columns / 2);
  const line = cells(part("vector"), {
    ...ink,
    perLine,
    size: small ? 5 : 6,
    label: `the vector, ${vector.length} values in order`,
  });
  setText(part("pictureNote"), `${rows} × ${columns}`);
  setText(part("vectorNote"), `${rows * columns} values, ${perLine} a line`);

  view.layers = hiddenLayers(view, small);

  const { logits, largest, shifted, powers, total, shares } = data.softmax;
  const best = shares.indexOf(Math.max(...shares));
  const most = largestOf(logits) || 1;
  const last = data.hidden.length;
  /** @param {number} at */
  const told = (at) =>
    `${names.unit(last, at)}: ${formatNumber(logits[at], 4)}, less the largest ` +
    `${formatNumber(shifted[at], 4)}, exp ${formatNumber(powers[at], 6)}, share ${formatNumber(shares[at], 4)}`;
  view.tell.logit = told;
  const shared = {
    dark: theme.dark,
    pointed: (/** @type {number} */ at, /** @type {boolean} */ aloud) =>
      view.point("logit", at, aloud, [last, at]),
    picked: (/** @type {number} */ at) => view.zoom([last, at]),
  };
  setText(part("logitsTitle"), `Dense → ${classes.length} logits`);
  bars(
    part("logits"),
    logits.map((value, at) => ({
      key: at,
      name: classes[at],
      share: value / most,
      text: formatNumber(value, 4),
      best: at === best,
    })),
    { ...shared, middle: true, label: "logits" },
  );
  bars(
    part("probabilities"),
    shares.map((value, at) => ({
      key: at,
      name: classes[at],
      share: value,
      text: formatNumber(value, 4),
      best: at === best,
    })),
    { ...shared, middle: false, fill: theme.primary, label: "probabilities" },
  );
  numbers(part("shifted"), classes, shifted, 4);
  numbers(part("powers"), classes, powers, 6);
  setText(part("largest"), `largest: ${formatNumber(largest, 4)}`);
  setText(part("total"), `sum: ${formatNumber(total, 6)}`);
  setText(part("weigh"), `Which pixels spoke for ${classes[best]}?`);
  part("weigh").onclick = () => view.go({ zoom: [], evidence: [-1, -1] });
}

/**
 * @param {View} view
 * @param {boolean} small
 */
function hiddenLayers(view, small) {
  const { data, part, theme, names } = view;
  const holder = part("hidden");
  while (holder.children.length > data.hidden.length) holder.lastChild.remove();
  return data.hidden.map(
    (
      /** @type {{ outputs: any, units: number, activation: string }} */ {
        outputs,
        units,
        activation,
      },
      /** @type {number} */ layer,
    ) => {
      if (!holder.children[layer]) {
        const section = document.createElement("section");
        const note = document.createElement("p");
        note.className = "hint";
        section.append(document.createElement("h3"), document.createElement("div"), note);
        holder.append(section);
      }
      const [title, box, note] = holder.children[layer].children;
      const values = unpackNumbers(outputs);
      const most = largestOf(values);
      const active = values.filter((value) => value > 0).length;
      setText(title, `Dense, ${activation}`);
      setText(note, `${units} units, ${active} above 0, strongest ±${formatNumber(most, 2)}`);
      view.tell[`layer ${layer}`] = (/** @type {number} */ at) =>
        `${names.unit(layer, at)} = ${formatNumber(values[at], outputs.digits)}`;
      const perLine = shapeOf(units);
      const size = Math.max(2, Math.min(22, Math.floor((small ? 96 : 150) / perLine)));
      const grid = cells(box, {
        values,
        perLine,
        size,
        colourOf: diverging,
        scale: most || 1,
        dark: theme.dark,
        label: `${units} units, ${activation}, ${active} above zero`,
        pointed: (/** @type {number} */ at, /** @type {boolean} */ aloud) => {
          grid.point(at);
          view.point(`layer ${layer}`, at, aloud, [layer, at]);
        },
        left: () => grid.point(null),
        picked: (/** @type {number} */ at) => view.zoom([layer, at]),
      });
      return grid;
    },
  );
}

/**
 * A line from a pixel to its cell in the vector.
 * @param {HTMLElement} columns
 * @param {HTMLElement} join
 * @param {Element} from
 * @param {Element} to
 */
function joined(columns, join, from, to) {
  const frame = columns.getBoundingClientRect();
  const [start, end] = [from, to].map((each) => each.getBoundingClientRect());
  const ends = {
    x1: start.right - frame.left,
    y1: start.top + start.height / 2 - frame.top,
    x2: end.left - frame.left,
    y2: end.top + end.height / 2 - frame.top,
  };
  for (const [name, value] of Object.entries(ends)) {
    join.firstElementChild?.setAttribute(name, String(value));
  }
  join.classList.add("on");
}
