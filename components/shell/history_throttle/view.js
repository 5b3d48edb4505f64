// Streamlit pushes an entry into the browser's history for every change of the address's query,
// so that Back would undo a drawing pixel by pixel. Here, and only where the page stays the same,
// the entry is replaced instead. Browsers refuse more than a hundred such changes in half a minute,
// so beyond a first burst they are gathered; a page that is left writes the last one.
// Another scene of a lesson is an entry of its own, to which Back leads: until that scene is shown,
// a script that still knows the one before writes it in vain.

import { sceneOf } from "../../scenes/scene_bar/address.js";
import { newBudget, refill, WAIT_MS } from "./change_budget.js";

/** @type {(url: URL) => boolean} whether it is another page's, or another scene's */
function isElsewhere(url) {
  if (url.pathname !== location.pathname) return true;
  const [there, here] = [sceneOf(url.search), sceneOf(location.search)];
  return there !== undefined && here !== undefined && there !== here;
}

export default function () {
  if (window.unrolledAddress) return;
  const push = history.pushState.bind(history);
  /** @type {NonNullable<Window["unrolledAddress"]>} */
  const bar = { budget: newBudget(performance.now()), pending: null, timer: 0 };
  window.unrolledAddress = bar;
  /** @type {(url: URL) => boolean} whether it names a scene that Back has left */
  const isStale = (url) =>
    url.pathname === location.pathname &&
    bar.wanted !== undefined &&
    ![undefined, bar.wanted].includes(sceneOf(url.search));
  const write = () => {
    clearTimeout(bar.timer);
    bar.timer = 0;
    if (!bar.pending) return;
    const [state, url] = bar.pending;
    bar.pending = null;
    bar.budget.changes -= 1;
    if (url.pathname === location.pathname) history.replaceState(state, "", url);
  };
  history.pushState = (state, title, to) => {
    const url = new URL(to ?? location.href, location.href);
    if (isElsewhere(url)) {
      if (isStale(url)) return;
      bar.pending = null;
      return push(state, title, to);
    }
    bar.pending = [state, url];
    if (refill(bar.budget, performance.now())) write();
    else bar.timer ||= setTimeout(write, WAIT_MS);
  };
  const replace = history.replaceState.bind(history);
  history.replaceState = (state, title, to) => {
    if (!isStale(new URL(to ?? location.href, location.href))) replace(state, title, to);
  };
  addEventListener("pagehide", write);
  addEventListener("popstate", () => {
    bar.pending = null;
    bar.wanted = sceneOf(location.search);
  });
}
