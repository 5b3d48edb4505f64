// The widgets around the pages: links to share, the tour's notes, the address, the tab's storage.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  newBudget,
  refill,
  WAIT_MS,
} from "../../components/shell/history_throttle/change_budget.js";
import { translated } from "../../components/shell/page_language/streamlit_words.js";
import { isLocal, linkToShare, publicLink } from "../../components/shell/share_dialog/link.js";
import { nextNote, notePosition } from "../../components/shell/tour/placement.js";
import { mayOverwrite } from "../../components/ui/js/tab_store.js";

const NOTE = { width: 300, height: 100 };
const SCREEN = { width: 1000, height: 600 };
/** @type {(left: number, top: number, width: number, height: number) => { left: number, top: number, right: number, bottom: number }} */
const box = (left, top, width, height) => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

test("only links to this computer itself are local", () => {
  for (const host of ["localhost", "a.localhost", "127.0.0.1", "127.9.9.9", "0.0.0.0", "[::1]"])
    assert.ok(isLocal(`http://${host}:8501/draw`), host);
  for (const host of ["192.168.1.5", "lesson.school.example", "localhost.example", "[2001:db8::1]"])
    assert.ok(!isLocal(`http://${host}/`), host);
});

test("others get a local page's link at the public address, and any other link unchanged", () => {
  const url = new URL("http://localhost:8501/draw?size=8");
  assert.equal(publicLink(url, "http://10.0.0.5:8501"), "http://10.0.0.5:8501/draw?size=8");
  assert.equal(publicLink(url, ""), "http://localhost:8501/draw?size=8");
  const own = "https://lesson.example/x/draw?size=8";
  assert.equal(publicLink(new URL(own), "http://10.0.0.5:8501"), own);
});

test("the address bar's link is shared without what belongs to its learner alone", () => {
  const data = { page: null, query: null, publicAddress: { url: "", notice: "" } };
  const address = "https://lesson.example/train?present=1&run=abc&cards=0.1&size=28#top";
  assert.equal(linkToShare(data, address), "https://lesson.example/train?size=28");
});

test("a link to another page is relative to the address", () => {
  const data = { page: "dense", query: "?units=3", publicAddress: { url: "", notice: "" } };
  const link = linkToShare(data, "https://lesson.example/x/teach?a=1");
  assert.equal(link, "https://lesson.example/x/dense?units=3");
});

test("a note stands beside its target, else under it, else above it, else in the corner", () => {
  const beside = notePosition(box(100, 50, 200, 80), NOTE, SCREEN);
  assert.deepEqual(beside, { left: 318, top: 50 });
  const under = notePosition(box(100, 50, 800, 80), NOTE, SCREEN);
  assert.deepEqual(under, { left: 100, top: 148 });
  const above = notePosition(box(100, 450, 800, 140), NOTE, SCREEN);
  assert.deepEqual(above, { left: 100, top: 332 });
  const corner = { left: 688, top: 488 };
  assert.deepEqual(notePosition(box(100, 20, 800, 560), NOTE, SCREEN), corner);
  assert.deepEqual(notePosition(undefined, NOTE, SCREEN), corner);
});

test("on a phone a note stands at the bottom, and it never leaves the screen", () => {
  const phone = { width: 390, height: 800 };
  assert.deepEqual(notePosition(box(0, 700, 390, 90), NOTE, phone), { left: 45, top: 688 });
  assert.deepEqual(notePosition(box(100, -500, 200, 80), NOTE, SCREEN), { left: 318, top: 12 });
});

test("notes whose target is not on the page are skipped in both directions", () => {
  const isOnPage = (/** @type {number} */ index) => [1, 4].includes(index);
  assert.equal(nextNote(0, 1, 6, isOnPage), 1);
  assert.equal(nextNote(2, 1, 6, isOnPage), 4);
  assert.equal(nextNote(5, 1, 6, isOnPage), undefined);
  assert.equal(nextNote(3, -1, 6, isOnPage), 1);
  assert.equal(nextNote(0, -1, 6, isOnPage), undefined);
});

test("the address may change in a burst, then once in so many milliseconds", () => {
  const budget = newBudget(0);
  let changes = 0;
  while (refill(budget, 0)) {
    budget.changes -= 1;
    changes += 1;
  }
  assert.equal(changes, 20);
  assert.ok(!refill(budget, WAIT_MS / 2));
  assert.ok(refill(budget, WAIT_MS));
  refill(budget, 1e9);
  assert.equal(budget.changes, 20);
});

test("what a tab stored is sent once a request, and overwritten only once it is restored", () => {
  /** @type {unknown[]} */
  const sent = [];
  const state = {};
  const send = (/** @type {string} */ _name, /** @type {unknown} */ value) => sent.push(value);
  const data = { id: "one", retries: 0, isRestored: false };
  assert.ok(!mayOverwrite(state, data, "old", send));
  assert.ok(!mayOverwrite(state, data, "old", send));
  assert.deepEqual(sent, ["old"]);
  assert.ok(!mayOverwrite(state, { ...data, retries: 1 }, "old", send));
  assert.deepEqual(sent, ["old", "old"]);
  assert.ok(mayOverwrite(state, { ...data, isRestored: true }, "old", send));
  assert.ok(mayOverwrite(state, data, "new", send)); // of the same session
  assert.ok(mayOverwrite({}, data, null, send)); // nothing is stored
  assert.equal(sent.length, 2);
});

test("Streamlit's own words are in the learner's language, and others as they are", () => {
  const original = { upload: "Upload", size: "[[size]] per file", ask: "Use your camera?" };
  const words = { upload: "Subir", size: "[[size]] por archivo", ask: "¿Usar la cámara?" };
  const texts = ["Upload", "25MB per file", "Use your camera?", "Uploads", "seven.png"];
  assert.deepEqual(
    texts.map((text) => translated(text, original, words)),
    ["Subir", "25MB por archivo", "¿Usar la cámara?", "Uploads", "seven.png"],
  );
  for (const text of texts) assert.equal(translated(text, original, original), text);
});
