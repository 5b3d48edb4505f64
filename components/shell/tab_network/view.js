// The learner's own network in the tab's own store, where it outlives a reload and the server.

const NETWORK = "unrolled network", ABOUT = "unrolled server";

export default function ({ data, parentElement, setTriggerValue }) {
  const state = instanceOf(parentElement, () => ({})), asked = `${data.id} ${data.asks}`;
  let about, network;
  try {
    about = sessionStorage.getItem(ABOUT);
    network = sessionStorage.getItem(NETWORK);
  } catch { return; } // a browser that keeps nothing
  // Handed over once a session; until the server has it, nothing is written over it.
  if (about && !data.recalled && state.ready !== data.id) {
    if (state.handed !== asked) setTriggerValue("held", { about, network });
    state.handed = asked;
    return;
  }
  state.ready = data.id;
  keep(ABOUT, data.about);
  if (data.network === null) return; // the one that is kept
  keep(NETWORK, data.network);
  if (data.network) setTriggerValue("kept", data.run);
}

// A tab has room for some five million letters; where they are taken, nothing old may stay.
function keep(name, text) {
  if (sessionStorage.getItem(name) === text) return;
  sessionStorage.removeItem(name);
  try { if (text) sessionStorage.setItem(name, text); } catch { return; }
}
