// Events to Python. Streamlit runs the page for a state that changes: each press is another one,
// so it carries the time in which it was made.

/** @import { SetValue } from "./widget.d.ts" */

/** @type {(setStateValue: SetValue, name: string, payload: object) => void} */
export const sendEvent = (setStateValue, name, payload) =>
  setStateValue(name, { ...payload, when: Math.round(performance.now()) });
