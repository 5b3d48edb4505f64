// The buttons and fields beside the player.

import { setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { goToEpochEnd, requestStep } from "./requests.js";
import { chooseUnit, show } from "./show.js";
import { isEvaluated } from "./state.js";

/** @import { View } from "./view.js" */

/** Names of buttons by part. */
const NAMES = {
  follow: "follow",
  epoch: "one epoch",
  batch: "one batch",
  story: "tell step",
  branch: "branch here",
  wrong: "show wrong",
  check: "check step",
};

/** @param {View} view */
export function bindButtons(view) {
  const { data, state, part, send } = view;
  const { run, words } = data;
  for (const [name, key] of Object.entries(NAMES)) setText(part(name), words[key]);
  part("follow").onclick = () => {
    state.isFollowing = true;
    view.go(view.latest);
  };
  part("epoch").onclick = () => goToEpochEnd(view);
  part("batch").onclick = () => {
    const next = (state.step ?? 0) + 1;
    if (isEvaluated(view.frames, next)) view.goToStep(next);
    else requestStep(view, next);
  };
  part("story").onclick = () => send("explanation", { run, step: state.step, pressId: Date.now() });
  part("branch").onclick = () => sendEvent(send, "branch", { run, step: state.step });
  part("layer").onchange = () => {
    state.layer = Number(part("layer").value);
    show(view, state.position);
  };
  part("unit").onchange = () => chooseUnit(view, Number(part("unit").value));
}
