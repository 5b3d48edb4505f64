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
