// A whole Dense layer: all its edges, the same weights as a matrix, and what is lit in both.
// Many weights come once a layer and are kept here; a new picture then brings inputs and sums alone.

import { scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { whenIdle } from "../../ui/js/connection.js";
import { partsOf } from "../../ui/js/dom.js";
import { sendEvent } from "../../ui/js/events.js";
import { formatNumber } from "../../ui/js/format.js";
import { onWidth } from "../../ui/js/resize.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { showCard } from "./card.js";
import { drawAllEdges, edgeColour, edgeWidth, placesOf, underPointer, WRITTEN } from "./edges.js";
import {
  drawHeat,
  heatPlaces,
  heatStill,
  lightTable,
  tableOf,
  underHeat,
  underTable,
} from "./matrix.js";
import { drawLit, drawStill, thickened } from "./nodes.js";

function netOf(data, numbers, signs) {
  const shown = (value) => formatNumber(value, data.digits);
  const inputs = unpackNumbers(data.inputs);
  return {
    ...data,
    ...numbers,
    inputs,
    count: inputs.length,
    small: inputs.length <= WRITTEN,
    shown,
    weighted: unpackNumbers(data.weighted),
    sums: unpackNumbers(data.sums),
    outputs: unpackNumbers(data.outputs),
    units: numbers.bias.length,
    signs,
    // Four decimals where fewer would not be the whole output.
    shownOutput: (value) =>
      formatNumber(
        value,
        Math.abs(value - Number(value.toFixed(data.digits))) < 1e-9 ? data.digits : 4,
      ),
  };
}

function drawLegend(canvas, note, net, theme) {
  const ctx = sizedContext(canvas, 220, 44);
  const lines = 9;
  ctx.font = `${scaledFont(13)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  for (let at = 0; at < lines; at++) {
    const share = (2 * at) / (lines - 1) - 1;
    const x = 8 + at * 23;
    ctx.strokeStyle = edgeColour(share, theme.dark);
    ctx.lineWidth = thickened(net) * edgeWidth(share * net.limit, net);
    ctx.setLineDash(net.small && share < 0 ? [7, 5] : []);
    ctx.beginPath();
    ctx.moveTo(x, 12);
    ctx.lineTo(x + 20, 12);
    ctx.stroke();
  }
  const end = formatNumber(net.limit, 2);
  ctx.fillText(`−${end}`, 4, 38);
  ctx.textAlign = "center";
  ctx.fillText("0", 110, 38);
  ctx.textAlign = "right";
  ctx.fillText(end, 216, 38);
  canvas.setAttribute(
    "aria-label",
    `Scale: from −${end}, blue${net.small ? " and dashed" : ""}, over 0 to ${end}, orange`,
  );
  const beyond =
    net.largest > net.limit
      ? ` One weight in a hundred is stronger than the scale’s ends, up to ±${formatNumber(net.largest, 2)}, and drawn thicker still.`
      : "";
  note.textContent = `Weight: blue${net.small ? " and dashed" : ""} below zero, orange above; the stronger, the thicker.${beyond}`;
}

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({ at: {}, shown: {} }));
  const part = partsOf(parentElement);
  const stop = () => {
    cancelAnimationFrame(state.frame);
    clearTimeout(state.resting);
    state.edgesKey = null;
    state.observer?.disconnect();
    state.observer = null;
  };
  if (data.numbers) {
    const { kernel, bias, ...scale } = data.numbers;
    state.numbers = {
      ...scale,
      layer: data.layer,
      kernel: unpackNumbers(kernel),
      bias: unpackNumbers(bias),
    };
  }
  if (state.numbers?.layer !== data.layer) {
    setStateValue("holds", "");
    return stop;
  } // lost with a repainted page
  if (data.numbers && data.large) whenIdle(state, () => setStateValue("holds", data.layer));

  const net = netOf(data, state.numbers, part("signs").value);
  const { count, units, columns, channels } = net;
  const root = parentElement.querySelector(".layer");
  const stage = part("net");
  const heat = part("heat");
  const table = part("table");
  const name = ({ input, unit }) =>
    [input === undefined ? "" : `input ${input}`, unit === undefined ? "" : `unit ${unit}`]
      .filter(Boolean)
      .join(" ") || "all";
  const fits = (at) => (at.input ?? 0) < count && (at.unit ?? 0) < units;
  if (!fits(state.at)) state.at = {};
  let theme;
  let layout;

  function light(at, aloud) {
    state.shown = at;
    root.dataset.lit = name(at);
    const ctx = stage.getContext("2d");
    const ratio = window.devicePixelRatio || 1;
    ctx.clearRect(0, 0, layout.width, layout.height);
    ctx.drawImage(state.still, 0, 0, state.still.width / ratio, state.still.height / ratio);
    if (name(at) !== "all") drawLit(ctx, layout, net, theme, at);
    if (net.small) lightTable(table, at);
    else drawHeat(state, heat, net, theme, at);
    const words = showCard(part, net, theme, at);
    if (aloud) part("said").textContent = words;
    part("all").setAttribute("aria-pressed", name(at) === "all");
    part("tell").disabled = at.unit === undefined || at.unit === net.unit;
    part("tell").textContent =
      at.unit === undefined
        ? "Tell this unit’s story"
        : at.unit === net.unit
          ? `Unit ${at.unit}’s story is told above`
          : `Tell unit ${at.unit}’s story`;
  }

  function draw() {
    theme = readTheme(parentElement);
    layout = placesOf(Math.max(280, part("edges").clientWidth || 600), net);
    drawAllEdges(state, part("edges"), layout, net, theme);
    part("edges").dataset.edges = count * units;
    Object.assign(stage.dataset, {
      top: layout.top,
      high: layout.high,
      vector: layout.vectorLeft,
      unit: layout.unitLeft,
    });
    state.still ??= document.createElement("canvas");
    drawStill(sizedContext(state.still, layout.width, layout.height), layout, net, theme);
    sizedContext(stage, layout.width, layout.height);
    drawLegend(part("legend"), part("legendNote"), net, theme);
    part("scroll").hidden = !net.small;
    heat.hidden = net.small;
    if (net.small) tableOf(table, net, theme);
    else {
      state.spot = heatPlaces(heat, layout);
      heatStill(state, net, theme, state.spot);
      sizedContext(heat, state.spot.width, state.spot.top + state.spot.high + 104);
    }
    heat.setAttribute(
      "aria-label",
      `The layer as a matrix: ${count} rows of weights, one an input, and ${units} columns, one a unit`,
    );
    light((state.shown = fits(state.shown) ? state.shown : state.at), false);
  }

  const same = (one, other) => one.input === other.input && one.unit === other.unit;
  const hover = (at) => {
    const next = name(at) === "all" ? state.at : at;
    if (!same(next, state.shown)) light(next, false);
  };
  const choose = (unit) => {
    if (unit !== undefined && unit !== net.unit)
      sendEvent(setStateValue, "chosen", { unit, layer: data.layer });
  };
  // A click on what is already lit chooses it: a mouse lit it on the way, a finger does by its first tap.
  const press = (at) => {
    const again = same(at, state.shown);
    light((state.at = at), true);
    if (again && at.input === undefined) choose(at.unit);
  };
  const finger = (event) => event.pointerType === "touch";
  for (const [element, find] of [
    [stage, (event) => underPointer(layout, net, event.offsetX, event.offsetY)],
    [heat, (event) => underHeat(state.spot, net, event.offsetX, event.offsetY)],
    [table, underTable],
  ]) {
    element.onpointermove = (event) => {
      if (!finger(event)) hover(find(event));
    };
    element.onpointerleave = (event) => {
      if (!finger(event)) hover({});
    };
    element.onclick = (event) => press(find(event));
  }
  part("signs").onchange = () => {
    net.signs = part("signs").value;
    state.at = state.shown = {};
    draw();
    light({}, true);
  };
  part("all").onclick = () => light((state.at = {}), true);
  part("tell").onclick = () => choose(state.at.unit);

  // Up and down walk among the units or among the inputs, left and right change sides.
  stage.onkeydown = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { input, unit } = state.at;
    const onUnits = unit !== undefined;
    const far = onUnits ? Math.max(1, Math.floor(units / 8)) : columns * channels;
    const last = onUnits ? units - 1 : count - 1;
    const now = onUnits ? unit : input;
    const steps = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -far,
      PageDown: far,
      Home: -last,
      End: last,
    };
    const go = (side, to) =>
      light(
        (state.at = { [side]: Math.max(0, Math.min(side === "unit" ? units - 1 : count - 1, to)) }),
        true,
      );
    if (event.key === "Enter" || event.key === " ") {
      if (onUnits && input === undefined) choose(unit);
    } else if (event.key === "ArrowRight") go("unit", state.lastUnit ?? net.unit);
    else if (event.key === "ArrowLeft") go("input", state.lastInput ?? 0);
    else if (event.key in steps)
      now === undefined
        ? go("unit", net.unit)
        : go(onUnits ? "unit" : "input", now + steps[event.key]);
    else return;
    state.lastUnit = state.at.unit ?? state.lastUnit;
    state.lastInput = state.at.input ?? state.lastInput;
    event.preventDefault();
    event.stopPropagation();
  };
  stage.setAttribute(
    "aria-label",
    `A Dense layer of ${count} inputs and ${units} units, every edge drawn. Arrow right to the units, arrow left to the inputs, up and down among them, Enter tells a unit’s story.`,
  );
  onWidth(state, part("edges"), draw);
  draw();
  return stop;
}
