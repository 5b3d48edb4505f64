import { isConnected, isIdle } from "./connection.js";

// Reports what changes under the hand as often as the line allows: one report at most is under
// way, and of those that come meanwhile the newest waits for its turn. Each has a number, and the
// data say which one Python has `heard`. One that was lost is sent again; and who turns to
// something else on the page does not leave before it is sent.
const HEARD_WITHIN = 10_000;
const LOOK_EVERY = 40; // milliseconds
export function createReporter(host, heard, send) {
  const line = { nth: heard, heard, send, last: null, waiting: null, cut: false, at: 0 };
  let timer = null;
  let leaving = null;

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
    if (isConnected() && (again || (arrived && isIdle()))) go();
    timer = setTimeout(look, LOOK_EVERY);
  };
  const leave = (event) => {
    if (line.waiting && isConnected() && !event.composedPath().includes(host)) go();
  };
  const rest = () => {
    clearTimeout(timer);
    leaving?.abort();
    timer = leaving = null;
    host.removeAttribute("data-unsent");
  };
  const wake = () => {
    if (timer !== null) return;
    host.setAttribute("data-unsent", "");
    leaving = new AbortController();
    for (const kind of ["pointerdown", "keydown"])
      addEventListener(kind, leave, { capture: true, signal: leaving.signal });
    look();
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const report = (value) => {
    if (same(value, line.waiting ?? line.last)) return;
    line.waiting = value;
    wake();
  };
  const hears = (heard, send) => {
    Object.assign(line, { heard, send });
    wake();
  };
  return { report, hears, rest };
}
