// One unit's numbers: its pictures, the weight pointed at, and the rule with that weight's numbers.

import { setText } from "../../ui/js/dom.js";
import { layerName } from "../../ui/js/format.js";
import { addsUp, brief, filled, fixed, inBrackets } from "./numbers.js";

export const TITLES = {
  before: "weights before",
  gradient: "gradient",
  update: "change",
  after: "weights after",
};

export function nameOf(told, at) {
  if (at === told.inputs) return "the bias";
  if (!told.pixels) return `the weight of input ${at}`;
  return `the weight of pixel ${Math.floor(at / told.wide)}, ${at % told.wide}`;
}

// The four numbers; `parts` says which are told so far.
export function ledger(list, told, numbers, at, parts) {
  const signs = { before: "before", gradient: "gradient", update: "+ change", after: "= after" };
  const name = nameOf(told, at);
  if (list.children.length !== 1 + 2 * parts.length) {
    list.innerHTML =
      '<dt class="name"></dt>' +
      parts
        .map(
          (each) =>
            `<dt class="${each === "after" ? "total" : ""}">${signs[each]}</dt><dd class="${each === "after" ? "total" : ""}" data-number="${each}"></dd>`,
        )
        .join("");
  }
  setText(list.firstChild, `${name[0].toUpperCase()}${name.slice(1)}`);
  for (const each of parts)
    setText(list.querySelector(`[data-number="${each}"]`), fixed(numbers[each][at], told.digits));
}

// The optimizer's rule in this weight's numbers, and whether float32 let it have its way.
export function showRule(part, told, numbers, at) {
  const { words, digits } = told;
  const { working } = numbers;
  const change = working.change[at];
  const scalars = { g: numbers.gradient[at], rate: told.rate, t: told.age };
  const value = (name, result) => {
    if (name === "t") return String(told.age).replace(/\d/g, (sign) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[sign]);
    if (name === "change") return fixed(change, digits);
    const number =
      scalars[name] ?? (typeof working[name] === "number" ? working[name] : working[name][at]);
    return result ? brief(number) : inBrackets(brief(number));
  };
  const list = part("lines");
  const lines = told.frozen ? [] : told.lines;
  if (list.children.length !== lines.length)
    list.replaceChildren(...lines.map(() => document.createElement("li")));
  lines.forEach((line, nth) =>
    setText(list.children[nth], filled(line.replace("^{t}", "{t}"), value)),
  );
  setText(part("ruleName"), "the rule");
  setText(part("rule"), told.rule);
  const moved = numbers.update[at];
  const apart = Math.abs(change - moved);
  const said =
    fixed(change, digits) === fixed(moved, digits)
      ? "same"
      : apart <= 1.01 * numbers.spacing[at]
        ? "float32"
        : apart <= 1e-3 * Math.abs(change)
          ? "digits"
          : "small";
  const gaps = {
    change: fixed(change, digits),
    update: fixed(moved, digits),
    spacing: brief(numbers.spacing[at]),
  };
  setText(
    part("ruleNote"),
    told.frozen || !Number.isFinite(apart) ? "" : filled(words[said], (name) => gaps[name]),
  );
  const three = [numbers.before[at], moved, numbers.after[at]];
  const sums = three.every(Number.isFinite)
    ? addsUp(...three, digits)
      ? "exact"
      : "rounded"
    : null;
  setText(part("sumNote"), sums ? filled(words[sums], () => digits) : "");
}

// Layer and unit, to be chosen in either part; `send(layer, unit)` asks for another unit.
export function chooser(holder, told, state, send, pick) {
  if (!holder.children.length) {
    holder.innerHTML =
      '<label>layer <select></select></label><label>unit <input type="number" min="0" step="1" inputmode="numeric"></label><button type="button">Previous unit</button><button type="button">Next unit</button><button type="button">Its bias</button><span class="hint" role="status"></span>';
  }
  const select = holder.querySelector("select");
  const typed = holder.querySelector("input");
  const [before, after, bias] = holder.querySelectorAll("button");
  if (select.options.length !== told.units.length)
    select.replaceChildren(
      ...told.units.map((_, place) => new Option(layerName(place, told.units.length), place)),
    );
  const [layer, unit] = state.wanted ?? [told.layer, told.unit];
  const last = told.units[layer] - 1;
  const waits = layer !== told.layer || unit !== told.unit;
  select.value = layer;
  typed.max = last;
  if (holder.getRootNode().activeElement !== typed) typed.value = unit; // nobody's typing is overwritten
  before.disabled = unit <= 0;
  after.disabled = unit >= last;
  bias.setAttribute("aria-pressed", state.weight === told.inputs);
  setText(holder.lastChild, waits ? "one moment …" : `of ${last + 1} units`);
  select.onchange = () =>
    send(Number(select.value), Math.min(unit, told.units[Number(select.value)] - 1));
  typed.onchange = () => {
    typed.value = Math.max(0, Math.min(last, Math.round(Number(typed.value)) || 0));
    send(layer, Number(typed.value));
  };
  before.onclick = () => send(layer, unit - 1);
  after.onclick = () => send(layer, unit + 1);
  bias.onclick = () => pick(told.inputs);
}
