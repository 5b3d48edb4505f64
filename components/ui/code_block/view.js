// One script: its lines, the differing ones signed; below, what it said, with numbered parts.

const KINDS = { printed: "It prints", warning: "It warns", error: "It stops" };

const made = (tag, className, ...inside) => {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...inside);
  return element;
};

function lineOf(text, nth, { differs, sign, stopped }) {
  const line = made("li", "", made("span", "number", String(nth + 1)));
  const differing = differs.includes(nth);
  line.classList.toggle("wrong", differing && sign === "−");
  line.classList.toggle("right", differing && sign === "+");
  line.append(made("span", "sign", differing ? sign : ""));
  const words = made("span", "line", ...coloured(text));
  words.style.setProperty("--indent", text.length - text.trimStart().length);
  words.textContent || words.append(" ");
  line.append(words);
  if (nth === stopped) {
    line.classList.add("stopped");
    line.append(made("span", "here", "↑ here it stops"));
  }
  return line;
}

function messageOf({ kind, text, marks }) {
  const message = made("div", `message ${kind}`);
  let last = 0;
  for (const [start, end, number] of marks) {
    const part = made("mark", "", made("span", "badge", String(number)), text.slice(start, end));
    part.dataset.number = number;
    message.append(text.slice(last, start), part);
    last = end;
  }
  message.append(text.slice(last));
  return [made("p", "kind", KINDS[kind]), message];
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".script");
  const part = name => root.querySelector(`[data-part="${name}"]`);
  root.classList.toggle("dark", theme(parentElement).dark);
  part("title").textContent = data.title;
  part("code").replaceChildren(...data.lines.map((text, nth) => lineOf(text, nth, data)));
  part("code").setAttribute("aria-label", data.title);
  part("output").hidden = data.said === null;
  part("note").textContent = data.note;
  part("said").replaceChildren(...(data.said ?? []).flatMap(messageOf));
  part("parts").hidden = data.sentences.length === 0;
  part("parts").replaceChildren(...data.sentences.map((text, nth) => {
    const line = made("li", "", made("span", "badge", String(nth + 1)), made("span", "", ...sentenceOf(text)));
    const light = on => root.querySelectorAll(`mark[data-number="${nth + 1}"]`)
      .forEach(mark => mark.classList.toggle("lit", on));
    line.onpointerenter = () => light(true);
    line.onpointerleave = () => light(false);
    return line;
  }));
}
