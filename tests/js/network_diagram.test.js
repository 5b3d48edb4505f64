// The diagram: what is pointed at, chosen, and lit with it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { differences } from "../../components/ui/js/agreement.js";
import {
  alike,
  cleared,
  hovered,
  pressed,
  stepped,
} from "../../components/ui/network_diagram/choice.js";
import { layoutWith } from "../../components/ui/network_diagram/live.js";
import { casesOf } from "./vectors.js";
import { lessonWords } from "./words.js";

const words = lessonWords("common", "diagram");

test("with any value of any pixel the browser lays out what Python does", () => {
  for (const { begun, live, value, layout } of casesOf("network_diagrams")) {
    const computed = layoutWith({ ...begun, words }, live, value);
    assert.deepEqual(differences(computed, { ...layout, words }), []);
  }
});

test("a passing pointer shows a part, and leaves the chosen one chosen", () => {
  const chosen = pressed(cleared(), 3);
  assert.deepEqual(chosen, { chosen: 3, shown: 3 });
  assert.deepEqual(hovered(chosen, 5), { chosen: 3, shown: 5 });
  assert.deepEqual(hovered(hovered(chosen, 5), undefined), chosen);
  assert.deepEqual(hovered(cleared(), undefined), cleared());
});

test("a second press lets go", () => {
  assert.deepEqual(pressed(pressed(cleared(), 3), 3), cleared());
  assert.deepEqual(pressed(pressed(cleared(), 3), 4), { chosen: 4, shown: 4 });
});

test("the arrows go round", () => {
  const steps = [cleared(), pressed(cleared(), 9), pressed(cleared(), 0)];
  assert.deepEqual(
    steps.map((choice) => stepped(choice, 1, 10).chosen),
    [0, 0, 1],
  );
  assert.deepEqual(
    steps.map((choice) => stepped(choice, -1, 10).chosen),
    [9, 8, 9],
  );
});

test("a value lights up in the image and in the vector", () => {
  const parts = ["image[0] = 1", "weight", "image[0] = 1"].map((description) => ({ description }));
  assert.deepEqual(alike(parts, 0), [0, 2]);
  assert.deepEqual(alike(parts, 1), [1]);
  assert.deepEqual(alike(parts, null), []);
});
