// The grid in which a learner chooses a cell: its sizes, its neighbors, its words.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cellAt,
  cellSide,
  cellText,
  neighbor,
} from "../../components/questions/cell_picker/grid.js";
import { lessonWords } from "./words.js";

const SHAPE = { rows: 2, columns: 3 };

test("cells fill the width, within bounds", () => {
  assert.equal(cellSide(300, 10), 30);
  assert.equal(cellSide(0, 10), 32);
  assert.equal(cellSide(2000, 3), 56);
  assert.equal(cellSide(100, 28), 6);
});

test("an arrow key leads to the next cell, and not over the edge", () => {
  assert.deepEqual(neighbor("ArrowRight", [0, 1], SHAPE), [0, 2]);
  assert.deepEqual(neighbor("ArrowLeft", [0, 1], SHAPE), [0, 0]);
  assert.deepEqual(neighbor("ArrowDown", [0, 1], SHAPE), [1, 1]);
  assert.deepEqual(neighbor("ArrowUp", [0, 1], SHAPE), [0, 1]);
  assert.deepEqual(neighbor("ArrowRight", [1, 2], SHAPE), [1, 2]);
  assert.equal(neighbor("Home", [0, 1], SHAPE), undefined);
});

test("a point lies in one cell, or outside", () => {
  assert.deepEqual(cellAt(0, 0, 10, SHAPE), [0, 0]);
  assert.deepEqual(cellAt(29.9, 19.9, 10, SHAPE), [1, 2]);
  assert.equal(cellAt(30, 5, 10, SHAPE), undefined);
  assert.equal(cellAt(-0.1, 5, 10, SHAPE), undefined);
});

test("a cell's text names row, column and number", () => {
  const data = {
    columns: 3,
    values: [1, 2, 3, 4, 5, -6.25],
    digits: 1,
    words: lessonWords("common", "cells"),
  };
  assert.equal(cellText([1, 2], data), "Row 1, column 2: −6.3");
});
