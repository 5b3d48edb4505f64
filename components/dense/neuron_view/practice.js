// Practice: a table with blanks. Python judges every answer and remembers it; here stands what
// is given, and the words of hint and working.

import { make, setData, setText } from "../../ui/js/dom.js";

const RULES = {
  linear: "linear gives the sum back as it is",
  relu: "relu keeps a sum above zero and makes 0 of any other",
  leaky_relu: "leaky_relu keeps a sum above zero and takes 0.2 of any other",
  sigmoid: "sigmoid is 1 / (1 + e to the power of −sum)",
  tanh: "tanh(sum), as on any calculator",
  elu: "elu keeps a sum above zero and makes e to the power of the sum, less 1, of any other",
  gelu: "gelu is the sum times the share of a normal distribution below it",
};

// What to think of after one error, and how it goes after two.
function help(data, task, numbers, say, blank) {
  const [name, term] = blank.split(" ");
  const index = Number(term);
  const count = data.inputs.length;
  const {
    products,
    running: { vector: running },
    biasUnits,
    sumUnits,
    output,
    weights,
  } = numbers;
  const right = (other) => !task.asked.includes(other) || task.progress[other]?.right;
  if (name === "product")
    return [
      `Multiply the input x[${index}] = ${say.input(data.inputs[index])} by its weight w[${index}] = ${say.weight(weights[index])}.`,
      `${say.product(data.inputs[index], weights[index])} ${data.lossless ? "=" : "≈"} ${say.units(products[index])}`,
    ];
  if (name === "running") {
    const before = index ? running[index - 1] : 0;
    const product = right(`product ${index}`) ? `, ${say.units(products[index])},` : "";
    return [
      `Add this line's product${product} to the running sum above it, ${say.units(before)}.`,
      `${say.units(before)} ${say.signed(products[index])} = ${say.units(running[index])}`,
    ];
  }
  if (name === "sum")
    return task.numbers
      ? [
          `Multiply each input by its weight, add up the ${count} products, and add the bias ${say.units(biasUnits)}.`,
          `${[...products, biasUnits].map((each, nth) => (nth ? say.signed(each) : say.units(each))).join(" ")} = ${say.units(sumUnits)}`,
        ]
      : [
          `Add the bias, ${say.units(biasUnits)}, to the last running sum, ${say.units(running[count - 1])}.`,
          `${say.units(running[count - 1])} ${say.signed(biasUnits)} = ${say.units(running[count - 1] + biasUnits)}`,
        ];
  const sum = right("sum") ? ` The sum is ${say.units(sumUnits)}.` : " Compute the sum first.";
  return [
    `Only the activation is left: ${RULES[data.activation]}.${sum}`,
    `${data.activation}(${say.units(sumUnits)}) = ${say.output(output)}`,
  ];
}

export function practising(view, kind) {
  const { data, state, part, send } = view;
  const place = part("practice");
  const task = data.practice[kind];
  if (!task) {
    place.replaceChildren(
      make(
        "p",
        {},
        `${data.inputs.length} products are no work for one hand. Turn to 3×3 to compute a neuron alone.`,
      ),
    );
    state.built = null;
    return;
  }
  const numbers = task.numbers ?? data.numbers;
  const { say } = view;
  if (state.built !== task.id) {
    build(view, kind, task, numbers);
    state.built = task.id;
  }

  const fields = [...place.querySelectorAll("[data-blank]")];
  const given = ((state.given ??= {})[task.id] ??= {});
  const hint = (blank) => {
    const record = task.progress[blank];
    if (!record || record.right) return "";
    if (record.number === false) return "That is no number. Write it like −2.85 or -2,85.";
    const [think, working] = help(data, task, numbers, say, blank);
    return record.errors >= 2 ? `Not yet. The working: ${working}.` : `Not yet. ${think}`;
  };
  const show = (blank) => {
    state.blank = blank;
    const words = blank && hint(blank);
    const at = place.querySelector("[data-part=hint]");
    setText(at, words || "");
    setData(at, "wrong", Boolean(words));
  };
  const focused = view.root.activeElement?.dataset?.blank;
  for (const field of fields) {
    const blank = field.dataset.blank;
    const record = task.progress[blank];
    if (record && (record.right || view.root.activeElement !== field)) field.value = record.text;
    field.readOnly = Boolean(record?.right);
    field.setAttribute("aria-invalid", String(Boolean(record && !record.right)));
    const state_ = !record ? "" : record.right ? "right" : "wrong";
    field.dataset.state = state_;
    setText(field.nextElementSibling, state_ === "right" ? "✓" : state_ === "wrong" ? "✗" : "");
    field.onfocus = () => {
      show(blank);
      field.select();
    };
    field.onchange = () => {
      if (!field.value.trim() || field.readOnly) return;
      given[blank] = field.value;
      state.blank = blank;
      send("answers", { exercise: task.id, texts: { ...given } });
    };
  }
  const open = fields.filter((field) => !field.readOnly);
  if (focused && task.progress[focused]?.right && state.answered !== `${task.id} ${focused}`) {
    state.answered = `${task.id} ${focused}`; // a right answer leads on to the next blank
    const after =
      open.find(
        (field) =>
          fields.indexOf(field) > fields.findIndex((each) => each.dataset.blank === focused),
      ) ?? open[0];
    after?.focus();
  } else show(state.blank);
  const wanted =
    kind === "alone" ? task.asked.filter((blank) => !blank.startsWith("product")) : task.asked;
  const done = wanted.filter((blank) => task.progress[blank]?.right).length;
  setText(
    place.querySelector("[data-part=score]"),
    done < wanted.length
      ? `${done} of ${wanted.length} right`
      : kind === "alone"
        ? "All right: you computed a whole neuron."
        : "All right. Take another stretch, or compute a neuron alone.",
  );
  const end = place.querySelector("[data-part=rounding]");
  if (end)
    setText(
      end,
      task.progress.sum?.right
        ? `then ${say.signed(numbers.sumUnits - numbers.running.vector.at(-1) - numbers.biasUnits)} for what rounding ${data.inputs.length} products lost makes ${say.units(numbers.sumUnits)}`
        : "",
    );
}

function build(view, kind, task, numbers) {
  const { data, part, send, say } = view;
  const place = part("practice");
  const count = data.inputs.length;
  const alone = kind === "alone";
  const { first, length } = task;
  const running = numbers.running.vector;
  const blank = (name, words) => {
    const cell = make("td", { class: "blank" });
    cell.append(
      make("input", {
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        spellcheck: false,
        "data-blank": name,
        "aria-label": words,
        maxlength: 20,
      }),
      make("span", { class: "verdict", "aria-hidden": "true" }),
    );
    return cell;
  };
  const cell = (name, words, value) =>
    task.asked.includes(name) ? blank(name, words) : make("td", {}, value);
  const line = (...cells) => {
    const row = make("tr");
    row.append(...cells);
    return row;
  };
  const wide = (words) => make("td", { colspan: 4, class: "label" }, words);
  const head = line(
    ...[
      "i",
      "pixel",
      "x",
      "w",
      alone ? "x × w, if you like" : "x × w",
      ...(alone ? [""] : ["running sum"]),
    ].map((each) => make("th", {}, each)),
  );
  const body = make("tbody");
  if (first > 0)
    body.append(
      line(
        wide(`the ${first} terms before`),
        make("td"),
        make("td", {}, say.units(running[first - 1])),
      ),
    );
  for (let index = first; index < first + length; index++) {
    body.append(
      line(
        make("td", {}, index),
        make("td", {}, say.pixel(index)),
        make("td", {}, say.input(data.inputs[index])),
        make("td", {}, say.weight(numbers.weights[index])),
        cell(`product ${index}`, `x times w of term ${index}`, say.units(numbers.products[index])),
        alone
          ? make("td")
          : cell(`running ${index}`, `running sum after term ${index}`, say.units(running[index])),
      ),
    );
  }
  const rest = count - first - length;
  if (rest > 0)
    body.append(
      line(wide(`${rest} more terms`), make("td"), make("td", {}, say.units(running[count - 1]))),
    );
  const foot = make("tfoot");
  foot.append(
    line(
      wide(alone ? "all products + bias" : "+ bias"),
      make("td", {}, say.units(numbers.biasUnits)),
      cell("sum", alone ? "the sum, bias included" : "running sum plus bias", ""),
    ),
  );
  foot.append(
    line(
      wide(data.activation),
      make("td"),
      cell("output", "the neuron's output", "softmax needs every unit's sum: not asked here"),
    ),
  );
  const table = make("table");
  const scroll = make("div", { class: "scroll" });
  const heading = make("thead");
  heading.append(head);
  table.append(heading, body, foot);
  scroll.append(table);

  const bar = make("div", { class: "row" });
  const step = make("button", { type: "button" }, alone ? "Another neuron" : "Next stretch");
  if (alone) step.onclick = () => send("another", (task.seed + 1) % 10000);
  else
    step.onclick = () =>
      send("first", first + length >= count ? 0 : Math.min(first + length, count - length));
  bar.append(step);
  if (!alone) {
    const label = make("label", {}, "begin at term ");
    const at = make("input", {
      type: "number",
      min: 0,
      max: count - length,
      step: 1,
      inputmode: "numeric",
    });
    at.value = first;
    at.onchange = () =>
      send("first", Math.max(0, Math.min(count - length, Math.round(Number(at.value) || 0))));
    label.append(at);
    bar.append(label);
  }
  bar.append(make("span", { class: "hint", "data-part": "score", role: "status" }));
  const task_ = alone
    ? "The same image, and a neuron no page has shown. Compute its sum and its output; the products are yours to write down or not."
    : "The first line is worked. Fill in the rest: Enter checks.";
  place.replaceChildren(
    make("p", {}, task_),
    bar,
    scroll,
    make("p", { class: "readout feedback", "data-part": "hint", "aria-live": "polite" }),
  );
  if (!data.lossless && !alone) place.append(make("p", { class: "hint", "data-part": "rounding" }));
}
