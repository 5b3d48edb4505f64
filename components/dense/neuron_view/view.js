// One neuron, told term by term. Every number comes from Python; only between an edit and
// Python's answer are they weighed here. `position` counts the story's steps (see storyOf).

import { diverging, rgb } from "../../ui/js/color.js";
import { partsOf, setData, setText } from "../../ui/js/dom.js";
import { largestOf } from "../../ui/js/format.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { showCurve } from "./curve.js";
import { editing, numbersNow } from "./edit.js";
import { storyOf, wordsOf } from "./numbers.js";
import { greyOf, indexUnder, layerOf, MARK, POINTED, paintLayer, showPicture } from "./pictures.js";
import { practising } from "./practice.js";
import { showTerms } from "./terms.js";

export default function ({ data, parentElement, setStateValue }) {
  // A story that was left, or that a link tells of, goes on where it was.
  const state = widgetState(parentElement, () => ({
    edits: new Map(),
    serial: 0,
    order: "vector",
    mode: data.mode,
    source: data.atItsEnd ? "" : data.source,
    position: data.told,
    told: data.told,
  }));
  const part = partsOf(parentElement);
  if (state.source !== data.source) {
    state.source = data.source;
    state.position = data.atItsEnd ? Infinity : 0;
    state.selected = undefined;
  }
  const { rows, columns, channels } = data;
  const count = data.inputs.length;
  const line = columns * channels;
  const view = {
    data,
    state,
    part,
    root: parentElement.getRootNode(),
    send: setStateValue,
    say: wordsOf(data),
  };
  const pace = Math.max(1.7, count / 10); // terms a second: a large picture plays in ten seconds
  let story;
  let theme;
  let colours;
  let go;

  const current = () =>
    Math.min(
      count,
      state.position === 0
        ? story.indexAt(0)
        : state.position > count
          ? count
          : story.indexAt(state.position - 1),
    );
  view.current = current;
  const places = () => {
    if (state.order === "vector") return (index) => index;
    const found = new Array(count);
    data.order.forEach((index, place) => {
      found[index] = place;
    });
    return (index) => found[index];
  };

  // Once a change of numbers, colours or order; playing only scales what is painted here.
  function prepare() {
    theme = readTheme(parentElement);
    view.numbers = numbersNow(state, data);
    const ended = state.position >= state.last;
    story = storyOf(data, view.numbers, state.order);
    state.last = story.last; // a story whose rounding comes or goes is a step longer or shorter
    if (ended) state.position = story.last;
    view.placeOf = places();
    const most = {
      weights: largestOf(view.numbers.weights) || 1,
      products: largestOf(view.numbers.products) || 1,
    };
    const byName = (name) => (index) =>
      diverging(view.numbers[name][index] / most[name], theme.dark);
    colours = { inputs: greyOf(data), weights: byName("weights"), products: byName("products") };
    for (const name of ["inputs", "weights"])
      paintLayer(layerOf(state, name, data), count, colours[name]);
    state.known = undefined;
    scale(most);
  }

  function scale(most) {
    const stops = [-1, -0.5, 0, 0.5, 1]
      .map((share) => rgb(diverging(share, theme.dark)))
      .join(", ");
    const key = `${stops} ${most.weights} ${most.products}`;
    if (state.scaleKey === key) return;
    state.scaleKey = key;
    const zeros = view.numbers.products.filter((value) => value === 0).length;
    part("scale").innerHTML =
      `<span>below 0</span><i></i><span>above 0</span>` +
      `<span>strongest: w ±${view.say.weight(most.weights)}, x × w ±${view.say.units(most.products)}</span>` +
      (zeros > count / 3
        ? `<span>${zeros} of ${count} products are ${data.lossless ? "" : "written as "}0</span>`
        : "");
    part("scale").querySelector("i").style.background = `linear-gradient(90deg, ${stops})`;
  }

  // The product image holds the products added so far; from one frame to the next few are new.
  function products(position) {
    const layer = layerOf(state, "products", data);
    const reached = Math.min(position, count);
    if (state.known === undefined || reached < state.known) {
      paintLayer(layer, count, (index) =>
        view.placeOf(index) < reached ? colours.products(index) : null,
      );
    } else {
      const ctx = layer.getContext("2d");
      for (let place = state.known; place < reached; place++) {
        const index = story.indexAt(place);
        ctx.fillStyle = rgb(colours.products(index));
        ctx.fillRect(index % line, Math.floor(index / line), 1, 1);
      }
    }
    state.known = reached;
    return layer;
  }

  function pictures(position, pointed) {
    const outlines = [];
    if (position >= 1 && position <= count) outlines.push([story.indexAt(position - 1), MARK, 3]);
    if (pointed !== undefined) outlines.push([pointed, POINTED, 3]);
    const chosen =
      state.selected !== undefined && state.selected < count
        ? [[state.selected, theme.primary, 2]]
        : [];
    const { say, numbers } = view;
    const show = (name, layer, text, more = [], known = () => true) =>
      showPicture(part(name), layer, data, theme, {
        width: state.width,
        texts: { say: text, colourOf: (index) => (known(index) ? colours[name](index) : null) },
        outlines: [...more, ...outlines],
      });
    show("inputs", layerOf(state, "inputs", data), (index) => say.input(data.inputs[index]));
    show(
      "weights",
      layerOf(state, "weights", data),
      (index) => say.weight(numbers.weights[index]),
      chosen,
    );
    show(
      "products",
      products(position),
      (index) => say.units(numbers.products[index]),
      [],
      (index) => view.placeOf(index) < position,
    );
    const sum = story.sumAt(position);
    const bent = position === story.last;
    if (data.curve)
      showCurve(state, part("curve"), data, theme, {
        width: state.width,
        sum: sum / 10 ** data.digits,
        output: numbers.output,
        bent,
        words: bent ? say.output(numbers.output) : say.units(sum),
      });
  }

  // z = every term, where nine fit on a line; else what is done, the term at hand, what is to come.
  function formula(position) {
    const { say, numbers } = view;
    const at = Math.min(position, count);
    const few = count <= 9;
    const over = Number(position <= count);
    const term = (index) => say.product(data.inputs[index], numbers.weights[index]);
    const pieces = few
      ? data.inputs.map((_, place) => [
          `${place ? "+ " : ""}${term(story.indexAt(place))} `,
          place < at,
          place === position - 1,
        ])
      : [
          [
            at > over
              ? `${say.units(story.running[at - 1 - over])} (${at - over} term${at - over > 1 ? "s" : ""}) ${over ? "+ " : ""}`
              : "",
            true,
            false,
          ],
          [at && over ? `${term(story.indexAt(at - 1))} ` : "", true, Boolean(at && over)],
          [count > at ? `${at ? "+ " : ""}${count - at} terms to come ` : "", false, false],
        ];
    pieces.push([
      `${view.say.signed(numbers.biasUnits)}`,
      position > count,
      position === count + 1,
    ]);
    if (!data.lossless)
      pieces.push([
        ` ${say.signed(numbers.sumUnits - story.withBias)} (rounding)`,
        position > count + 1,
        position === count + 2,
      ]);
    const line = part("formula");
    while (line.children.length < pieces.length + 1) line.append(document.createElement("span"));
    while (line.children.length > pieces.length + 1) line.lastChild.remove();
    [["sum = ", true, false], ...pieces].forEach(([text, done, now], nth) => {
      const span = line.children[nth];
      setText(span, text);
      setData(span, "ahead", !done);
      setData(span, "now", now);
    });
  }

  const pointedWords = (index) =>
    view.placeOf(index) < state.position
      ? `x[${index}] × w[${index}] = ${view.say.product(data.inputs[index], view.numbers.weights[index])} ${data.lossless ? "=" : "≈"} ${view.say.units(view.numbers.products[index])}`
      : `x[${index}] = ${view.say.input(data.inputs[index])}, w[${index}] = ${view.say.weight(view.numbers.weights[index])}: not added yet`;
  function paint() {
    const { position } = state;
    const pointed = state.pointed < count ? state.pointed : undefined;
    const now = performance.now();
    // Asked once, not in every frame: the answer costs a layout.
    state.width ||= part("weights").clientWidth;
    pictures(position, pointed);
    // Twenty times a second is as fast as anybody reads; the pictures keep every frame.
    if (state.playing && pace > 30 && now - state.wrote < 50) return;
    state.wrote = now;
    showTerms(view, story, position, pointed);
    formula(position);
    setText(part("readout"), pointed === undefined ? story.words(position) : pointedWords(pointed));
    if (!state.playing) editor.show();
  }
  view.repaint = paint;
  view.edited = () => {
    prepare();
    paint();
  };
  view.point = (index, fromTable = false) => {
    if (index === state.pointed) return;
    state.pointed = index;
    state.fromTable = fromTable;
    paint();
  };
  const moved = (position, settled) => {
    if (state.shown !== position) {
      state.selected = undefined;
      state.shown = position;
    }
    paint();
    if (settled) setText(part("spoken"), story.words(position));
    if (settled && state.told !== position) setStateValue("told", (state.told = position));
  };

  const editor = editing(view);
  prepare();
  labels();
  go = createPlayer(parentElement, state, {
    last: story.last,
    moved,
    words: (position) => story.words(position),
    speed: (position) => (position >= count ? 0.8 : pace),
  });
  part("row").onclick = () =>
    go(Math.min(state.position + line, state.position < count ? count : story.last));

  function labels() {
    const name = data.activation;
    const size = state.order === "size";
    setText(part("row"), size ? `${line} on` : "One row on");
    setText(part("orderNote"), size ? "another order of adding, the same sum" : "");
    setText(part("curveName"), data.curve ? name : "");
    part("curve").hidden = !data.curve;
    setText(
      part("noCurve"),
      data.curve ? "" : `${name} has no curve of its own: it needs every unit's sum.`,
    );
    part("curve").setAttribute(
      "aria-label",
      `The curve of ${name}, and where this neuron's sum stands on it`,
    );
    const seen = { inputs: "inputs", products: "products so far" };
    for (const [each, words] of Object.entries(seen))
      part(each).setAttribute("aria-label", `The ${words} as a picture, ${rows} by ${columns}`);
    part("weights").setAttribute(
      "aria-label",
      `The weights as a picture, ${rows} by ${columns}; arrows move, Enter edits`,
    );
  }

  for (const name of ["inputs", "products"])
    part(name).onpointermove = (event) => view.point(indexUnder(data, part(name), event));
  for (const name of ["inputs", "products", "weights"])
    part(name).onpointerleave = () => view.point(undefined);
  for (const name of ["inputs", "products"]) {
    part(name).onclick = (event) => {
      const index = indexUnder(data, part(name), event);
      if (index !== undefined) go(view.placeOf(index) + 1);
    };
  }
  part("terms").onpointermove = (event) => {
    const row = event.target.closest("tr");
    view.point(row ? Number(row.dataset.index) : undefined, true);
  };
  part("terms").onpointerleave = () => view.point(undefined);
  part("weights").onkeydown = (event) => {
    if (event.altKey || event.metaKey) return;
    const step = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -line,
      ArrowDown: line,
      Home: -story.last,
      End: story.last,
    }[event.key];
    if (event.ctrlKey) {
      if (event.key !== "z") return;
      editor.undo();
    } else if (step) go(state.position + step);
    else if (event.key === "Enter") view.edit(current());
    else if (/^[-−0-9.,]$/.test(event.key)) view.edit(current(), event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const radios = (name, value, choose) =>
    parentElement.querySelectorAll(`input[name="${name}"]`).forEach((radio) => {
      radio.checked = radio.value === value;
      radio.onchange = () => {
        if (radio.checked) choose(radio.value);
      };
    });
  radios("order", state.order, (value) => {
    state.order = value;
    prepare();
    labels();
    go(state.position);
  });
  const mode = () => {
    const watching = state.mode === "watch";
    part("story").hidden = !watching;
    part("practice").hidden = watching;
    if (watching) paint();
    else {
      if (state.playing) go(state.position);
      practising(view, state.mode);
    }
  };
  radios("mode", state.mode, (value) => {
    state.mode = value;
    setStateValue("mode", value);
    mode();
  });
  mode();
  onWidth(state, part("weights"), () => {
    theme = readTheme(parentElement);
    state.width = part("weights").clientWidth;
    paint();
  });
  return () => {
    clearTimeout(state.rest);
    cancelAnimationFrame(state.frame);
    state.playing = false;
    state.observer?.disconnect();
  };
}
