// The bar of scenes: which keys and fingers turn them, and the scene in an address.

import assert from "node:assert/strict";
import { test } from "node:test";
import { sceneOf, withScene } from "../../components/scenes/scene_bar/address.js";
import { turnOfKey, turnOfSwipe } from "../../components/scenes/scene_bar/keys.js";

const FREE = {
  defaultPrevented: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  shiftKey: false,
};
const PAGE = { matches: () => false };
/** @type {(...own: string[]) => { matches: (selector: string) => boolean }} an element, by what it is */
const element = (...own) => ({
  matches: (selector) => own.some((each) => selector.includes(each)),
});

test("arrows and page keys turn scenes, others do not", () => {
  const turns = {
    PageDown: 1,
    ArrowRight: 1,
    PageUp: -1,
    ArrowLeft: -1,
    ArrowDown: 0,
    a: 0,
    " ": 0,
  };
  for (const [key, by] of Object.entries(turns))
    assert.equal(turnOfKey({ ...FREE, key }, PAGE), by, key);
});

test("a key that somebody used, or that is pressed with another, turns nothing", () => {
  for (const name of Object.keys(FREE))
    assert.equal(turnOfKey({ ...FREE, [name]: true, key: "PageDown" }, PAGE), 0, name);
});

test("sliders and pictures keep their arrows, and a remote's keys still turn", () => {
  for (const own of ["input", "[role=application]", "[role=slider]", "[role=radio]"]) {
    assert.equal(turnOfKey({ ...FREE, key: "ArrowRight" }, element(own)), 0, own);
    assert.equal(turnOfKey({ ...FREE, key: "PageDown" }, element(own)), 1, own);
  }
});

test("where one writes or chooses from a list every key is kept", () => {
  for (const own of ["textarea", "[contenteditable]", "select"])
    for (const key of ["ArrowLeft", "PageDown"])
      assert.equal(turnOfKey({ ...FREE, key }, element(own)), 0, own);
});

test("the document itself, which matches nothing, lets keys turn", () => {
  assert.equal(turnOfKey({ ...FREE, key: "PageUp" }, {}), -1);
});

test("a swipe turns if it is long and level", () => {
  assert.equal(turnOfSwipe(-80, 10), 1);
  assert.equal(turnOfSwipe(80, -10), -1);
  assert.equal(turnOfSwipe(-59, 0), 0);
  assert.equal(turnOfSwipe(-80, 41), 0);
  assert.equal(turnOfSwipe(0, 300), 0);
});

test("an address names a scene from 1, or none", () => {
  assert.equal(sceneOf("?size=28&scene=3"), 3);
  for (const search of [
    "",
    "?size=28",
    "?scene=",
    "?scene=x",
    "?scene=0",
    "?scene=-2",
    "?scene=1.5",
  ])
    assert.equal(sceneOf(search), undefined, search);
});

test("a scene is named in an address, and the rest of it stays", () => {
  assert.equal(withScene("", 1), "?scene=1");
  assert.equal(withScene("?size=28&by_hand=0.1~2", 10), "?scene=10&size=28&by_hand=0.1~2");
  assert.equal(withScene("?scene=40&size=28", 10), "?scene=10&size=28");
  assert.equal(withScene("?scene=40&size=28", undefined), "?size=28");
  assert.equal(withScene("?scene=40", undefined), "");
});
