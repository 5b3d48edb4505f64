// The tour: a ring around one element of the page, and a note beside it.

import { find, partsOf } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { widgetState } from "../../ui/js/state.js";
import { fillWords } from "../../ui/js/words.js";
import { nextNote, notePosition, RING } from "./placement.js";
import { findTarget } from "./targets.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { FindPart, Widget } from "../../ui/js/widget.d.ts" */

/**
 * @typedef {object} State
 * @property {string} page
 * @property {number} [index] of the note that is shown
 * @property {Element} [target]
 * @property {number} [frame]
 * @property {number} checkedAt when it was last checked which notes come before and after
 */

const CHECK_MS = 500; // parts of a page come later, or are unlocked

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  /** @type {State} */
  const state = widgetState(parentElement, () => ({ page: data.page, checkedAt: 0 }));
  const part = partsOf(parentElement);
  const own = find(parentElement, ".widget");
  fillWords(own, data.words);
  /** @type {(index: number) => Element | undefined} */
  const targetOf = (index) => findTarget(data.notes[index].target, own);
  /** @type {(start: number, step: number) => number | undefined} */
  const next = (start, step) =>
    nextNote(start, step, data.notes.length, (index) => targetOf(index) !== undefined);
  const stop = () => cancelAnimationFrame(state.frame ?? 0);

  function showWays() {
    if (state.index === undefined) return;
    part("back").disabled = next(state.index - 1, -1) === undefined;
    part("next").disabled = next(state.index + 1, 1) === undefined;
  }

  // The note follows its target while the page scrolls, grows or is redrawn.
  function follow(now = 0) {
    if (state.index === undefined) return;
    if (!state.target?.isConnected) state.target = targetOf(state.index);
    place(part, state.target);
    if (now > state.checkedAt + CHECK_MS) {
      state.checkedAt = now;
      showWays();
    }
    state.frame = requestAnimationFrame(follow);
  }

  /** @type {(start: number, step: number) => void} */
  function show(start, step) {
    const index = next(start, step); // a note whose target is not on the page is skipped
    if (index === undefined) return;
    state.index = index;
    state.target = targetOf(index);
    part("tour").hidden = false;
    part("open").setAttribute("aria-expanded", "true");
    part("words").textContent = data.notes[index].words;
    part("place").textContent = withGaps(data.words.place, {
      note: index + 1,
      notes: data.notes.length,
    });
    showWays();
    state.target?.scrollIntoView({
      block: "center",
      behavior: reducedMotion() ? "instant" : "smooth",
    });
    stop();
    follow();
  }

  function close(focus = true) {
    stop();
    state.index = state.target = undefined;
    part("tour").hidden = part("ring").hidden = true;
    part("open").setAttribute("aria-expanded", "false");
    if (focus) part("open").focus();
  }

  part("open").onclick = () => {
    if (state.index !== undefined) {
      close();
      return;
    }
    show(0, 1);
    part("tour").focus({ preventScroll: true });
  };
  part("next").onclick = () => show((state.index ?? -1) + 1, 1);
  part("back").onclick = () => show((state.index ?? 0) - 1, -1);
  part("close").onclick = () => close();
  if (state.page !== data.page) {
    state.page = data.page;
    close(false);
  }
  stop();
  follow();
  return stop;
}

/**
 * Place the ring around the target, and the note beside it.
 * @param {FindPart} part
 * @param {Element | undefined} target
 */
function place(part, target) {
  const [note, ring] = [part("tour"), part("ring")];
  const box = target?.getBoundingClientRect();
  ring.hidden = !box;
  if (box)
    Object.assign(ring.style, {
      left: `${box.left - RING}px`,
      top: `${box.top - RING}px`,
      width: `${box.width + 2 * RING}px`,
      height: `${box.height + 2 * RING}px`,
    });
  const size = { width: note.offsetWidth, height: note.offsetHeight };
  const { left, top } = notePosition(box, size, { width: innerWidth, height: innerHeight });
  note.style.left = `${left}px`;
  note.style.top = `${top}px`;
}
