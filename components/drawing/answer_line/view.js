// The network's answer in one line, which follows the pen.

import { partsOf, setText } from "../../ui/js/dom.js";
import { followWithNetwork, isOfCurrentPicture, liveTrace } from "../../ui/js/live_network.js";
import { predictionText } from "../../ui/js/prediction_text.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const line = partsOf(parentElement)("text");
  const show = () => setText(line, answerOf(data));
  show(); // of the picture that is on the pad already
  return followWithNetwork(parentElement.host, data.network, show);
}

/**
 * Return Python's answer where it is to the picture on the pad, else the browser's own.
 * @param {Payload} data
 */
function answerOf({ text, classes, network, words }) {
  const trace = liveTrace(network);
  if (!trace) return text;
  const answer = predictionText(trace, classes, words);
  if (!isOfCurrentPicture(network)) return answer;
  if (answer !== text) console.error(`The browser and Python disagree: ${answer} ${text}`);
  return text;
}
