// What stands on the screen at a step: pictures, table, formula and words.

import { context } from "../../ui/js/canvas.js";
import { diverging, ramp, rgb } from "../../ui/js/color.js";
import { make, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { currentPicture } from "../../ui/js/pad_picture.js";
import { readTheme } from "../../ui/js/theme.js";
import { publishedLayer } from "../live/shared_layer.js";
import { showCurve } from "./curve.js";
import { showEditor } from "./editor.js";
import { formulaPieces, pointedWords } from "./formula.js";
import { liveData } from "./live.js";
import { CURRENT, layerOf, POINTED, paintLayer, shadeOf, showPicture } from "./pictures.js";
import { stepsOf, termsIn } from "./steps.js";
import { showTerms } from "./terms.js";

/** @import { Curve } from "./payload.d.ts" */
/** @import { Name, View } from "./types.d.ts" */
/** @import { Outline } from "./pictures.js" */

const FAST = 30; // terms a second, of which no reader follows each
const READING = 50; // milliseconds between two texts while so many pass

/**
 * Compute what stays as it is while playing: once a change of picture, numbers, colors or order.
 * @param {View} view
 */
export function prepare(view) {
  const { state, count } = view;
  view.theme = readTheme(view.root);
  view.data = liveData(view.sent, state, currentPicture(), publishedLayer(view.sent.layerKey));
  const { data } = view;
  view.numbers = data.numbers;
  const hasEnded = state.position >= state.last;
  view.steps = stepsOf(data, view.numbers, state.order, view.write);
  state.last = view.steps.last; // where rounding comes or goes there is a step more or less
  if (hasEnded) state.position = view.steps.last;
  view.termOf = termsIn(data, state.order);
  const largest = {
    weights: largestOf(view.numbers.weights) || 1,
    products: largestOf(view.numbers.products) || 1,
  };
  const { weights, products } = view.numbers;
  view.colors = {
    inputs: shadeOf(data),
    weights: (index) => diverging(weights[index] / largest.weights, view.theme.dark),
    products: (index) => diverging(products[index] / largest.products, view.theme.dark),
  };
  paintLayer(layerOf(state, "inputs", data), count, view.colors.inputs);
  paintLayer(layerOf(state, "weights", data), count, view.colors.weights);
  state.known = undefined;
  showScale(view, largest);
}

/**
 * @param {View} view
 * @param {{ weights: number, products: number }} largest
 */
function showScale({ data, state, part, theme, numbers, count, write }, largest) {
  const zeros = numbers.products.filter((value) => value === 0).length;
  const key = `${theme.dark} ${largest.weights} ${largest.products} ${zeros}`;
  if (state.scaleKey === key) return;
  state.scaleKey = key;
  const bar = make("i");
  bar.style.background = ramp(theme.dark);
  const { words, lossless } = data;
  const [weight, product] = [write.weight(largest.weights), write.units(largest.products)];
  const texts = [words.above, withGaps(words.strongest, { weight, product })];
  if (zeros > count / 3) {
    texts.push(withGaps(lossless ? words.zeros : words["rounded zeros"], { zeros, count }));
  }
  const spans = texts.map((text) => make("span", {}, text));
  part("scale").replaceChildren(make("span", {}, words.below), bar, ...spans);
}

/**
 * Show the step as it is.
 * @param {View} view
 */
export function paint(view) {
  const { state, part, count } = view;
  const pointed = Number(state.pointed) < count ? state.pointed : undefined;
  // Read once, not in every frame: reading it costs a layout.
  state.width ||= part("weights").clientWidth;
  paintPictures(view, pointed);
  // Twenty texts a second are as fast as anybody reads; the pictures have every frame.
  const now = performance.now();
  if (state.playing && view.pace > FAST && now - (state.wroteAt ?? 0) < READING) return;
  state.wroteAt = now;
  showTerms(view, state.position, pointed);
  showFormula(view);
  const words =
    pointed === undefined ? view.steps.words(state.position) : pointedWords(view, pointed);
  setText(part("readout"), words);
  if (!state.playing) showEditor(view);
}

/**
 * @param {View} view
 * @param {number | undefined} pointed
 */
function paintPictures(view, pointed) {
  const { data, state, write, numbers, steps, theme, count } = view;
  const { position, selected } = state;
  /** @type {Outline[]} */
  const outlines = [];
  if (position >= 1 && position <= count) outlines.push([steps.indexAt(position - 1), CURRENT, 3]);
  if (pointed !== undefined) outlines.push([pointed, POINTED, 3]);
  /** @type {Outline[]} */
  const edited = selected !== undefined && selected < count ? [[selected, theme.primary, 2]] : [];
  const { weights, products } = numbers;
  show(view, "inputs", (index) => write.input(data.inputs[index]), outlines);
  show(view, "weights", (index) => write.weight(weights[index]), [...edited, ...outlines]);
  paintProducts(view);
  show(
    view,
    "products",
    (index) => write.units(products[index]),
    outlines,
    (index) => view.termOf(index) < position,
  );
  if (data.curve) paintCurve(view, data.curve);
}

/**
 * @param {View} view
 * @param {Curve} curve
 */
function paintCurve({ data, state, part, write, numbers, steps, theme }, curve) {
  const isBent = state.position === steps.last;
  const sum = steps.sumAt(state.position);
  showCurve(state, part("curve"), data, curve, theme, {
    width: Number(state.width),
    sum: sum / 10 ** data.digits,
    output: numbers.output,
    isBent,
    words: isBent ? write.output(numbers.output) : write.units(sum),
  });
}

/**
 * @param {View} view
 * @param {Name} name
 * @param {(index: number) => string} write what stands in a cell that is large enough
 * @param {Outline[]} outlines
 * @param {(index: number) => boolean} [isKnown] whether a value is there yet
 */
function show({ part, state, data, theme, colors }, name, write, outlines, isKnown = () => true) {
  showPicture(part(name), layerOf(state, name, data), data, theme, {
    width: Number(state.width),
    texts: { write, colorOf: (index) => (isKnown(index) ? colors[name](index) : null) },
    outlines,
  });
}

/**
 * Paint the products added so far; from one frame to the next few are new.
 * @param {View} view
 */
function paintProducts({ data, state, steps, count, line, colors, termOf }) {
  const layer = layerOf(state, "products", data);
  const reached = Math.min(state.position, count);
  const color = colors.products;
  if (state.known === undefined || reached < state.known) {
    paintLayer(layer, count, (index) => (termOf(index) < reached ? color(index) : null));
  } else {
    const ctx = context(layer);
    for (let term = state.known; term < reached; term++) {
      const index = steps.indexAt(term);
      ctx.fillStyle = rgb(color(index));
      ctx.fillRect(index % line, Math.floor(index / line), 1, 1);
    }
  }
  state.known = reached;
}

/** @param {View} view */
function showFormula(view) {
  const pieces = formulaPieces(view, view.state.position);
  const line = view.part("formula");
  while (line.children.length < pieces.length) line.append(make("span"));
  while (line.children.length > pieces.length) line.lastChild.remove();
  pieces.forEach(({ text, done, now }, index) => {
    const span = line.children[index];
    setText(span, text);
    setData(span, "ahead", !done);
    setData(span, "now", now);
  });
}
