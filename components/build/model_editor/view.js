// The workbench: a chain of layers, built by hand; what flows through it was computed by Python and Keras.
// The browser holds a draft of the chain, so that typing never waits; numbers are shown as they come.

import { make, partsOf } from "../../ui/js/dom.js";
import { widgetState } from "../../ui/js/state.js";
import { tensorPicture } from "./blocks.js";
import {
  asTyped,
  bar,
  bytesInWords,
  chainOf,
  count,
  field,
  ICONS,
  icon,
  layersOf,
  rowsOf,
  shapeInWords,
  stopped,
} from "./rows.js";

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ nth: 0 }));
  const part = partsOf(parentElement);
  const kinds = data.kinds;
  const list = part("rows");
  if (state.stamp !== data.stamp) {
    state.stamp = data.stamp;
    state.draft = data.chain;
    state.drawn = null;
  }
  const built = data.built;

  const shape = () => rowsOf(state.draft)[0];
  const layers = () => layersOf(state.draft, kinds);

  function change(newShape, newLayers, said) {
    state.draft = chainOf(newShape, newLayers);
    if (said) part("said").textContent = said;
    setStateValue("chain", { text: state.draft, nth: ++state.nth });
    show();
  }
  const set = (place, which, value) => {
    const changed = layers();
    changed[place].values[which] = value;
    change(shape(), changed);
  };
  function move(place, to, focus) {
    const changed = layers();
    const [moved] = changed.splice(place, 1);
    changed.splice(to, 0, moved);
    change(shape(), changed, `${moved.kind} is now layer ${to + 1} of ${changed.length}`);
    const row = list.children[to + 1];
    const button = row.querySelector(`[data-do=${focus}]`);
    (button.disabled ? row.querySelector("[data-do]:not(:disabled)") : button).focus();
  }
  function remove(place) {
    const changed = layers();
    const [gone] = changed.splice(place, 1);
    change(shape(), changed, `${gone.kind} is gone`);
    (
      list.querySelectorAll("[data-do=remove]")[Math.min(place, changed.length - 1)] ?? part("kind")
    ).focus();
  }
  function add() {
    const kind = part("kind").value;
    const before = built?.joints.at(-1)?.shape ?? built?.input.shape;
    const values = kinds[kind].map((setting) => setting.default);
    // Its first two axes exchanged, whatever the number of axes: what Permute is mostly for.
    if (kind === "Permute" && before?.length && before.length !== 3)
      values[0] =
        before.length === 1
          ? "1"
          : [2, 1, ...before.keys()]
              .slice(0, 2)
              .concat([...before.keys()].slice(2).map((at) => at + 1))
              .join("x");
    change(shape(), [...layers(), { kind, values }], `${kind} added`);
    const row = list.children[layers().length];
    (
      row.querySelector(".settings input, .settings select") ??
      row.querySelector("[data-do]:not(:disabled)")
    ).focus();
  }

  function inputRow() {
    const chosen = (text) => change(text, layers());
    const menu = make(
      "select",
      {
        onchange: () => {
          if (menu.value) {
            typed.value = asTyped(menu.value);
            chosen(menu.value);
          }
        },
      },
      ...data.inputs.map(([text, words]) =>
        make("option", {
          value: text,
          textContent: `${text === "()" ? "()" : text.replaceAll("x", " × ")}, ${words}`,
        }),
      ),
      make("option", { value: "", textContent: "numbers of my own" }),
    );
    const typed = field({ form: "numbers" }, shape(), (text) => {
      menu.value = data.inputs.some(([each]) => each === text) ? text : "";
      chosen(text);
    });
    menu.value = data.inputs.some(([each]) => each === shape()) ? shape() : "";
    return make(
      "li",
      { className: "row-of input" },
      make(
        "div",
        { className: "card" },
        make("div", { className: "head" }, make("strong", { textContent: "Input" })),
        make(
          "div",
          { className: "settings" },
          make("label", {}, "one image", menu),
          make("label", {}, "shape", typed),
        ),
      ),
      make("div", { className: "cost" }),
      make("div", { className: "tensor" }),
      make("div", { className: "problem", hidden: true }),
    );
  }

  function layerRow(layer, place, last) {
    const act = (name, words, to, disabled) => {
      const button = make("button", { type: "button", disabled, onclick: to }, icon(ICONS[name]));
      button.dataset.do = name;
      button.setAttribute("aria-label", `${words} ${layer.kind}, layer ${place + 1}`);
      button.title = words;
      return button;
    };
    const fields = kinds[layer.kind].map((setting, which) =>
      make(
        "label",
        { className: setting.form ?? "" },
        setting.name,
        field(setting, layer.values[which], (value) => set(place, which, value)),
      ),
    );
    return make(
      "li",
      { className: "row-of" },
      make(
        "div",
        { className: "card" },
        make(
          "div",
          { className: "head" },
          make("strong", { textContent: layer.kind }),
          make(
            "span",
            { className: "acts" },
            act("up", "Move up", () => move(place, place - 1, "up"), place === 0),
            act("down", "Move down", () => move(place, place + 1, "down"), place === last),
            act("remove", "Remove", () => remove(place), false),
          ),
        ),
        make("div", { className: "settings" }, ...fields),
      ),
      make("div", { className: "cost" }),
      make("div", { className: "tensor" }),
      make("div", { className: "problem", hidden: true }),
    );
  }

  function addRow(full) {
    const menu = make(
      "select",
      { disabled: full },
      ...Object.keys(kinds).map((kind) => make("option", { value: kind, textContent: kind })),
    );
    menu.dataset.part = "kind";
    menu.value = state.adding ?? "Dense";
    menu.onchange = () => {
      state.adding = menu.value;
    };
    return make(
      "li",
      { className: "adding" },
      make("label", {}, "Add a layer", menu),
      make("button", { type: "button", textContent: "Add", disabled: full, onclick: add }),
      make("span", {
        className: "hint",
        textContent: full ? `A chain has at most ${data.most} layers here.` : "",
      }),
    );
  }

  // The rows are made anew only when layers come, go or change places; else a field would lose its focus.
  function arrange() {
    const now = layers();
    const kindsNow = [shape() === null, ...now.map((each) => each.kind)].join();
    if (state.drawn === kindsNow && list.children.length) return;
    state.drawn = kindsNow;
    list.replaceChildren(
      inputRow(),
      ...now.map((layer, place) => layerRow(layer, place, now.length - 1)),
      addRow(now.length >= data.most),
      make(
        "li",
        { className: "row-of loss" },
        make("div", { className: "card" }),
        make("div", { className: "cost" }),
        make("div", { className: "tensor" }),
        make("div", { className: "problem", hidden: true }),
      ),
    );
  }

  function tensor(row, joint, rowState) {
    const words = shapeInWords(joint.shape);
    const size =
      joint.bytes === null
        ? ""
        : `${count(joint.numbers)} number${joint.numbers === 1 ? "" : "s"}, ${bytesInWords(joint.bytes)}`;
    row
      .querySelector(".tensor")
      .replaceChildren(
        make("div", { className: "spine" }),
        tensorPicture(joint.shape, rowState),
        make(
          "div",
          { className: "words" },
          make("code", { textContent: words }),
          make("span", { className: "hint", textContent: size }),
        ),
      );
  }

  function cost(row, joint) {
    const lines = [];
    const add = (words, value, more, whole) => {
      if (value === null) return;
      lines.push(
        make("dt", { textContent: words }),
        make("dd", { textContent: count(value) + more }),
        make("dd", { className: "share" }, ...(whole ? bar(value / whole) : [])),
      );
    };
    add(
      "parameters",
      joint.parameters,
      joint.parameters ? ` (${bytesInWords(joint.weightBytes)})` : "",
      built.parameters,
    );
    add("multiply-adds", joint.multiplyAdds, "", built.multiplyAdds);
    const free = joint.parameters === 0 && joint.multiplyAdds === 0;
    row
      .querySelector(".cost")
      .replaceChildren(
        free
          ? make("p", { className: "hint", textContent: data.words.free })
          : make("dl", {}, ...lines),
      );
  }

  function problem(row, heading, said) {
    const box = row.querySelector(".problem");
    box.hidden = !said;
    box.replaceChildren(...(said ? stopped(heading, said) : []));
  }

  function lossRow(row) {
    const { loss } = built;
    const wrong = Boolean(loss.message);
    row
      .querySelector(".card")
      .replaceChildren(
        make(
          "div",
          { className: "head" },
          make("strong", { textContent: "Loss" }),
          make(
            "span",
            { className: "fits" },
            loss.reached ? (wrong ? "⚠ does not fit" : "✓ fits") : "… not reached",
          ),
        ),
        make("span", { className: "hint", textContent: data.words.loss }),
      );
    row.querySelector(".cost").replaceChildren(
      make(
        "dl",
        { className: "total" },
        ...(loss.reached
          ? [
              ["all parameters", `${count(built.parameters)} (${bytesInWords(built.weightBytes)})`],
              ["multiply-adds a picture", count(built.multiplyAdds)],
              ["all tensors of a picture", bytesInWords(built.bytes)],
            ]
          : []
        ).flatMap(([words, value]) => [
          make("dt", { textContent: words }),
          make("dd", { textContent: value }),
        ]),
      ),
    );
    problem(row, data.words.late, wrong ? loss : null);
  }

  // Numbers of a chain that is no longer the draft stay as far as the two are the same; then they fade.
  function show() {
    arrange();
    part("scale").textContent = data.words.scale;
    part("status").textContent = data.status;
    const rows = list.children;
    const now = rowsOf(state.draft);
    const then = built ? rowsOf(built.chain) : [];
    let same = 0;
    while (same < now.length && now[same] === then[same]) same++;
    const whole = same === now.length && same === then.length;
    const kindOf = (row) => (row ?? "").split(":")[0];
    now.forEach((text, place) => {
      const row = rows[place];
      const joint = place ? built?.joints[place - 1] : built?.input;
      const mine = joint && (place < same || place === 0 || kindOf(text) === kindOf(then[place]));
      row.dataset.state = mine ? (place ? joint.state : "input") : "asked";
      row.classList.toggle("old", place >= same && Boolean(built));
      if (!mine) {
        for (const name of [".cost", ".tensor"]) row.querySelector(name).replaceChildren();
        problem(row, "", null);
        return;
      }
      tensor(row, joint, place ? joint.state : "input");
      if (place) cost(row, joint);
      problem(row, data.words.stop, joint.message ? joint : null);
    });
    const loss = rows[now.length + 1];
    loss.dataset.state = built?.loss.message ? "error" : "";
    loss.classList.toggle("old", !whole);
    if (built) lossRow(loss);
    if (whole && state.told !== built.chain) {
      state.told = built.chain;
      const broken = built.joints.findIndex((joint) => joint.state === "error");
      part("said").textContent =
        broken >= 0
          ? `Layer ${broken + 1} does not fit: ${built.joints[broken].explanation}`
          : `${shapeInWords((built.joints.at(-1) ?? built.input).shape)} comes out, ${count(built.parameters)} parameters`;
    }
  }

  show();
  return () => {};
}
