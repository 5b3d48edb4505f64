// What Streamlit's page says of itself: whether its script runs, whether the server is reached.

const app = () => document.querySelector('[data-testid="stApp"]');
export const isIdle = () => !app() || app().dataset.testScriptState === "notRunning";
export const isConnected = () => !app() || app().dataset.testConnectionState === "CONNECTED";

// What no person did is reported while the page is idle: a report that crosses a turn of the
// page would have Streamlit run the page that was just left, and the new one stay empty.
export function whenIdle(state, report) {
  clearTimeout(state.resting);
  if (isIdle()) report();
  else state.resting = setTimeout(() => whenIdle(state, report), 50);
}
