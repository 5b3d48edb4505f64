// The theatre: the trainer runs ahead and every look at it is kept here; what is shown is a recording.

import { partsOf, setText } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { layerName } from "../../ui/js/format.js";
import { createPlayer } from "../../ui/js/player.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { chart, chartColours, cursorOn, DASHES, otherKeys, otherLines, present } from "./curves.js";
import {
  layerShown,
  showAnswers,
  showConfusion,
  showSpreads,
  showWeights,
  whenJudged,
} from "./scenes.js";

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ frames: new Map(), follow: true }));
  const part = partsOf(parentElement);
  const theme = readTheme(parentElement);
  const colours = chartColours(theme.dark);
  if (state.run !== data.run)
    Object.assign(state, {
      run: data.run,
      frames: new Map(),
      follow: true,
      step: null,
      wanted: null,
      goal: null,
      position: 0,
    });
  for (const frame of data.frames) state.frames.set(frame.step, frame);
  for (const step of state.frames.keys()) if (!data.steps.includes(step)) state.frames.delete(step);

  // A frame is sent once, and may be lost with a page that is gone or overtaken: asked for until it is here.
  state.askAgain = () => {
    const missing = data.steps.filter((step) => !state.frames.has(step));
    clearTimeout(state.asking);
    if (!missing.length) return;
    sendEvent(setStateValue, "missing", { run: data.run, steps: missing });
    state.asking = setTimeout(() => state.askAgain(), 1500);
  };
  if (!data.steps.every((step) => state.frames.has(step))) {
    if (!state.asking) state.askAgain();
  } else {
    clearTimeout(state.asking);
    state.asking = null;
  }
  const steps = data.steps.filter((step) => state.frames.has(step));
  const stop = () => {
    clearTimeout(state.asking);
    state.asking = null;
    cancelAnimationFrame(state.frame);
    state.observer?.disconnect();
    state.observer = null;
  };
  part("where").hidden = !steps.length;
  if (!steps.length) return stop;

  const placeOf = (step) => {
    let at = 0;
    while (at + 1 < steps.length && steps[at + 1] <= step) at++;
    return at;
  };
  const last = steps.length - 1;
  const newest = placeOf(data.trained); // behind it are single batches of a held run, seen ahead
  const isJudged = (step) => state.frames.get(step)?.judged === step; // what one asks for alone is
  if (state.wanted !== null && isJudged(state.wanted)) {
    state.step = state.wanted;
    state.wanted = null;
    state.follow = data.live && state.step === steps[newest];
  } else if (state.step > data.reach || (state.goal !== null && steps[newest] > state.step))
    state.follow = true;
  state.position = state.follow || state.step === null ? newest : placeOf(state.step);
  if (state.playing)
    state.exact = Math.max(state.position, Math.min(state.exact ?? 0, state.position + 0.99));

  const { history } = data;
  const scales = scalesOf();
  function scalesOf() {
    const losses = present([...history.loss, ...history.held_out_loss]);
    const most = Math.max(0.1, ...losses);
    const climbs = most > 50; // a loss that explodes shows its climb only by its powers
    const worst = Math.min(0.9, ...present([...history.accuracy, ...history.held_out_accuracy]));
    const gradients = data.looks
      .flatMap((step) => state.frames.get(step)?.layers.map((layer) => layer.gradient) ?? [])
      .filter((size) => size > 0);
    return {
      climbs,
      loss: climbs ? [Math.max(1e-3, Math.min(1, ...losses)), most] : [0, Math.ceil(most * 5) / 5],
      accuracy: [Math.floor(worst * 10) / 10, 1],
      gradient: [Math.min(0.1, ...gradients), Math.max(1, ...gradients)],
    };
  }

  const epochOf = (step) => ((step - data.began) / (data.total - data.began)) * data.epochs;
  function words(position) {
    const frame = state.frames.get(steps[position]);
    const batch = `batch ${frame.step.toLocaleString("en")} of ${data.total.toLocaleString("en")}`;
    const ahead = frame.step > data.trained ? ", ahead of the held training" : "";
    return frame.step > 0 ? `epoch ${frame.epoch}, ${batch}${ahead}` : data.words.untrained;
  }
  const percent = (share) => (share === null ? "not a number" : `${(100 * share).toFixed(2)} %`);
  const number = (value) =>
    value === null ? "not a number" : value < 1e4 ? value.toFixed(4) : value.toPrecision(3);

  function paint(position) {
    const frame = state.frames.get(steps[position]);
    const [loss, accuracy, heldLoss, heldAccuracy] = frame.numbers;
    setText(part("where"), words(position));
    const over =
      frame.over > 1
        ? ` over ${frame.over} batches`
        : frame.over
          ? ` ${data.words.alone}`
          : " of the first batch, before learning";
    setText(
      part("numbers"),
      `held out ${whenJudged(frame)}: accuracy ${percent(heldAccuracy)}, loss ${number(heldLoss)}\ntraining${over}: accuracy ${percent(accuracy)}, loss ${number(loss)}`,
    );
    for (const [name, train, held] of [
      ["loss", loss, heldLoss],
      ["accuracy", accuracy, heldAccuracy],
    ]) {
      curve(
        name,
        [
          ...otherLines(data.others, name, theme.dark),
          { steps: history.step, values: history[name], colour: colours.train, dashes: [] },
          {
            steps: history.held_out_step,
            values: history[`held_out_${name}`],
            colour: colours.held,
            dashes: [6, 4],
          },
        ],
        frame.step,
        [
          [train, colours.train],
          [held, colours.held, frame.judged],
        ],
        name === "loss" && scales.climbs,
      );
    }
    const looks = data.looks.filter((step) => state.frames.has(step));
    curve(
      "gradient",
      frame.layers.map((_, place) => ({
        steps: looks,
        values: looks.map((step) => state.frames.get(step).layers[place].gradient),
        colour: colours.layers[place],
        dashes: DASHES[place],
      })),
      frame.step,
      frame.layers.map((layer, place) => [layer.gradient, colours.layers[place]]),
      true,
    );
    showWeights(part, state, data, frame, theme, choose);
    const broken = frame.numbers[2] === null; // no number: no image is more wrong than another, nothing to check, and nothing to go on from
    showConfusion(
      part("confusion"),
      frame,
      theme,
      broken
        ? null
        : (row, column) => {
            sendEvent(setStateValue, "cell", {
              run: data.run,
              step: frame.step,
              true: row,
              predicted: column,
            });
          },
    );
    setText(
      part("confusionNote"),
      `As it was ${whenJudged(frame)}. ${data.words[broken ? "no loss" : "confusion"]}`,
    );
    showSpreads(part("spreads"), frame, theme);
    showAnswers(part, data, frame.step, theme);
    for (const name of ["loss", "accuracy"])
      part(name).setAttribute("aria-label", `${name}: ${part("numbers").textContent}`);
    part("gradient").setAttribute(
      "aria-label",
      `gradient size: ${frame.layers.map((layer, place) => `${layerName(place, frame.layers.length)} ${layer.gradient?.toPrecision(2) ?? "not a number"}`).join(", ")}`,
    );
    part("follow").setAttribute("aria-pressed", Boolean(state.follow && data.live));
    part("follow").disabled = !data.live;
    part("batch").disabled = frame.step >= data.reach;
    part("wrong").disabled = part("check").disabled = part("branch").disabled = broken;
    part("wrong").onclick = () =>
      sendEvent(setStateValue, "cell", {
        run: data.run,
        step: frame.step,
        true: null,
        predicted: null,
      });
    part("check").onclick = () =>
      sendEvent(setStateValue, "check", { run: data.run, step: frame.step });
    part("epoch").disabled = position >= newest && data.trained >= data.reach;
  }

  // A unit that is recorded is shown at once; others' weights are fetched, once the trainer has time.
  function choose(unit) {
    const frame = state.frames.get(steps[state.position]);
    const place = layerShown(state, frame);
    const layer = frame.layers[place];
    state.units ??= {};
    state.units[place] = Math.max(0, Math.min(layer.units - 1, Math.round(unit) || 0));
    if (state.units[place] >= layer.shown)
      setStateValue("unit", { run: data.run, layer: place, unit: state.units[place] });
    paint(state.position);
  }

  function curve(name, lines, step, dots, log = false) {
    const [low, high] = scales[name];
    const canvas = part(name);
    const place = chart(canvas, theme, {
      lines,
      low,
      high,
      log,
      began: data.began,
      firstEpoch: data.firstEpoch,
      total: data.axis.total,
      epochs: data.axis.epochs,
    });
    cursorOn(canvas, place, theme, step, dots);
    canvas.onclick = (event) => go(placeOf(place.stepAt(event.offsetX)));
  }

  const count = state.frames.get(steps[0]).layers.length;
  part("layerKeys").replaceChildren(
    ...Array.from({ length: count }, (_, at) => {
      const label = document.createElement("span");
      const key = document.createElement("span");
      label.className = "entry";
      key.className = "key";
      key.style.borderTop = `3px ${at % 2 ? "dashed" : at > 1 ? "dotted" : "solid"} ${colours.layers[at]}`;
      label.append(key, `gradient, ${layerName(at, count)}`);
      return label;
    }),
  );
  part("otherKeys").replaceChildren(...otherKeys(data.others, theme.dark));
  parentElement.querySelector(".key.train").style.borderTopColor = colours.train;
  parentElement.querySelector(".key.held").style.borderTopColor = colours.held;
  setText(part("spreadNote"), data.words.histograms);

  setText(
    part("loss").previousElementSibling,
    scales.climbs ? "loss (logarithmic), by epoch" : "loss, by epoch",
  );

  let ready = false;
  const moved = (position, settled) => {
    state.step = steps[position];
    if (ready && (state.wanted ?? state.goal) !== null) {
      state.wanted = state.goal = null;
      setText(part("waiting"), "");
    } // moved on meanwhile
    if (ready) state.follow = data.live && !state.playing && position === newest;
    paint(position);
    if (settled) setText(part("spoken"), `${words(position)}: ${part("numbers").textContent}`);
  };
  // The menu says epochs a second, whether an epoch was looked at ten times, twice or every third time.
  const epochs = epochOf(steps[last]) - epochOf(steps[0]);
  const anEpoch = epochs > 0 ? last / epochs : 10;
  const go = createPlayer(parentElement, state, {
    last,
    moved,
    words,
    speed: () => Number(part("speed").value) * anEpoch,
  });
  ready = true;

  const want = (step) => {
    state.wanted = step;
    state.follow = false;
    setText(
      part("waiting"),
      step > data.trained ? "training one batch ahead …" : "training these batches again …",
    );
    sendEvent(setStateValue, "batch", { run: data.run, step });
  };
  part("follow").onclick = () => {
    state.follow = true;
    go(newest);
  };
  part("epoch").onclick = () => {
    const next = Math.floor(epochOf(state.step) + 1e-9) + 1;
    const end = Math.min(
      data.total,
      Math.round(data.began + ((data.total - data.began) * next) / data.epochs),
    );
    if (end <= data.trained || data.trained >= data.reach) {
      const looks = data.looks.filter((step) => step > state.step);
      const look = looks.filter((step) => step <= end).pop() ?? looks[0];
      if (steps.includes(end)) go(placeOf(end));
      else if (look === undefined && end <= data.trained)
        want(end); // later than the last look that is recorded
      else go(look === undefined ? newest : placeOf(look));
      return;
    }
    state.goal = end;
    state.wanted = null;
    setText(part("waiting"), "training to the end of the epoch …");
    sendEvent(setStateValue, "epoch", { run: data.run, step: end });
  };
  part("batch").onclick = () => {
    const next = state.step + 1;
    if (isJudged(next)) go(placeOf(next));
    else want(next);
  };
  if (state.goal !== null && data.trained >= state.goal) {
    // a long run records only some of its looks
    const end = state.goal;
    state.goal = null;
    if (!data.steps.includes(end)) want(end);
  } else if (data.trained >= data.reach) state.goal = null; // it goes on anyway, or has ended
  part("story").onclick = () =>
    setStateValue("story", { run: data.run, step: state.step, when: Date.now() });
  if ((state.wanted ?? state.goal) === null) setText(part("waiting"), "");
  part("branch").onclick = () =>
    sendEvent(setStateValue, "branch", { run: data.run, step: state.step });
  part("layer").onchange = () => {
    state.layer = Number(part("layer").value);
    paint(state.position);
  };
  part("unit").onchange = () => choose(Number(part("unit").value));
  onWidth(state, part("loss"), () => paint(state.position));
  return stop;
}
