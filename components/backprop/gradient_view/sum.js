// The pointed-at gradient: its partner, its index, and the units whose blame adds up to it.

import { diverging, rgb } from "../../ui/js/color.js";
import { formatNumber, inUnits } from "../../ui/js/format.js";
import { cellBox } from "./layout.js";
import { imageTitle, vectorTitle } from "./paint.js";

const LISTED = 6; // terms written out where there are many units

// The same arithmetic as models.nn.backprop and models.explain.written_sum: a test holds it against both.
function sumOf(net, index) {
  const { digits } = net;
  const units = net.blocks.at(-1).values;
  const terms = Array.from(units, (d, unit) => {
    const weight = net.kernel[index * units.length + unit];
    return { unit, weight, d, exact: weight * d, written: inUnits(weight * d, digits) };
  });
  const total = inUnits(net.vector[index], digits);
  const order =
    terms.length <= 8
      ? terms
      : [...terms].sort((a, b) => Math.abs(b.exact) - Math.abs(a.exact) || a.unit - b.unit);
  const listed = terms.length <= 8 ? terms : order.slice(0, LISTED);
  const rest = order.slice(listed.length);
  const others = rest.reduce((sum, term) => sum + term.written, 0);
  const rounding = total - terms.reduce((sum, term) => sum + term.written, 0);
  return {
    listed,
    rest,
    others,
    rounding,
    total,
    strongest: [...terms].sort((a, b) => Math.abs(b.exact) - Math.abs(a.exact)).slice(0, 12),
  };
}

function line(body, cells, nothing = false) {
  const row = body.insertRow();
  row.dataset.nothing = nothing;
  cells.forEach((text, at) => {
    const cell = at ? row.insertCell() : row.appendChild(document.createElement("th"));
    if (!at) cell.scope = "row";
    cell.textContent = text;
  });
}

export function showSum(part, net, index) {
  const sum = sumOf(net, index);
  const say = (value) => formatNumber(value / 10 ** net.digits, net.digits);
  const first = net.blocks.at(-1);
  const names = first.logits ? (unit) => net.classes[unit] : String;
  const body = part("terms");
  const ends = part("ends");
  body.replaceChildren();
  ends.replaceChildren();
  part("caption").textContent =
    `Each unit of ${first.name} hands its gradient back along its weight for input ${index}`;
  for (const term of sum.listed) {
    line(
      body,
      [
        names(term.unit),
        formatNumber(term.weight, net.weightDigits),
        `× ${formatNumber(term.d, Math.max(first.digits, net.digits))}`,
        say(term.written),
      ],
      term.exact === 0,
    );
  }
  if (sum.rest.length) line(body, [`${sum.rest.length} more`, "", "", say(sum.others)]);
  if (sum.rounding) line(ends, ["rounding", "", "", say(sum.rounding)]);
  line(ends, ["sum", "", "", say(sum.total)]);
  return sum;
}

const pixelOf = ({ columns }, index) => [Math.floor(index / columns), index % columns];

export function wordsOf(net, index) {
  const [row, column] = pixelOf(net, index);
  const value = formatNumber(net.vector[index], net.digits);
  return {
    pixel: `${row},${column}`,
    value: `dL/dvector[${index}] = dL/dimage[${row}, ${column}] = ${value}`,
    arithmetic: `index = row·W + col = ${row}·${net.columns} + ${column} = ${index}; its ink is ${formatNumber(net.ink[index], net.inkDigits)}`,
  };
}

// What lights up: the cell, its pixel in both pictures, and the strongest of what is handed back.
export function markPair(ctx, scene, index, sum, reached) {
  const { layout, theme, net } = scene;
  const spot = layout.blocks.at(-1);
  const cell = scene.cells[index];
  const pixel = scene.pixels[index];
  const blocks = net.blocks.length;
  const most = Math.max(...sum.strongest.map((term) => Math.abs(term.exact))) || 1;
  if (reached > blocks)
    for (const { unit, exact } of sum.strongest) {
      if (exact === 0) continue;
      const from = cellBox(spot, unit);
      const start = layout.wide
        ? [from[0] - 1, from[1] + from[3] / 2]
        : [from[0] + from[2] / 2, from[1] + from[3]];
      const end = layout.wide
        ? [cell[0] + cell[2], cell[1] + cell[3] / 2]
        : [cell[0] + cell[2] / 2, cell[1]];
      ctx.strokeStyle = rgb(diverging(Math.sign(exact), theme.dark));
      ctx.lineWidth = 0.8 + (3.2 * Math.abs(exact)) / most;
      ctx.setLineDash(exact < 0 ? [7, 4] : []);
      ctx.beginPath();
      ctx.moveTo(...start);
      ctx.lineTo(...end);
      ctx.stroke();
    }
  ctx.setLineDash([]);
  const lines = layout.wide
    ? [
        [pixel[0] + pixel[2], pixel[1] + pixel[3] / 2],
        [cell[0], cell[1] + cell[3] / 2],
      ]
    : [
        [pixel[0] + pixel[2] / 2, pixel[1]],
        [cell[0] + cell[2] / 2, cell[1] + cell[3]],
      ];
  for (const [colour, thick] of [
    [theme.background, 6],
    [scene.mark, 2.5],
  ]) {
    ctx.strokeStyle = colour;
    ctx.lineWidth = thick;
    ctx.beginPath();
    ctx.moveTo(...lines[0]);
    ctx.lineTo(...lines[1]);
    ctx.stroke();
    for (const [x, y, w, h] of [cell, pixel, scene.inkPixels[index]])
      ctx.strokeRect(x - 1, y - 1, w + 1, h + 1);
  }
  if (layout.wide) return;
  vectorTitle(ctx, scene, reached > blocks); // the lines cross the titles
  imageTitle(ctx, scene, reached > blocks + 1);
}
