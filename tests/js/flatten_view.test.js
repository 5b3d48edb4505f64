// Flatten's view: where things stand, what flies, where keys lead, what is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  airborneAt,
  bowOf,
  flightOver,
  landedAt,
  paceAt,
  pointOn,
  progressOf,
} from "../../components/flatten/flatten_view/flight.js";
import {
  cellBox,
  layoutOf,
  lineBox,
  pixelBox,
  targetAt,
} from "../../components/flatten/flatten_view/layout.js";
import {
  disagreementOf,
  withOrder,
  withPicture,
} from "../../components/flatten/flatten_view/live.js";
import { changeValues, sceneOf } from "../../components/flatten/flatten_view/scene.js";
import {
  halt,
  indexAfterKey,
  initialState,
  isFlying,
  litIndex,
  rest,
  startPicture,
  stepFrom,
  takeOrder,
} from "../../components/flatten/flatten_view/state.js";
import { cellsOf, indexFormula, valueWords } from "../../components/flatten/flatten_view/words.js";
import { checksumOf } from "../../components/ui/js/pad_picture.js";
import { lessonWords } from "./words.js";

/** @type {(box: number[]) => [number, number]} */
const middle = ([x, y, w, h]) => [x + w / 2, y + h / 2];

/** @type {any} a theme as far as colors depend on it */
const THEME = { dark: false };

/** @type {any[]} */
const IMAGES = [
  { rows: 3, columns: 3, channels: 1, axes: ["row", "col"] },
  { rows: 8, columns: 8, channels: 3, axes: ["row", "col", "channel"] },
  { rows: 28, columns: 28, channels: 3, axes: ["channel", "row", "col"] },
];

/** @type {any} a gray image of two rows and three columns, read row by row */
const ROWS = {
  rows: 2,
  columns: 3,
  channels: 1,
  values: [1, 2, 3, 4, 5, 6],
  order: "row by row",
  indices: [0, 1, 2, 3, 4, 5],
  axes: ["row", "col"],
  line: "row",
  lineLength: 3,
  brightest: 9,
  digits: 0,
  position: 6,
  revision: 1,
  words: lessonWords("flatten", "flatten"),
};
const COLUMNS = {
  ...ROWS,
  order: "column by column",
  indices: [0, 3, 1, 4, 2, 5],
  axes: ["col", "row"],
  line: "column",
  lineLength: 2,
};

for (const image of IMAGES) {
  for (const width of [320, 390, 700, 1100]) {
    const { rows, columns, channels } = image;
    test(`every box of ${rows}×${columns}×${channels} on ${width} pixels is found at its middle`, () => {
      const layout = layoutOf(width, image);
      for (let index = 0; index < layout.count; index += 7) {
        const cell = cellBox(layout, index);
        const pixel = pixelBox(layout, index);
        assert.deepEqual(targetAt(layout, ...middle(cell)), { index });
        assert.deepEqual(targetAt(layout, ...middle(pixel)), { pixel: index });
        assert.ok(cell[0] >= 0 && cell[0] + cell[2] <= width, "inside the width");
        assert.ok(cell[1] + cell[3] <= layout.height, "inside the height");
        for (const line of /** @type {const} */ (["row", "column"])) {
          const [x, y, w, h] = lineBox(layout, line, index);
          assert.ok(x <= pixel[0] && y <= pixel[1], "a pixel lies in its line");
          assert.ok(x + w >= middle(pixel)[0] && y + h >= middle(pixel)[1]);
        }
      }
      assert.deepEqual(targetAt(layout, -1, -1), {});
    });
  }
}

test("a pixel's values are not torn apart at a line's end", () => {
  assert.equal(layoutOf(390, IMAGES[1]).vector.perLine % 3, 0);
});

test("an index is its coordinates times the lengths of the axes within", () => {
  const names = { row: "row", col: "column", channel: "channel" };
  const lengths = { row: "height", col: "width", channel: "channels" };
  assert.equal(indexFormula(["row", "col"], names, lengths), "row · width + column");
  assert.equal(
    indexFormula(["channel", "row", "col"], names, lengths),
    "channel · height · width + row · width + column",
  );
});

test("a value is written with its pixel and with the sum that gives its index", () => {
  const words = valueWords(COLUMNS, 3, "5");
  assert.deepEqual(words.coordinates, [1, 1]);
  assert.equal(words.value, "vector[3] = image[1, 1] = 5");
  assert.equal(words.arithmetic, "index = column · height + row = 1 · 2 + 1 = 3");
  assert.deepEqual(cellsOf(3, [0, 2, 4, 1, 3, 5], 4), [1, 3, 5]);
});

test("values leave one after another and land in their order", () => {
  const flight = flightOver(0, 784, 784);
  assert.equal(airborneAt(flight, 0), 0);
  let before = 0;
  for (let position = 0.5; position < 784; position += 13.3) {
    const end = airborneAt(flight, position);
    assert.ok(end > landedAt(position) && end >= before);
    assert.ok(paceAt(flight, position) > 0);
    const shares = [landedAt(position), end - 1].map((at) => progressOf(flight, at, position));
    assert.ok(shares[0] >= shares[1] && shares.every((share) => share >= 0 && share <= 1));
    before = end;
  }
  assert.equal(progressOf(flight, 5, 6), 1);
});

test("a bow leads from one box to the other and stays inside the picture", () => {
  const picture = { width: 300, height: 200 };
  const bow = bowOf([0, 0, 10, 10], [280, 4, 10, 10], picture);
  assert.deepEqual(pointOn(bow, 0), [5, 5]);
  assert.deepEqual(pointOn(bow, 1), [285, 9]);
  const [x, y] = pointOn(bow, 0.5);
  assert.ok(x > 8 && x < 292 && y >= 8 && y < 192);
});

test("another picture begins where Python has it, with nothing lit or in the air", () => {
  const state = { ...initialState(), count: 6, chosen: 2, hovered: 1, goal: 4 };
  startPicture(state, { ...ROWS, position: 99 });
  assert.equal(state.position, 6);
  assert.equal(isFlying(state), false);
  assert.equal(litIndex(state), 5, "the value that landed last");
  rest(state, 0);
  assert.equal(litIndex(state), undefined);
});

test("another order keeps the chosen pixel, and a full vector flies to its new cells", () => {
  const state = { ...initialState(), count: 6 };
  startPicture(state, ROWS);
  assert.equal(takeOrder(state, ROWS, false), false);
  state.scene = sceneOf(ROWS, layoutOf(700, ROWS), THEME);
  state.chosen = 4;
  assert.equal(takeOrder(state, COLUMNS, false), true);
  assert.equal(state.chosen, 3, "pixel 4 has index 3 now");
  assert.ok(isFlying(state));
  halt(state);
  assert.equal(isFlying(state), false);
  takeOrder(state, ROWS, true);
  assert.equal(isFlying(state), false, "nothing moves where no motion is wanted");
});

test("a step leads to the next whole line or pixel, on and back", () => {
  assert.deepEqual(stepFrom(4, 3, 1), { goal: 6, from: 4, to: 6 });
  assert.deepEqual(stepFrom(4, 3, -1), { goal: 3, from: 3, to: 4 });
  assert.deepEqual(stepFrom(4.5, 1, 1), { goal: 5, from: 4, to: 5 });
  assert.deepEqual(stepFrom(3, 3, -1), { goal: 0, from: 0, to: 3 });
});

test("arrows lead from pixel to pixel of the image, Home and End to the vector's ends", () => {
  const { indices, home } = sceneOf(COLUMNS, layoutOf(700, COLUMNS), THEME);
  const lead = (/** @type {string} */ key, /** @type {number | undefined} */ lit) =>
    indexAfterKey(key, { lit, indices, home, row: 3 });
  assert.equal(lead("ArrowRight", undefined), 0, "the first pixel where nothing is lit");
  assert.equal(lead("ArrowRight", 0), 2);
  assert.equal(lead("ArrowDown", 0), 1);
  assert.equal(lead("ArrowUp", 0), undefined);
  assert.deepEqual([lead("Home", 3), lead("End", 3)], [0, 5]);
  assert.equal(lead("x", 3), undefined);
});

test("other values change the looks of their pixels alone", () => {
  const scene = sceneOf(ROWS, layoutOf(700, ROWS), THEME);
  const before = [...scene.looks];
  assert.deepEqual(changeValues(scene, [1, 2, 9, 4, 5, 0]), [2, 5]);
  assert.equal(scene.looks[2].text, "9");
  assert.deepEqual(scene.looks.slice(0, 2), before.slice(0, 2));
  assert.deepEqual(changeValues(scene, [1, 2, 9, 4, 5, 0]), []);
});

/** @type {any} a picture on a pad of nine levels */
const PICTURE = {
  side: 3,
  channels: 1,
  levels: 9,
  full: 9,
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9),
  isCoarse: false,
};
/** @type {any} */
const SENT = withOrder(
  {
    ...ROWS,
    rows: 3,
    values: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    picture: checksumOf(PICTURE),
    order: "",
  },
  "row by row",
);

test("another order is read here as Python reads it", () => {
  const { values, ...columns } = withOrder(ROWS, "column by column");
  const { values: _, ...expected } = COLUMNS;
  assert.deepEqual(columns, expected);
  assert.equal(withOrder(ROWS, undefined), ROWS);
  const colored = withOrder({ ...ROWS, channels: 3 }, "channels first");
  assert.deepEqual(colored.axes, ["channel", "row", "col"]);
  assert.deepEqual(colored.indices.slice(0, 3), [0, 3, 6]);
});

test("the pad's values are shown until Python has seen them, and only in a picture of their size", () => {
  assert.equal(withPicture(SENT, null), SENT);
  assert.equal(withPicture(SENT, PICTURE), SENT);
  const drawn = { ...PICTURE, pixels: Uint8Array.of(9, 0, 0, 0, 0, 0, 0, 0, 0) };
  assert.deepEqual(withPicture(SENT, drawn).values, [9, 0, 0, 0, 0, 0, 0, 0, 0]);
  assert.equal(withPicture(SENT, { ...drawn, side: 8 }), SENT);
});

test("a disagreement with Python is found, in values and in order", () => {
  assert.equal(disagreementOf(SENT, PICTURE), undefined);
  assert.equal(
    disagreementOf({ ...SENT, values: [2, ...SENT.values.slice(1)] }, PICTURE),
    "values",
  );
  assert.equal(disagreementOf({ ...SENT, indices: [1, 0, 2, 3, 4, 5, 6, 7, 8] }, null), "indices");
  const drawn = { ...PICTURE, pixels: new Uint8Array(9) };
  assert.equal(disagreementOf(SENT, drawn), undefined, "Python has not seen this one yet");
});
