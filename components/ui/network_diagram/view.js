// An image, its vector and its outputs, with every weight between them: Python says where each
// stands and what it says; what is pointed at is told below.

import { rgb } from "../js/color.js";
import { makeSvg, partsOf, setText } from "../js/dom.js";
import { bindKeys } from "../js/keyboard.js";
import { bindPointer } from "../js/pointer.js";
import { widgetState } from "../js/state.js";

/** @import { Payload, Edge, Cell, Unit, Ribbon } from "./payload.d.ts" */
/** @import { Widget } from "../js/widget.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const state = widgetState(parentElement, () => ({ at: null, chosen: null }));
  const part = partsOf(parentElement);
  const picture = part("picture");
  const told = [...data.cells, ...data.edges, ...data.units];

  /**
   * @param {string} name
   * @param {...Node} inside
   */
  const group = (name, ...inside) => makeSvg("g", { class: name }, ...inside);
  /**
   * @param {[number, number]} pair
   * @param {string} text
   * @param {Record<string, string>} [more]
   */
  const writing = ([x, y], text, more = {}) => makeSvg("text", { x, y, ...more }, text);
  /**
   * What can be pointed at, by its place in `told`.
   * @param {any} each
   * @param {...Node} inside
   */
  const pointed = (each, ...inside) =>
    makeSvg("g", { class: "part", "data-nth": told.indexOf(each) }, ...inside);

  /** @param {Ribbon} given */
  const ribbon = ({ points, opacity }) =>
    makeSvg("polygon", { points: points.join(" "), fill: "#808080", opacity });
  /** @param {Edge} each */
  const edge = (each) => {
    const [x1, y1] = each.from;
    const [x2, y2] = each.to;
    const stroke = each.below ? "#3f7fc4" : "#c85a00";
    return pointed(
      each,
      makeSvg("line", {
        x1,
        y1,
        x2,
        y2,
        stroke,
        "stroke-width": each.width,
        opacity: each.opacity,
      }),
      makeSvg("line", { x1, y1, x2, y2, class: "hit" }),
    );
  };
  /** @param {Cell} each */
  const cell = (each) => {
    const [x, y] = each.at;
    return pointed(
      each,
      makeSvg("rect", { x, y, width: 1, height: 1, fill: rgb(Array(3).fill(each.shade)) }),
      writing([x + 0.5, y + 0.5], each.text, {
        style: `fill: ${each.shade > 128 ? "#000" : "#fff"}`,
      }),
    );
  };
  /** @param {Unit} each */
  const unit = (each) => {
    const [cx, cy] = each.at;
    return pointed(
      each,
      makeSvg("circle", { cx, cy, r: data.radius }),
      writing(each.at, each.text),
    );
  };

  function paint() {
    picture.setAttribute("viewBox", `0 0 ${data.width} ${data.height}`);
    picture.setAttribute("aria-label", data.label);
    picture.replaceChildren(
      group("ribbons", ...data.ribbons.map(ribbon)),
      group("edges", ...data.edges.map(edge)),
      group("cells", ...data.cells.map(cell)),
      group("units", ...data.units.map(unit)),
      group("titles", ...data.titles.map(({ at, text }) => writing(at, text))),
    );
    light(state.at);
  }
  /** @param {number | null | undefined} nth */
  function light(nth) {
    state.at = told[Number(nth ?? -1)] ? nth : state.chosen;
    const { words } = told[state.at] ?? {};
    picture
      .querySelectorAll(".lit")
      .forEach((/** @type {Element} */ each) => each.classList.remove("lit"));
    // Every place that says the same: a value's in the image, and its own in the vector.
    told.forEach((each, place) => {
      if (words && each.words === words)
        picture.querySelector(`[data-nth="${place}"]`).classList.add("lit");
    });
    const says = words ?? data.hint;
    setText(part("readout"), says);
  }
  /** @param {number} nth */
  const choose = (nth) => {
    state.chosen = nth === state.chosen ? null : nth;
    light(state.chosen);
  };
  /** @param {number} by */
  const step = (by) => {
    const from = state.chosen ?? (by > 0 ? -1 : told.length);
    state.chosen = (from + by + told.length) % told.length;
    light(state.chosen);
  };

  bindPointer(picture, {
    under: (event) => {
      const nth = event.target.closest("[data-nth]")?.dataset.nth;
      return nth && Number(nth);
    },
    hover: light,
    choose,
    enter: null,
  });
  bindKeys(picture, (key) => {
    /** @type {Record<string, () => void>} */
    const acts = {
      ArrowRight: () => step(1),
      ArrowDown: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowUp: () => step(-1),
      Escape: () => choose(state.chosen),
    };
    return acts[key];
  });
  paint();
}
