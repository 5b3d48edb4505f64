// What stands on the screen at a position: pictures, table, formula and words.

import { context } from "../../ui/js/canvas.js";
import { diverging, ramp, rgb } from "../../ui/js/color.js";
import { make, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { readTheme } from "../../ui/js/theme.js";
import { showCurve } from "./curve.js";
import { numbersNow } from "./edit.js";
import { formulaPieces, pointedWords } from "./formula.js";
import { storyOf } from "./numbers.js";
import { greyOf, layerOf, MARK, POINTED, paintLayer, showPicture } from "./pictures.js";
import { placesIn } from "./story.js";
import { showTerms } from "./terms.js";

/** @import { ColourOf, Name, View } from "./types.d.ts" */
/** @import { Outline } from "./pictures.js" */

const FAST = 30; // terms a second, of which no reader follows each
const READING = 50; // milliseconds between two texts while so many pass

/**
 * Compute what stays as it is while playing: once a change of numbers, colours or order.
 * @param {View} view
 */
export function prepare(view) {
  const { data, state, count } = view;
  view.theme = readTheme(view.root);
  view.numbers = numbersNow(state, data);
  const ended = state.position >= state.last;
  view.story = storyOf(data, view.numbers, state.order);
  state.last = view.story.last; // a story whose rounding comes or goes is a step longer or shorter
  if (ended) state.position = view.story.last;
  view.placeOf = placesIn(data, state.order);
  const most = {
    weights: largestOf(view.numbers.weights) || 1,
    products: largestOf(view.numbers.products) || 1,
  };
  view.colours = {
    inputs: greyOf(data),
    weights: (index) => diverging(view.numbers.weights[index] / most.weights, view.theme.dark),
    products: (index) => diverging(view.numbers.products[index] / most.products, view.theme.dark),
  };
  paintLayer(layerOf(state, "inputs", data), count, view.colours.inputs);
  paintLayer(layerOf(state, "weights", data), count, view.colours.weights);
  state.known = undefined;
  showScale(view, most);
}

/**
 * @param {View} view
 * @param {{ weights: number, products: number }} most
 */
function showScale({ data, state, part, theme, numbers, count, say }, most) {
  const key = `${theme.dark} ${most.weights} ${most.products}`;
  if (state.scaleKey === key) return;
  state.scaleKey = key;
  const zeros = numbers.products.filter((value) => value === 0).length;
  const bar = make("i");
  bar.style.background = ramp(theme.dark);
  const texts = [
    "above 0",
    `strongest: w ±${say.weight(most.weights)}, x × w ±${say.units(most.products)}`,
  ];
  if (zeros > count / 3) {
    texts.push(`${zeros} of ${count} products are ${data.lossless ? "" : "written as "}0`);
  }
  part("scale").replaceChildren(
    make("span", {}, "below 0"),
    bar,
    ...texts.map((text) => make("span", {}, text)),
  );
}

/** @param {View} view */
export function paint(view) {
  const { state, part, story, count } = view;
  const { position } = state;
  const pointed = Number(state.pointed) < count ? state.pointed : undefined;
  // Asked once, not in every frame: the answer costs a layout.
  state.width ||= part("weights").clientWidth;
  paintPictures(view, position, pointed);
  // Twenty texts a second are as fast as anybody reads; the pictures have every frame.
  const now = performance.now();
  if (state.playing && view.pace > FAST && now - (state.wrote ?? 0) < READING) return;
  state.wrote = now;
  showTerms(view, story, position, pointed);
  showFormula(view, position);
  setText(
    part("readout"),
    pointed === undefined ? story.words(position) : pointedWords(view, pointed),
  );
  if (!state.playing) view.editor.show();
}

/**
 * @param {View} view
 * @param {number} position
 * @param {number | undefined} pointed
 */
function paintPictures(view, position, pointed) {
  const { data, state, part, say, numbers, story, theme, count } = view;
  /** @type {Outline[]} */
  const outlines = [];
  if (position >= 1 && position <= count) outlines.push([story.indexAt(position - 1), MARK, 3]);
  if (pointed !== undefined) outlines.push([pointed, POINTED, 3]);
  /** @type {Outline[]} */
  const chosen = [];
  if (Number(state.selected) < count) chosen.push([Number(state.selected), theme.primary, 2]);
  const added = (/** @type {number} */ index) => view.placeOf(index) < position;
  const layer = (/** @type {Name} */ name) => layerOf(state, name, data);
  show(view, "inputs", layer("inputs"), (index) => say.input(data.inputs[index]), outlines);
  show(view, "weights", layer("weights"), (index) => say.weight(numbers.weights[index]), [
    ...chosen,
    ...outlines,
  ]);
  const product = (/** @type {number} */ index) => say.units(numbers.products[index]);
  show(view, "products", productsLayer(view, position), product, outlines, added);
  if (!data.curve) return;
  const bent = position === story.last;
  const sum = story.sumAt(position);
  showCurve(state, part("curve"), data, theme, {
    width: Number(state.width),
    sum: sum / 10 ** data.digits,
    output: numbers.output,
    bent,
    words: bent ? say.output(numbers.output) : say.units(sum),
  });
}

/**
 * @param {View} view
 * @param {Name} name
 * @param {HTMLCanvasElement} layer
 * @param {(index: number) => string} say what stands in a cell that is large enough
 * @param {Outline[]} outlines
 * @param {(index: number) => boolean} [known] whether a value is there yet
 */
function show(view, name, layer, say, outlines, known = () => true) {
  showPicture(view.part(name), layer, view.data, view.theme, {
    width: Number(view.state.width),
    texts: { say, colourOf: (index) => (known(index) ? view.colours[name](index) : null) },
    outlines,
  });
}

/**
 * Return the picture of the products added so far; from one frame to the next few are new.
 * @param {View} view
 * @param {number} position
 */
function productsLayer(view, position) {
  const { data, state, story, count, line } = view;
  const layer = layerOf(state, "products", data);
  const reached = Math.min(position, count);
  const colour = view.colours.products;
  if (state.known === undefined || reached < state.known) {
    paintLayer(layer, count, (index) => (view.placeOf(index) < reached ? colour(index) : null));
  } else {
    const ctx = context(layer);
    for (let place = state.known; place < reached; place++) {
      const index = story.indexAt(place);
      ctx.fillStyle = rgb(colour(index));
      ctx.fillRect(index % line, Math.floor(index / line), 1, 1);
    }
  }
  state.known = reached;
  return layer;
}

/**
 * @param {View} view
 * @param {number} position
 */
function showFormula(view, position) {
  const pieces = formulaPieces(view, position);
  const line = view.part("formula");
  while (line.children.length < pieces.length) line.append(make("span"));
  while (line.children.length > pieces.length) line.lastChild.remove();
  pieces.forEach(({ text, done, now }, nth) => {
    const span = line.children[nth];
    setText(span, text);
    setData(span, "ahead", !done);
    setData(span, "now", now);
  });
}
