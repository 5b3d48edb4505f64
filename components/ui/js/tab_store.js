// What the tab's own store holds outlives a reload: it is handed over to the server once a session,
// and until the server has it, nothing is written over it.

/** @import { SetValue } from "./widget.d.ts" */

/**
 * Hand over what the store holds until the server has taken it; return whether it may be written.
 * @param {Record<string, any>} state
 * @param {{ id: string, asks: number, recalled: boolean }} data
 * @param {unknown} held
 * @param {SetValue} send
 */
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
