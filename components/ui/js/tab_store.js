// What the tab's own store holds outlives a reload: it is handed over to the server once a session,
// and until the server has it, nothing is written over it.

// Whether the store may be written now; hands over what it holds until the server has taken it.
export function isHandedOver(state, data, held, send) {
  const asked = `${data.id} ${data.asks}`;
  if (held && !data.recalled && state.ready !== data.id) {
    if (state.handed !== asked) send("held", held);
    state.handed = asked;
    return false;
  }
  state.ready = data.id;
  return true;
}
