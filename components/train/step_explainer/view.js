// One training step told in five numbered parts. Every number comes from Python; which part is
// open, which image is followed and which weight is pointed at is kept here.

import { partsOf, setText } from "../../ui/js/dom.js";
import { largestOf, layerName } from "../../ui/js/format.js";
import { reducedMotion } from "../../ui/js/motion.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fromBase64, unpackNumbers } from "../../ui/js/wire.js";
import { showBatch } from "./batch.js";
import { brief } from "./numbers.js";
import { markCell, picture } from "./pictures.js";
import { chooser, ledger, nameOf, showRule, TITLES } from "./unit.js";

const STORY = {
  batch: "Batch",
  forward: "Forward",
  loss: "Loss",
  gradients: "Gradients",
  update: "Update",
};
const NAMES = Object.keys(STORY);
const IN_THE_UPDATE = ["gradient", "before", "update", "after"];

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ open: 0, all: false, image: 0, when: null }));
  const part = partsOf(parentElement);
  const theme = readTheme(parentElement);
  const told = data.told;
  const root = parentElement.querySelector(".story");
  root.dataset.dark = theme.dark;
  const batch = data.batch.toLocaleString("en");
  setText(part("title"), `One training step: batch ${batch} of ${data.total.toLocaleString("en")}`);

  // Whoever pressed the button is taken to what it brought, once.
  if (state.when !== data.when) {
    const again = state.batch !== data.batch || state.run !== data.run;
    Object.assign(state, { when: data.when, batch: data.batch, run: data.run });
    if (again) Object.assign(state, { open: 0, image: 0, weight: undefined });
    part("title").focus({ preventScroll: true });
    part("title").scrollIntoView({ block: "start" });
  }
  const stop = () => {
    state.observer?.disconnect();
    state.observer = null;
  };
  part("told").hidden = part("nav").hidden = !told;
  if (!told) {
    state.comes = true;
    return stop;
  }
  if (state.comes) {
    // only now the page is long enough; whoever has gone elsewhere stays there
    state.comes = false;
    if (part("title").getRootNode().activeElement === part("title"))
      requestAnimationFrame(() => part("title").scrollIntoView({ block: "start" }));
  }

  const mark = `${data.run} ${told.step} ${told.layer} ${told.unit}`;
  if (state.mark !== mark) {
    const kept = state.numbers && state.inputs === told.inputs && state.layer === told.layer;
    Object.assign(state, { mark, inputs: told.inputs, layer: told.layer, pointed: undefined });
    if (!kept || state.weight === undefined) state.weight = told.strongest; // another unit: the same weight of it
    state.numbers = Object.fromEntries(
      ["probabilities", "losses", "before", "gradient", "update", "after", "spacing"].map(
        (name) => [name, unpackNumbers(told[name])],
      ),
    );
    state.numbers.levels = told.images.map(fromBase64);
    state.numbers.working = Object.fromEntries(
      Object.entries(told.working).map(([name, each]) => [
        name,
        each?.data ? unpackNumbers(each) : each,
      ]),
    );
    state.scales = scalesOf(state.numbers);
  }
  const { numbers } = state;
  if (state.wanted?.[0] === told.layer && state.wanted[1] === told.unit) state.wanted = null;

  // Before and after share a scale, or they could not be compared.
  function scalesOf({ before, gradient, update, after }) {
    const weights = Math.max(largestOf(before), largestOf(after)) || 1;
    return {
      before: weights,
      after: weights,
      gradient: largestOf(gradient) || 1,
      update: largestOf(update) || 1,
    };
  }

  const current = () => state.pointed ?? state.weight;
  const spoken = (at) =>
    `${nameOf(told, at)}: before ${brief(numbers.before[at])}, gradient ${brief(numbers.gradient[at])}, change ${brief(numbers.update[at])}, after ${brief(numbers.after[at])}`;
  const point = (at, kept, aloud = false) => {
    if (kept) Object.assign(state, { weight: at, pointed: undefined });
    else if (state.pointed === at) return;
    else state.pointed = at;
    weigh();
    if (aloud) setText(part("spoken"), spoken(at));
  };
  const leave = () => {
    if (state.pointed !== undefined) {
      state.pointed = undefined;
      weigh();
    }
  };
  leave.at = () => state.weight;

  function weigh() {
    const at = current();
    for (const figure of parentElement.querySelectorAll("[data-picture]"))
      markCell(figure, at, told.inputs, told.wide);
    ledger(part("gradients", "ledger"), told, numbers, at, ["before", "gradient"]);
    ledger(part("update", "ledger"), told, numbers, at, IN_THE_UPDATE);
    showRule(part, told, numbers, at);
    for (const holder of parentElement.querySelectorAll("[data-chooser]"))
      chooser(holder, told, state, send, (at) => {
        point(at, true, true);
      });
  }
  function send(layer, unit) {
    state.wanted = [layer, unit];
    setStateValue("unit", { run: data.run, layer, unit });
    weigh();
  }

  const shown = (name) => state.all || NAMES[state.open] === name;
  function pictures() {
    const unit = `unit ${told.unit} of the ${layerName(told.layer, told.units.length)}`;
    for (const figure of parentElement.querySelectorAll("[data-picture]")) {
      if (!shown(figure.closest("section").dataset.step)) continue;
      const name = figure.dataset.picture;
      const most = state.scales[name];
      picture(figure, {
        title: TITLES[name],
        values: numbers[name],
        count: told.inputs,
        wide: told.wide,
        most,
        scale: brief(Number(most.toPrecision(3))),
        dark: theme.dark,
        label: `${TITLES[name]}, ${unit}, as a picture; arrow keys walk through its weights`,
        point,
        leave,
      });
    }
  }
  function draw() {
    const lost = part("nav").getRootNode().activeElement;
    for (const name of NAMES) part(name, "step").hidden = !shown(name);
    [...part("parts").children].forEach((button, at) => {
      if (!state.all && at === state.open) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    part("back").disabled = state.all || state.open === 0;
    part("next").disabled = state.all || state.open === NAMES.length - 1;
    part("all").setAttribute("aria-pressed", state.all);
    // A button that has done its work for now hands the keyboard on.
    if (lost?.disabled) part("parts").children[state.open].focus({ preventScroll: true });
    showBatch(part, told, numbers, state, (at) => {
      state.image = at;
      draw();
    });
    pictures();
    weigh();
  }
  const open = (at) => {
    Object.assign(state, { open: Math.max(0, Math.min(NAMES.length - 1, at)), all: false });
    draw();
    const section = part(NAMES[state.open], "step");
    if (!reducedMotion())
      section.animate(
        [
          { opacity: 0, transform: "translateY(6px)" },
          { opacity: 1, transform: "none" },
        ],
        { duration: 180, easing: "ease-out" },
      );
    setText(
      part("spoken"),
      `Part ${state.open + 1}, ${STORY[NAMES[state.open]]}. ${told.words[NAMES[state.open]]}`,
    );
  };

  if (!part("parts").children.length) {
    part("parts").innerHTML = NAMES.map(
      (name, at) =>
        `<button type="button" aria-label="${at + 1} ${STORY[name]}">${at + 1}<span class="label"> ${STORY[name]}</span></button>`,
    ).join("");
    NAMES.forEach((name, at) => {
      part(name, "step").querySelector("h3").innerHTML = `<b>${at + 1}</b> ${STORY[name]}`;
    });
  }
  [...part("parts").children].forEach((button, at) => {
    button.onclick = () => open(at);
  });
  part("back").onclick = () => open(state.open - 1);
  part("next").onclick = () => open(state.open + 1);
  part("all").onclick = () => {
    state.all = !state.all;
    draw();
  };
  for (const element of parentElement.querySelectorAll("[data-words]")) {
    const text = told.words[element.dataset.words] ?? "";
    setText(element, text);
    element.hidden = !text;
  }
  draw();
  onWidth(state, part("told"), pictures);
  return stop;
}
