// Streamlit pushes an entry into the browser's history for every change of the address's query,
// so that Back would undo a drawing pixel by pixel. Here, and only where the page stays the same,
// the entry is replaced instead. Browsers refuse more than a hundred such changes in half a minute,
// so beyond a first burst they are gathered; a page that is left writes the last one.
// Another scene of a lesson is an entry of its own, where the learner turned to it. Any other scene
// that is written belongs to another entry: to one that Back has left, or to another lesson, whose
// address Streamlit writes before it has turned the page, or still writes after it has: a page that
// was just entered gets its scene from its own bar alone.

import { sceneOf, withScene } from "../../scenes/scene_bar/address.js";
import { newBudget, refill, WAIT_MS } from "./change_budget.js";

export default function () {
  if (window.unrolledAddress) return;
  const push = history.pushState.bind(history);
  /** @type {NonNullable<Window["unrolledAddress"]>} */
  const bar = { budget: newBudget(performance.now()), pending: null, timer: 0 };
  window.unrolledAddress = bar;
  /**
   * Return an address of this page with the scene that its entry has, and whether it is another
   * one that the learner has turned to.
   * @param {URL} url
   */
  const ofThisEntry = (url) => {
    const [there, here] = [sceneOf(url.search), sceneOf(location.search)];
    if (there === here) return { url, isTurned: false };
    if (there !== undefined && there === bar.turnedTo) return { url, isTurned: here !== undefined };
    const kept = new URL(url);
    kept.search = withScene(url.search, here);
    return { url: kept, isTurned: false };
  };
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
    const written = new URL(to ?? location.href, location.href);
    if (written.pathname !== location.pathname) {
      bar.pending = null;
      bar.turnedTo = undefined;
      return push(state, title, to);
    }
    const { url, isTurned } = ofThisEntry(written);
    if (isTurned) {
      bar.pending = null;
      bar.turnedTo = undefined;
      return push(state, title, url);
    }
    bar.pending = [state, url];
    if (refill(bar.budget, performance.now())) write();
    else bar.timer ||= setTimeout(write, WAIT_MS);
  };
  const replace = history.replaceState.bind(history);
  history.replaceState = (state, title, to) => {
    const url = new URL(to ?? location.href, location.href);
    replace(state, title, url.pathname === location.pathname ? ofThisEntry(url).url : url);
  };
  addEventListener("pagehide", write);
  addEventListener("popstate", () => {
    bar.pending = null;
    bar.wanted = sceneOf(location.search);
  });
}
