// The tour: a ring around one thing of the page, and a note beside it that never lies on it.

import { find, partsOf } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { widgetState } from "../../ui/js/state.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Widget } from "../../ui/js/widget.d.ts" */

const GAP = 12;
const NARROW = 640;

/**
 * Looks into widgets too, which live in shadow roots of their own.
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Generator<Element>}
 */
function* seen(root, selector) {
  for (const element of root.querySelectorAll("*")) {
    if (element.matches(selector)) yield element;
    if (element.shadowRoot) yield* seen(element.shadowRoot, selector);
  }
}
/**
 * @param {string} selector
 * @param {Element} own
 */
function firstSeen(selector, own) {
  for (const root of [document.querySelector("[data-testid=stMain]") ?? document, document]) {
    for (const element of seen(root, selector)) {
      const { width, height } = element.getBoundingClientRect();
      if (width > 0 && height > 0 && !own.contains(element)) return element;
    }
  }
  return undefined;
}

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const state = widgetState(parentElement, () => ({ page: data.page }));
  const part = partsOf(parentElement);
  const own = find(parentElement, ".widget");
  const note = part("tour");
  const ring = part("ring");
  const opener = part("open");
  if (state.page !== data.page) {
    state.page = data.page;
    close(false);
  }

  function lay() {
    if (state.at === undefined) return;
    const target = state.target?.isConnected
      ? state.target
      : (state.target = firstSeen(data.notes[state.at].target, own));
    ring.hidden = !target;
    const wide = note.offsetWidth;
    const high = note.offsetHeight;
    let left = innerWidth - wide - GAP;
    let top = innerHeight - high - GAP;
    if (target) {
      const box = target.getBoundingClientRect();
      Object.assign(ring.style, {
        left: `${box.left - 6}px`,
        top: `${box.top - 6}px`,
        width: `${box.width + 12}px`,
        height: `${box.height + 12}px`,
      });
      if (innerWidth > NARROW) {
        const beside = box.right + GAP + 6 + wide < innerWidth;
        const under = box.bottom + GAP + 6 + high < innerHeight;
        if (beside) [left, top] = [box.right + GAP + 6, box.top];
        else if (under) [left, top] = [box.left, box.bottom + GAP + 6];
        else if (box.top - high - GAP > 0) [left, top] = [box.left, box.top - high - GAP - 6];
      } else left = (innerWidth - wide) / 2;
    }
    note.style.left = `${Math.max(GAP, Math.min(left, innerWidth - wide - GAP))}px`;
    note.style.top = `${Math.max(GAP, Math.min(top, innerHeight - high - GAP))}px`;
  }

  // Follows its target while the page scrolls, grows or is redrawn.
  function follow(now = 0) {
    lay();
    if (now > (state.looked ?? 0) + 500) {
      // parts of a page come later, or are unlocked
      state.looked = now;
      state.ways?.();
    }
    state.frame = requestAnimationFrame(follow);
  }

  /**
   * @param {number} from
   * @param {number} step
   */
  function show(from, step) {
    let at = from;
    // What is not on the page just now (a locked part) is passed over.
    while (at >= 0 && at < data.notes.length && !firstSeen(data.notes[at].target, own)) at += step;
    if (at < 0 || at >= data.notes.length) return;
    Object.assign(state, { at, target: firstSeen(data.notes[at].target, own) });
    note.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    part("words").textContent = data.notes[at].words;
    part("place").textContent = `${at + 1} of ${data.notes.length}`;
    /** @param {number} by */
    const there = (by) => {
      for (let other = at + by; other >= 0 && other < data.notes.length; other += by) {
        if (firstSeen(data.notes[other].target, own)) return true;
      }
      return false;
    };
    state.ways = () => {
      part("back").disabled = !there(-1);
      part("next").disabled = !there(1);
    };
    state.ways();
    state.target.scrollIntoView({
      block: "center",
      behavior: reducedMotion() ? "instant" : "smooth",
    });
    cancelAnimationFrame(state.frame);
    follow();
  }

  function close(focus = true) {
    cancelAnimationFrame(state.frame);
    state.at = state.target = undefined;
    note.hidden = ring.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    if (focus) opener.focus();
  }

  opener.onclick = () => {
    if (state.at !== undefined) {
      close();
      return;
    }
    show(0, 1);
    note.focus({ preventScroll: true });
  };
  part("next").onclick = () => show(state.at + 1, 1);
  part("back").onclick = () => show(state.at - 1, -1);
  part("close").onclick = () => close();
  if (state.at !== undefined) {
    cancelAnimationFrame(state.frame);
    follow();
  }
  return () => cancelAnimationFrame(state.frame);
}
