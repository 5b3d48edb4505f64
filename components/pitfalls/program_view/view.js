// A program on the stage, and its output beside it, or instead of it where there is no room.

import { colored } from "../../ui/code_block/words.js";
import { leastLetter } from "../../ui/js/canvas.js";
import { make, partsOf, proseNodes, setData, setText } from "../../ui/js/dom.js";
import { onSize } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { indentOf, isWide, letterIn, lineToSee } from "./layout.js";
import { waitingText } from "./words.js";

/** @import { Widget } from "../../ui/js/widget.d.ts" */
/** @import { Message, Payload } from "./payload.d.ts" */
/** @import { State, View } from "./types.d.ts" */

/** @param {Widget<Payload>} widget */
export default function ({ data, parentElement }) {
  const part = partsOf(parentElement);
  /** @type {State} */
  const state = widgetState(part("panes"), () => ({ shown: "program" }));
  const view = { data, state, part, root: parentElement };
  parentElement.host.toggleAttribute("data-fills", true);
  part("widget").classList.toggle("dark", readTheme(parentElement).dark);
  const key = `${data.lines.join("\n")} ${waitingText(data)} ${data.is_open}`;
  if (state.key !== key) {
    Object.assign(state, { key, shown: data.is_open ? "output" : "program" });
    showProgram(view);
    showOutput(view);
  }
  bindTabs(view);
  onSize(state, part("widget"), () => arrange(view), { withHeight: true });
  state.draw = () => arrange(view);
  arrange(view);
}

/** @param {View} view */
function bindTabs(view) {
  for (const name of /** @type {const} */ (["program", "output"])) {
    const tab = view.part(`${name}Tab`);
    setText(tab, view.data.words[name]);
    tab.onclick = () => {
      view.state.shown = name;
      arrange(view);
    };
  }
}

/**
 * Give both panes the room there is.
 * @param {View} view
 */
function arrange({ data, state, part }) {
  const { clientWidth: width, clientHeight: height } = part("widget");
  const wide = isWide(data.lines, width, leastLetter());
  const hasOutput = data.is_pending || data.is_failed || data.said !== null;
  setData(part("panes"), "wide", wide);
  part("tabs").hidden = wide || !hasOutput;
  part("code").hidden = !wide && hasOutput && state.shown === "output";
  part("output").hidden = !wide && (!hasOutput || state.shown === "program");
  for (const name of ["program", "output"]) {
    part(`${name}Tab`).setAttribute("aria-pressed", String(state.shown === name));
  }
  const letter = letterIn(data.lines, width, height, leastLetter());
  part("code").style.setProperty("--letter", `${letter}px`);
  const seen = lineToSee(data.lines, data.changed, data.stopped);
  const line = part("code").children[Math.max(0, seen)];
  if (line) part("code").scrollTop = line.offsetTop - part("code").clientHeight / 3;
}

/** @param {View} view */
function showProgram({ data, part }) {
  part("code").setAttribute("aria-label", data.words.program);
  part("code").replaceChildren(...data.lines.map((text, nth) => lineOf(text, nth, data)));
}

/**
 * @param {string} text
 * @param {number} nth
 * @param {Payload} data
 */
function lineOf(text, nth, { changed, stopped, words, script_words: script }) {
  const code = make("span", { className: "line" }, ...colored(text));
  code.style.setProperty("--indent", String(indentOf(text)));
  if (!text) code.append(" ");
  const line = make("li", {}, make("span", { className: "number" }, nth + 1), code);
  if (changed.includes(nth)) {
    line.classList.add("changed");
    line.append(make("span", { className: "spoken" }, words.changed));
  }
  if (nth === stopped) {
    line.classList.add("stopped");
    line.append(make("span", { className: "here" }, script.stopped));
  }
  return line;
}

/** @param {View} view */
function showOutput({ data, part }) {
  const { said, sentences, words } = data;
  part("output").setAttribute("aria-label", words.output);
  const waiting = make("div", { className: "kind" }, waitingText(data));
  const messages = (said ?? []).flatMap((each) => messageOf(each, data.script_words));
  part("said").replaceChildren(...(said ? messages : [waiting]));
  part("parts").replaceChildren(...sentences.map(sentenceOf));
  setText(part("note"), data.note);
}

/** @type {(text: string, nth: number) => HTMLElement} */
const sentenceOf = (text, nth) =>
  make("li", {}, badge(nth + 1), make("span", {}, ...proseNodes(text)));

/** @type {(number: number) => HTMLElement} */
const badge = (number) => make("span", { className: "badge" }, number);

/** @type {(message: Message, words: Record<string, string>) => HTMLElement[]} */
function messageOf({ kind, text, marks }, words) {
  const message = make("div", { className: `message ${kind}` });
  let last = 0;
  for (const [start, end, number] of marks) {
    message.append(
      text.slice(last, start),
      make("mark", {}, badge(number), text.slice(start, end)),
    );
    last = end;
  }
  message.append(text.slice(last));
  return [make("div", { className: "kind" }, words[`kind ${kind}`]), message];
}
