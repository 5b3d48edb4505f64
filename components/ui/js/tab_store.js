// The tab's own storage outlives a reload. What it has is sent to the server once a session, and
// nothing is written over it until the server has it.

/** @import { SetValue } from "./widget.d.ts" */

/**
 * The session for which storage was read, and the last request for what it has.
 * @typedef {{ readyFor?: string, sentFor?: string }} StoreState
 */

/**
 * Send what is stored until the server has it; return whether it may be overwritten.
 * @param {StoreState} state
 * @param {{ id: string, retries: number, isRestored: boolean }} data
 * @param {unknown} stored
 * @param {SetValue} send
 */
export function mayOverwrite(state, data, stored, send) {
  const request = `${data.id} ${data.retries}`;
  if (stored && !data.isRestored && state.readyFor !== data.id) {
    if (state.sentFor !== request) send("stored", stored);
    state.sentFor = request;
    return false;
  }
  state.readyFor = data.id;
  return true;
}
