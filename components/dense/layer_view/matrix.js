// The same layer as a table of numbers, or, where they are too many, as one coloured dot a number.
// Every input stands beside its row of weights, so a unit's column is multiplied across and added down.

import { paintDots, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { SIGNS } from "./edges.js";
import { inputShade, mark } from "./nodes.js";

const FEET = ["x @ W", "+ bias", "sum", "output"];
const feetOf = (net) => [net.weighted, net.bias, net.sums, net.outputs];

export function tableOf(table, net, theme) {
  const cell = (row, kind, text, marks, colour) => {
    const made = row.appendChild(document.createElement(kind));
    made.textContent = text;
    Object.assign(made.dataset, marks);
    if (colour) {
      made.style.background = rgb(colour);
      made.style.color = contrastColor(colour);
    }
    return made;
  };
  table.replaceChildren();
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const foot = table.createTFoot();
  for (const name of ["i", "x"]) cell(head, "th", name, {}).scope = "col";
  for (let unit = 0; unit < net.units; unit++)
    cell(head, "th", `unit ${unit}`, { unit }).scope = "col";
  for (let input = 0; input < net.count; input++) {
    const row = body.insertRow();
    cell(row, "th", input, { input }).scope = "row";
    cell(
      row,
      "td",
      formatNumber(net.inputs[input], net.inputDigits),
      { input, x: "" },
      inputShade(net, input),
    );
    for (let unit = 0; unit < net.units; unit++) {
      const weight = net.kernel[input * net.units + unit];
      cell(
        row,
        "td",
        net.shown(weight),
        { input, unit },
        diverging(weight / net.limit, theme.dark),
      );
    }
  }
  feetOf(net).forEach((values, at) => {
    const row = foot.insertRow();
    const name = cell(row, "th", FEET[at], {});
    name.colSpan = 2;
    name.scope = "row";
    for (let unit = 0; unit < net.units; unit++) {
      cell(row, "td", at === 3 ? net.shownOutput(values[unit]) : net.shown(values[unit]), {
        unit,
        foot: "",
      });
    }
  });
}

// A unit lights its column and all of x; an input lights its row; both, where they cross.
export function lightTable(table, at) {
  table.dataset.any = at.input !== undefined || at.unit !== undefined;
  for (const cell of table.querySelectorAll("td, th[data-unit], th[data-input]")) {
    const { input, unit, x } = cell.dataset;
    const inRow = at.input !== undefined && input === String(at.input);
    const inColumn =
      at.unit !== undefined && (unit === String(at.unit) || (x === "" && at.input === undefined));
    const lit = inRow && inColumn ? "both" : inRow ? "row" : inColumn ? "column" : null;
    if (lit) cell.dataset.lit = lit;
    else delete cell.dataset.lit;
  }
}

export function underTable(event) {
  const { input, unit } = event.target.closest("[data-input], [data-unit]")?.dataset ?? {};
  return { ...(input && { input: Number(input) }), ...(unit && { unit: Number(unit) }) };
}

// The large matrix. One dot a number, stretched to the room there is; never one left out.
export const dotsOf = (wide, high, colourOf) =>
  paintDots(document.createElement("canvas"), wide, high, colourOf);

export function heatPlaces(canvas, layout) {
  const width = canvas.parentElement.clientWidth || 320;
  return {
    width,
    left: 92,
    top: 26,
    wide: width - 92 - 2,
    high: layout.high - 104,
    x: 66,
    xWide: 16,
    foot: 20,
  };
}

// Everything unlit of the heat map, drawn once a picture into a canvas of its own.
export function heatStill(state, net, theme, spot) {
  const still = (state.heat ??= document.createElement("canvas"));
  const ctx = sizedContext(still, spot.width, spot.top + spot.high + 104);
  const key = `${net.layer} ${net.signs} ${theme.dark}`;
  if (state.dotsKey !== key) {
    state.dotsKey = key;
    state.dots = dotsOf(net.units, net.count, (at) =>
      diverging(SIGNS[net.signs](net.kernel[at]) ? net.kernel[at] / net.limit : 0, theme.dark),
    );
  }
  ctx.imageSmoothingQuality = "high";
  ctx.drawImage(
    dotsOf(1, net.count, (at) => inputShade(net, at)),
    spot.x,
    spot.top,
    spot.xWide,
    spot.high,
  );
  ctx.imageSmoothingEnabled = net.count > spot.high || net.units > spot.wide;
  ctx.drawImage(state.dots, spot.left, spot.top, spot.wide, spot.high);
  ctx.imageSmoothingEnabled = false;
  ctx.font = `${scaledFont(14)}px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.fillText("x", spot.x + 4, spot.top - 9);
  ctx.fillText(`W (${net.count}, ${net.units})`, spot.left, spot.top - 9);
  ctx.textAlign = "right";
  feetOf(net).forEach((values, at) => {
    const most = largestOf(values) || 1;
    const top = spot.top + spot.high + 8 + at * (spot.foot + 3);
    ctx.drawImage(
      dotsOf(net.units, 1, (unit) => diverging(values[unit] / most, theme.dark)),
      spot.left,
      top,
      spot.wide,
      spot.foot,
    );
    ctx.fillText(FEET[at], spot.left - 8, top + 15);
  });
  return still;
}

export function drawHeat(state, canvas, net, theme, at) {
  const spot = state.spot;
  const still = state.heat;
  const ratio = window.devicePixelRatio || 1;
  const ctx = canvas.getContext("2d");
  const bottom = spot.top + spot.high + 8 + 4 * (spot.foot + 3) - 3;
  ctx.clearRect(0, 0, spot.width, bottom + 20);
  ctx.globalAlpha = at.input !== undefined || at.unit !== undefined ? 0.45 : 1;
  ctx.drawImage(still, 0, 0, spot.width, still.height / ratio);
  ctx.globalAlpha = 1;
  // What is lit is magnified to be seen: a column or a row may be thinner than a pixel.
  const lit = (x, y, w, h, wide = w, high = h) => {
    const left = Math.min(Math.max(x + (w - wide) / 2, 2), spot.width - wide - 2);
    const top = y + (h - high) / 2;
    ctx.drawImage(still, x * ratio, y * ratio, w * ratio, h * ratio, left, top, wide, high);
    mark(ctx, theme, [left - 1.5, top - 1.5, wide + 3, high + 3]);
  };
  const step = spot.wide / net.units;
  const line = spot.high / net.count;
  ctx.imageSmoothingEnabled = false;
  if (at.unit !== undefined) {
    if (at.input === undefined) lit(spot.x, spot.top, spot.xWide, spot.high);
    lit(spot.left + at.unit * step, spot.top, step, bottom - spot.top, Math.max(step, 10));
  }
  if (at.input !== undefined)
    lit(
      spot.x,
      spot.top + at.input * line,
      spot.left + spot.wide - spot.x,
      line,
      undefined,
      Math.max(line, 8),
    );
}

export function underHeat(spot, net, x, y) {
  const across = (x - spot.left) / spot.wide;
  const down = (y - spot.top) / spot.high;
  const unit = across >= 0 && across < 1 ? { unit: Math.floor(across * net.units) } : {};
  if (down >= 1) return unit;
  const input =
    down >= 0 && x >= spot.x - 6 && across < 1 ? { input: Math.floor(down * net.count) } : {};
  return { ...input, ...unit };
}
