// The pad: a picture of whole ink levels. Strokes are painted here at once and sent to Python,
// which keeps the truth; a new `stamp` says that Python changed the picture.

import { rgb } from "../../ui/js/color.js";
import { partsOf } from "../../ui/js/dom.js";
import { createReporter } from "../../ui/js/reporter.js";
import { widgetState } from "../../ui/js/state.js";
import { readTheme } from "../../ui/js/theme.js";
import { fromBase64, toBase64 } from "../../ui/js/wire.js";

const RADII = { 3: [0.3, 0.3, 0.3], 8: [0.3, 0.8, 1.3], 28: [0.7, 1.2, 1.9] };
const REMEMBERED = 50;

export default function ({ data, parentElement, setStateValue }) {
  const state = widgetState(parentElement, () => ({
    brush: 1,
    erasing: false,
    cursor: [0, 0],
    past: [],
    ink: null,
  }));
  const part = partsOf(parentElement);
  const paper = part("paper");
  const { side, channels, levels, full } = data;
  const grey = channels === 1;

  if (state.stamp !== data.stamp) {
    const arrived = fromBase64(data.pixels);
    if (state.pixels?.length === arrived.length) remember();
    else state.past = [];
    state.pixels = arrived;
    state.stamp = data.stamp;
    state.ink = levels;
    state.cursor = state.cursor.map((at) => Math.min(at, side - 1));
    state.stroke = null;
  }

  function remember() {
    state.past.push(state.pixels.slice());
    if (state.past.length > REMEMBERED) state.past.shift();
  }

  const reports = (state.reports ??= createReporter(parentElement.host, data.heard));
  reports.hears(data.heard, (event) => setStateValue("drawing", event));
  const report = () => reports.report({ pixels: toBase64(state.pixels), stamp: state.stamp });

  const inkOf = () => {
    if (state.erasing) return Array(channels).fill(0);
    if (grey) return [state.ink];
    const hex = part("colour").value;
    return [1, 3, 5].map((at) => Math.round((parseInt(hex.slice(at, at + 2), 16) / 255) * levels));
  };

  function paint() {
    const size = 840;
    const cell = size / side;
    if (paper.width !== size) paper.width = paper.height = size;
    const ctx = paper.getContext("2d");
    for (let at = 0; at < side * side; at++) {
      const shades = grey
        ? Array(3).fill(Math.round((state.pixels[at] / levels) * 255))
        : [0, 1, 2].map((channel) => Math.round((state.pixels[at * 3 + channel] / levels) * 255));
      const x = (at % side) * cell;
      const y = Math.floor(at / side) * cell;
      ctx.fillStyle = rgb(shades);
      ctx.fillRect(Math.floor(x), Math.floor(y), Math.ceil(cell) + 1, Math.ceil(cell) + 1);
      if (side <= 8) {
        ctx.fillStyle =
          shades[0] * 0.3 + shades[1] * 0.59 + shades[2] * 0.11 > 120 ? "#000" : "#fff";
        ctx.textAlign = "center";
        ctx.textBaseline = "middle";
        const shown = (channel) => {
          const value = (state.pixels[at * channels + channel] * full) / levels;
          return Number.isInteger(full / levels) ? String(value) : value.toFixed(2);
        };
        const lines = grey
          ? [shown(0)]
          : [0, 1, 2].map((channel) => `${"RGB"[channel]} ${shown(channel)}`);
        const height = cell * (grey ? (side === 3 ? 0.34 : 0.3) : 0.2);
        ctx.font = `600 ${height}px ${readTheme(parentElement).font}`;
        lines.forEach((line, nth) =>
          ctx.fillText(
            line,
            x + cell / 2,
            y + cell / 2 + (nth - (lines.length - 1) / 2) * height * 1.15,
          ),
        );
      }
    }
    ctx.strokeStyle = "rgba(128,128,128,0.35)";
    ctx.lineWidth = 1;
    for (let line = 1; line < side; line++) {
      ctx.strokeRect(line * cell, -1, 0, size + 2);
      ctx.strokeRect(-1, line * cell, size + 2, 0);
    }
    if (parentElement.activeElement === paper && state.keyed) {
      const [row, column] = state.cursor;
      ctx.lineWidth = 8;
      ctx.strokeStyle = "#000";
      ctx.strokeRect(column * cell, row * cell, cell, cell);
      ctx.lineWidth = 4;
      ctx.strokeStyle = "#ffb000";
      ctx.strokeRect(column * cell, row * cell, cell, cell);
    }
    part("undo").disabled = state.past.length === 0;
    parentElement
      .querySelectorAll("[data-brush]")
      .forEach((button) =>
        button.setAttribute("aria-pressed", String(Number(button.dataset.brush) === state.brush)),
      );
    part("eraser").setAttribute("aria-pressed", String(state.erasing));
    part("ink").value = state.ink;
    part("inkValue").textContent = ((state.ink * full) / levels).toFixed(
      Number.isInteger(full / levels) ? 0 : 2,
    );
  }

  // A stroke covers pixels by a share 0…1; every pixel shows its old ink and the new by that share.
  function begin() {
    remember();
    state.stroke = {
      before: state.pixels.slice(),
      cover: new Float32Array(side * side),
      ink: inkOf(),
    };
  }
  function touch(row, column) {
    const { before, cover, ink } = state.stroke;
    const radius = RADII[side][state.brush];
    const single = radius < 0.5;
    const reach = Math.ceil(radius + 1);
    for (let y = Math.floor(row) - reach; y <= row + reach; y++) {
      for (let x = Math.floor(column) - reach; x <= column + reach; x++) {
        if (y < 0 || x < 0 || y >= side || x >= side) continue;
        const share = single
          ? Number(y === Math.floor(row) && x === Math.floor(column))
          : Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(y + 0.5 - row, x + 0.5 - column)));
        const at = y * side + x;
        if (share <= cover[at]) continue;
        cover[at] = share;
        for (let channel = 0; channel < channels; channel++) {
          const old = before[at * channels + channel];
          const mixed = Math.round(old + (ink[channel] - old) * share);
          // A soft edge over darker ink must not lighten what is there already.
          state.pixels[at * channels + channel] =
            grey && !state.erasing && share < 1 ? Math.max(old, mixed) : mixed;
        }
      }
    }
  }
  function line(from, to) {
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / 0.25));
    for (let step = 1; step <= steps; step++) {
      touch(
        from[0] + ((to[0] - from[0]) * step) / steps,
        from[1] + ((to[1] - from[1]) * step) / steps,
      );
    }
  }
  const placeOf = (event) => {
    const box = paper.getBoundingClientRect();
    return [
      ((event.clientY - box.top) / box.height) * side,
      ((event.clientX - box.left) / box.width) * side,
    ];
  };

  paper.onpointerdown = (event) => {
    if (event.button !== 0 || state.stroke) return;
    event.preventDefault();
    paper.focus({ preventScroll: true });
    try {
      paper.setPointerCapture(event.pointerId);
    } catch {
      /* the pointer has gone already */
    }
    state.keyed = false;
    begin();
    state.stroke.pointer = event.pointerId;
    state.at = placeOf(event);
    touch(...state.at);
    paint();
    report();
  };
  paper.onpointermove = (event) => {
    if (!state.stroke || event.pointerId !== state.stroke.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) {
      const to = placeOf(each);
      line(state.at, to);
      state.at = to;
    }
    paint();
    report();
  };
  const lift = (event) => {
    if (!state.stroke || event.pointerId !== state.stroke.pointer) return;
    state.stroke = null;
    report();
  };
  paper.onpointerup = paper.onpointercancel = paper.onlostpointercapture = lift;

  const say = () => {
    const [row, column] = state.cursor;
    const at = (row * side + column) * channels;
    const values = [...state.pixels.slice(at, at + channels)].map(
      (level) => +((level * full) / levels).toFixed(2),
    );
    part("spoken").textContent = `row ${row}, column ${column}: ${values.join(", ")}`;
  };
  const atCursor = (ink) => {
    remember();
    const at = (state.cursor[0] * side + state.cursor[1]) * channels;
    state.pixels.set(ink, at);
    report();
  };
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  paper.onkeydown = (event) => {
    if (event.altKey || event.metaKey) return;
    state.keyed = true;
    if (event.ctrlKey) {
      if (event.key !== "z") return;
      undo();
    } else if (MOVES[event.key]) {
      state.cursor = state.cursor.map((at, axis) =>
        Math.max(0, Math.min(side - 1, at + MOVES[event.key][axis])),
      );
      if (event.shiftKey) atCursor(inkOf());
    } else if (event.key === " ") atCursor(inkOf());
    else if (event.key === "Delete" || event.key === "Backspace") atCursor(Array(channels).fill(0));
    else if (grey && levels === 9 && /^[0-9]$/.test(event.key)) atCursor([Number(event.key)]);
    else return;
    event.preventDefault();
    event.stopPropagation();
    paint();
    say();
  };
  paper.onfocus = () => {
    paint();
  };
  paper.onblur = () => {
    paint();
  };

  const change = (pixels) => {
    remember();
    state.pixels = pixels;
    paint();
    report();
  };
  const undo = () => {
    if (!state.past.length) return;
    state.pixels = state.past.pop();
    paint();
    report();
  };
  part("undo").onclick = undo;
  part("clear").onclick = () => change(new Uint8Array(state.pixels.length));
  part("invert").onclick = () => change(state.pixels.map((level) => levels - level));
  part("eraser").onclick = () => {
    state.erasing = !state.erasing;
    paint();
  };
  parentElement.querySelectorAll("[data-brush]").forEach((button) => {
    button.onclick = () => {
      state.brush = Number(button.dataset.brush);
      paint();
    };
  });
  part("ink").max = levels;
  part("ink").oninput = () => {
    state.ink = Number(part("ink").value);
    state.erasing = false;
    paint();
  };
  part("colour").oninput = () => {
    state.erasing = false;
    paint();
  };

  part("brushes").hidden = side === 3;
  part("inkLabel").hidden = !grey;
  part("colourLabel").hidden = grey;
  paper.setAttribute(
    "aria-label",
    `Drawing pad, ${side} by ${side} pixels, ${grey ? "grey" : "red, green and blue"}`,
  );
  part("help").textContent =
    "Keyboard: arrows move, space paints, Shift+arrow draws on, Delete erases" +
    (grey && levels === 9 ? ", 0–9 write a value." : ".");
  paint();
  return reports.rest;
}
