// The tab's own store outlives a reload and is closed with the tab; no other tab sees it.

const STORE = "unrolled";

export default function ({ data, parentElement, setTriggerValue }) {
  window.unrolledSession = data.session; // for server/shell/recovery.js
  const state = instanceOf(parentElement, () => ({})), asked = `${data.id} ${data.asks}`;
  let held;
  try { held = sessionStorage.getItem(STORE); } catch { return; } // a browser that keeps nothing
  // What was kept is handed over first; until the server has it, nothing is written over it.
  if (held && !data.recalled && state.ready !== data.id) {
    if (state.handed !== asked) setTriggerValue("held", held);
    state.handed = asked;
    return;
  }
  state.ready = data.id;
  try {
    if (held !== data.said) sessionStorage.setItem(STORE, data.said);
  } catch { /* no room is left: what was kept before stays */ }
}
