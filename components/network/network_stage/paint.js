// The picture: every part of a layout, painted with what is shown now.

import { largestOf } from "../../ui/js/format.js";
import { columnsOf } from "./columns.js";
import { paintColumn } from "./paint_columns.js";
import { paintImage, paintSigned, paintVector } from "./paint_images.js";
import { paintHidden, paintLines } from "./paint_neurons.js";
import { paintAccuracy, paintTests } from "./paint_tests.js";
import { titlesOf } from "./words.js";

/** @import { Layout, Part, View } from "./types.d.ts" */

const ORDER = ["lines", "vector", "hidden"]; // painted first, the others as they come

/**
 * @param {View} view
 * @param {Layout} layout
 */
export function paint(view, layout) {
  const { ctx, data, state, room, shown } = view;
  ctx.clearRect(0, 0, room.width, room.height);
  const titles = titlesOf(data.words, data.scene, shown, {
    classes: data.classes,
    short: room.short,
  });
  const columns = columnsOf(shown, { scene: data.scene, added: state.added });
  const names = [...new Set([...ORDER, ...Object.keys(layout)])].filter((name) => layout[name]);
  for (const name of names) {
    const part = layout[name];
    ctx.globalAlpha = part.alpha;
    if (columns[name]) paintColumn(view, part, columns[name], name);
    else PAINT[name]?.(view, part, layout);
    if (titles[name]) paintTitle(view, part, titles[name]);
  }
  ctx.globalAlpha = 1;
}

/** @type {Record<string, (view: View, part: Part, layout: Layout) => void>} */
const PAINT = {
  image: (view, part) => paintImage(view, part, "image", view.shown.reading.input),
  moved: (view, part) => {
    const { comparison } = view.shown;
    if (comparison) paintImage(view, part, "moved", comparison.after.input);
  },
  vector: paintVector,
  hidden: paintHidden,
  lines: paintLines,
  weights: (view, part) => {
    const { neuron } = view.shown;
    if (neuron) paintSigned(view, part, "weights", neuron.weights, largestOf(neuron.weights));
  },
  products: (view, part) => {
    const { neuron } = view.shown;
    if (neuron) paintSigned(view, part, "products", neuron.products, largestOf(neuron.products));
  },
  evidence: (view, part) => paintEvidence(view, part, 0),
  movedEvidence: (view, part) => paintEvidence(view, part, 1),
  accuracy: paintAccuracy,
  tests: paintTests,
};

/**
 * @param {View} view
 * @param {Part} part
 * @param {string[]} lines
 */
function paintTitle({ ctx, theme, room: { font } }, { box: [x, y, width], titled }, lines) {
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  lines.forEach((line, nth) => {
    const isName = nth === 0;
    ctx.font = `${isName ? 650 : 400} ${isName ? font : font * 0.85}px ${theme.font}`;
    ctx.fillStyle = theme.text;
    const from = lines.length - 1 - nth;
    const room = titled ?? Math.max(width, font * 4.4);
    ctx.fillText(line, x, y - font * (0.5 + 1.15 * from), room);
  });
}

/** @type {(view: View, part: Part, nth: 0 | 1) => void} */
function paintEvidence(view, part, nth) {
  const { comparison } = view.shown;
  if (!comparison) return;
  const scale = Math.max(...comparison.parts.map(largestOf));
  paintSigned(view, part, `evidence-${nth}`, comparison.parts[nth], scale);
}
