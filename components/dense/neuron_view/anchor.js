// An anchor: what a hand is on stays where it is on the screen while the page grows or shrinks above it.
// The browser's own scroll anchoring does this only in a page that is scrolled already, and not where
// an element sticks, as the pad beside a view does.

const AFTER = 1000; // milliseconds: what Python sends is laid out by and by

/** @typedef {{ hold: () => void, release: () => void }} Anchor */

/**
 * Return what scrolls an element: the nearest ancestor with a scrollbar, out of shadow trees too.
 * @param {Element} element
 */
export function scrollerOf(element) {
  for (let each = parentOf(element); each; each = parentOf(each)) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  }
  return document.documentElement;
}

/** @type {(element: Element) => HTMLElement | null} */
function parentOf(element) {
  const root = element.getRootNode();
  const host = root instanceof ShadowRoot ? root.host : null;
  return /** @type {HTMLElement | null} */ (element.parentElement ?? host);
}

/**
 * Return an anchor for an element; it holds from the first call of `hold` until a while after `release`.
 * @param {HTMLElement} element
 * @returns {Anchor}
 */
export function createAnchor(element) {
  let isHeld = false;
  let end = Infinity;
  /** @type {HTMLElement} */
  let scroller;
  let offset = 0; // in what is scrolled
  const measure = () => element.getBoundingClientRect().top + scroller.scrollTop;
  const follow = () => {
    const now = measure();
    scroller.scrollTop += now - offset;
    offset = now;
    if (element.isConnected && performance.now() < end) requestAnimationFrame(follow);
    else stop();
  };
  const stop = () => {
    isHeld = false;
    scroller.style.overflowAnchor = "";
  };
  const hold = () => {
    end = Infinity;
    if (isHeld) return;
    isHeld = true;
    scroller = scrollerOf(element);
    scroller.style.overflowAnchor = "none"; // or the page would be moved twice
    offset = measure();
    requestAnimationFrame(follow);
  };
  const release = () => {
    if (end === Infinity) end = performance.now() + AFTER;
  };
  return { hold, release };
}
