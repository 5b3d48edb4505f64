// A line to Python for what changes faster than a page answers.

import { isConnected, isIdle } from "./connection.js";

const HEARD_WITHIN = 10_000;
const LOOK_EVERY = 40; // milliseconds

/**
 * Report what changes under the hand as often as the line allows: one report at most is under way,
 * and of those that come meanwhile the newest waits for its turn. Each has a number, and the data
 * name the one that Python has taken. One that was lost is sent again; and before a learner turns
 * to something else on the page, it is sent. A report may wait for a while, for newer ones to take
 * its place.
 * @param {Element} host
 * @param {number} heard the number of the last report that Python has taken
 * @param {(event: object) => void} send
 */
export function createReporter(host, heard, send) {
  /** @type {{ nth: number, heard: number, send: (event: object) => void, last: object | null, waiting: object | null, due: number, cut: boolean, at: number }} */
  const line = { nth: heard, heard, send, last: null, waiting: null, due: 0, cut: false, at: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let leaving;

  const go = () => {
    line.nth = Math.max(Date.now(), line.nth + 1);
    line.last = line.waiting ?? line.last;
    Object.assign(line, { waiting: null, cut: false, at: performance.now() });
    line.send({ ...line.last, nth: line.nth });
  };
  const look = () => {
    const arrived = line.heard === line.nth || !line.last;
    if (arrived && !line.waiting) {
      rest();
      return;
    }
    line.cut ||= !arrived && !isConnected();
    const again = !arrived && (line.cut || performance.now() - line.at > HEARD_WITHIN);
    const ready = arrived && isIdle() && performance.now() >= line.due;
    if (isConnected() && (again || ready)) go();
    timer = setTimeout(look, LOOK_EVERY);
  };
  const leave = (/** @type {Event} */ event) => {
    if (line.waiting && isConnected() && !event.composedPath().includes(host)) go();
  };
  const rest = () => {
    clearTimeout(timer);
    leaving?.abort();
    timer = undefined;
    leaving = undefined;
    host.removeAttribute("data-unsent");
  };
  const wake = () => {
    if (timer !== undefined) return;
    host.setAttribute("data-unsent", "");
    leaving = new AbortController();
    for (const kind of ["pointerdown", "keydown"])
      addEventListener(kind, leave, { capture: true, signal: leaving.signal });
    look();
  };
  const same = (/** @type {unknown} */ one, /** @type {unknown} */ other) =>
    JSON.stringify(one) === JSON.stringify(other);
  /**
   * Report a value, at the latest after `delay` milliseconds, as far as the line allows.
   * @param {object} value
   * @param {number} [delay]
   */
  const report = (value, delay = 0) => {
    const due = performance.now() + delay;
    line.due = line.waiting ? Math.min(line.due, due) : due;
    if (same(value, line.waiting ?? line.last)) return;
    line.waiting = value;
    wake();
  };
  /** @type {(heard: number, send: (event: object) => void) => void} */
  const hears = (heard, send) => {
    Object.assign(line, { heard, send });
    wake();
  };
  return { report, hears, rest };
}
