// The pad: a picture of whole ink levels, its pen, its keyboard and its tools. A new `revision`
// shows that Python changed the picture.

import { findAll, partsOf } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fillWords } from "../../ui/js/words.js";
import { onKey } from "./keys.js";
import { bindPen } from "./pen.js";
import { adoptPicture, bindReports, change, paint, publish, undo } from "./picture.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Payload } from "./payload.d.ts" */
/** @import { View } from "./picture.js" */

/** @param {Widget<Payload>} widget */
export default function (widget) {
  const { data, parentElement } = widget;
  const state = widgetState(parentElement, () => ({
    brush: 1,
    erasing: false,
    cursor: [0, 0],
    undoStack: [],
    ink: null,
  }));
  parentElement.host.toggleAttribute("data-fills", data.fills);
  adoptPicture(state, data);
  bindReports(state, widget);
  const part = partsOf(parentElement);
  const { font } = readTheme(parentElement);
  const view = { data, state, part, root: parentElement, paper: part("paper"), font };
  bindPen(view);
  view.paper.onkeydown = (/** @type {KeyboardEvent} */ event) => onKey(view, event);
  view.paper.onfocus = view.paper.onblur = () => paint(view);
  bindTools(view);
  showLabels(view);
  paint(view);
  publish(view);
  return state.reports.pause;
}

/** @param {View} view */
function bindTools(view) {
  const { data, state, part, root } = view;
  const set = (/** @type {object} */ changes) => {
    Object.assign(state, changes);
    paint(view);
  };
  part("undo").onclick = () => undo(view);
  part("clear").onclick = () => change(view, new Uint8Array(state.pixels.length));
  part("invert").onclick = () => {
    const inverted = (/** @type {number} */ level) => data.levels - level;
    change(view, state.pixels.map(inverted));
  };
  part("eraser").onclick = () => set({ erasing: !state.erasing });
  for (const button of findAll(root, "[data-brush]")) {
    button.onclick = () => set({ brush: Number(button.dataset.brush) });
  }
  part("ink").max = data.levels;
  part("ink").oninput = () => set({ ink: Number(part("ink").value), erasing: false });
  part("color").oninput = () => set({ erasing: false });
}

/** @param {View} view */
function showLabels({ data, part, paper, root }) {
  fillWords(root, data.words);
  part("pad").classList.toggle("compact", data.compact);
  part("pad").classList.toggle("fills", data.fills);
  part("invitation").textContent = data.invitation;
  const { side, channels, levels } = data;
  const gray = channels === 1;
  part("brushes").hidden = side === 3;
  part("inkLabel").hidden = !gray;
  part("colorLabel").hidden = gray;
  const { words } = data;
  const name = words[gray ? "gray name" : "color name"];
  paper.setAttribute("aria-label", withGaps(name, { side }));
  part("help").textContent = gray && levels === 9 ? words["digit keys"] : words.keys;
}
