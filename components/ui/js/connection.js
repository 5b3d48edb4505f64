// What Streamlit's page says of itself: whether its script runs, whether the server is reached.

/** @type {() => HTMLElement | null} */
const app = () => document.querySelector('[data-testid="stApp"]');
export const isIdle = () => (app()?.dataset.testScriptState ?? "notRunning") === "notRunning";
export const isConnected = () =>
  (app()?.dataset.testConnectionState ?? "CONNECTED") === "CONNECTED";

/**
 * Report what no person did while the page is idle: a report that crosses a turn of the page
 * would have Streamlit run the page that was just left, and the new one stay empty.
 * @param {Record<string, any>} state
 * @param {() => void} report
 */
export function whenIdle(state, report) {
  clearTimeout(state.resting);
  if (isIdle()) report();
  else state.resting = setTimeout(() => whenIdle(state, report), 50);
}

const USABLE_INTERVAL = 200; // milliseconds

/**
 * Act once the page can be used: its script rests, and all its widgets have theirs.
 * @param {Record<string, any>} state
 * @param {() => void} act
 */
export function whenUsable(state, act) {
  clearTimeout(state.waiting);
  if (isUsable()) act();
  else state.waiting = setTimeout(() => whenUsable(state, act), USABLE_INTERVAL);
}

const isUsable = () =>
  isIdle() &&
  !document.querySelector('[data-testid="stSkeleton"]') &&
  [...document.querySelectorAll(".stBidiComponent")].every(isReady);

/** @type {(component: Element) => boolean} */
const isReady = (component) =>
  [component, ...component.querySelectorAll("*")].some((each) =>
    each.shadowRoot?.querySelector("[data-waiting]:not([inert])"),
  );
