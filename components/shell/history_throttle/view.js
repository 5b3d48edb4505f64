// Streamlit pushes an entry into the browser's history for every change of the address's query,
// so that Back would take a drawing back pixel by pixel. Here, and only where the page stays the
// same, the entry is replaced instead. Browsers refuse more than a hundred such changes in half a
// minute, so past the first dozens they are gathered; a page that goes away writes the last one.

const MOST = 20;
const A_SECOND = 2.5;

export default function () {
  if (window.unrolledAddress) return;
  const push = history.pushState.bind(history);
  /** @type {NonNullable<Window["unrolledAddress"]>} */
  const bar = {
    left: MOST,
    at: performance.now(),
    waiting: null,
    timer: 0,
  };
  window.unrolledAddress = bar;
  const write = () => {
    clearTimeout(bar.timer);
    bar.timer = 0;
    if (!bar.waiting) return;
    const [state, url] = bar.waiting;
    bar.waiting = null;
    bar.left -= 1;
    if (url.pathname === location.pathname) history.replaceState(state, "", url);
  };
  history.pushState = (state, title, to) => {
    const url = new URL(to ?? location.href, location.href);
    if (url.pathname !== location.pathname) {
      bar.waiting = null;
      return push(state, title, to);
    }
    const now = performance.now();
    bar.left = Math.min(MOST, bar.left + ((now - bar.at) / 1000) * A_SECOND);
    bar.at = now;
    bar.waiting = [state, url];
    if (bar.left >= 1) write();
    else bar.timer ||= setTimeout(write, 1000 / A_SECOND);
  };
  addEventListener("pagehide", write);
}
