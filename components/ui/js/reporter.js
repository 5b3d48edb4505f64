// Reports to Python of what changes faster than a page answers.

import { isConnected, isIdle } from "./connection.js";

const RETRY_AFTER = 10_000; // milliseconds without an acknowledgement
const CHECK_INTERVAL = 40; // milliseconds

/**
 * What a reporter has sent, and what it will send.
 * @typedef {object} Reports
 * @property {number} number of the last report sent
 * @property {number} acknowledged number of the last report that Python has read
 * @property {(event: object) => void} send
 * @property {object | null} last report sent
 * @property {object | null} waiting newest value, not sent yet
 * @property {number} due time at which it may be sent
 * @property {number} sentAt
 * @property {boolean} isLost whether the connection was cut before the last report was acknowledged
 */

/** @typedef {ReturnType<typeof createReporter>} Reporter */

/**
 * Report what changes under the pen as often as the connection allows: one report at most is under
 * way, and of the values that come meanwhile the newest waits for its turn. Each report has a
 * number, and the data name the last one that Python has read. One that was lost is sent again; and
 * before a learner turns to something else on the page, what waits is sent.
 * @param {Element} host
 * @param {number} acknowledged
 * @param {(event: object) => void} send
 */
export function createReporter(host, acknowledged, send) {
  /** @type {Reports} */
  const reports = {
    number: acknowledged,
    acknowledged,
    send,
    last: null,
    waiting: null,
    due: 0,
    sentAt: 0,
    isLost: false,
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {AbortController | undefined} */
  let listening;

  const check = () => {
    if (isDone(reports)) {
      pause();
      return;
    }
    if (mayBeSent(reports)) sendNext(reports);
    timer = setTimeout(check, CHECK_INTERVAL);
  };
  const onLeave = (/** @type {Event} */ event) => {
    if (reports.waiting && isConnected() && !event.composedPath().includes(host)) {
      sendNext(reports);
    }
  };
  const pause = () => {
    clearTimeout(timer);
    listening?.abort();
    timer = undefined;
    listening = undefined;
    host.removeAttribute("data-unsent");
  };
  const start = () => {
    if (timer !== undefined) return;
    host.setAttribute("data-unsent", "");
    listening = new AbortController();
    for (const kind of ["pointerdown", "keydown"])
      addEventListener(kind, onLeave, { capture: true, signal: listening.signal });
    check();
  };
  /**
   * Report a value, at the earliest after `delay` milliseconds.
   * @param {object} value
   * @param {number} [delay]
   */
  const report = (value, delay = 0) => {
    const due = performance.now() + delay;
    reports.due = reports.waiting ? Math.min(reports.due, due) : due;
    if (JSON.stringify(value) === JSON.stringify(reports.waiting ?? reports.last)) return;
    reports.waiting = value;
    start();
  };
  /** @type {(acknowledged: number, send: (event: object) => void) => void} */
  const acknowledge = (acknowledged, send) => {
    Object.assign(reports, { acknowledged, send });
    start();
  };
  return { report, acknowledge, pause };
}

/** @param {Reports} reports */
const isAcknowledged = ({ acknowledged, number, last }) => acknowledged === number || !last;

/** @param {Reports} reports */
const isDone = (reports) => isAcknowledged(reports) && !reports.waiting;

/** @param {Reports} reports */
function mayBeSent(reports) {
  if (!isConnected()) {
    reports.isLost ||= !isAcknowledged(reports);
    return false;
  }
  const now = performance.now();
  if (isAcknowledged(reports)) return isIdle() && now >= reports.due;
  return reports.isLost || now - reports.sentAt > RETRY_AFTER;
}

/** @param {Reports} reports */
function sendNext(reports) {
  reports.number = Math.max(Date.now(), reports.number + 1);
  reports.last = reports.waiting ?? reports.last;
  Object.assign(reports, { waiting: null, isLost: false, sentAt: performance.now() });
  reports.send({ ...reports.last, nth: reports.number });
}
