// What stands beside the curves, all of one moment: weights, confusions, spreads, answers.

import { paintDots, scaledFont, sizedContext } from "../../ui/js/canvas.js";
import { aboveColor, belowColor, contrastColor, diverging, rgb } from "../../ui/js/color.js";
import { setText } from "../../ui/js/dom.js";
import { formatNumber, layerName } from "../../ui/js/format.js";
import { fromBase64 } from "../../ui/js/wire.js";

// When the held-out images were last read: at this moment, or a theme before it.
export const whenJudged = (frame) =>
  frame.judged ? `after batch ${frame.judged.toLocaleString("en")}` : "before the first batch";

export const layerShown = (state, frame) => Math.min(state.layer ?? 0, frame.layers.length - 1);

export function showWeights(part, state, data, frame, theme, choose) {
  const count = frame.layers.length;
  const chooser = part("layer");
  if (chooser.options.length !== count) {
    chooser.replaceChildren(
      ...frame.layers.map((_, place) => new Option(layerName(place, count), place)),
    );
  }
  const place = layerShown(state, frame);
  const layer = frame.layers[place];
  chooser.value = place;
  const wide = place ? Math.min(16, layer.inputs) : frame.shape[1];
  const high = Math.ceil(layer.inputs / wide);
  const holder = part("weights");
  const chosen = Math.min(state.units?.[place] ?? 0, layer.units - 1);
  const name = layerName(place, count);
  if (holder.children.length !== layer.shown) {
    holder.replaceChildren(
      ...Array.from({ length: layer.shown }, (_, unit) => {
        const button = document.createElement("button");
        const figure = document.createElement("figure");
        const canvas = document.createElement("canvas");
        const caption = document.createElement("figcaption");
        caption.textContent = unit;
        button.type = "button";
        figure.append(canvas, caption);
        button.append(figure);
        return button;
      }),
    );
  }
  layer.levels ??= fromBase64(layer.pictures);
  const levelsOf = (unit) => layer.levels.subarray(unit * layer.inputs, (unit + 1) * layer.inputs);
  for (let unit = 0; unit < layer.shown; unit++) {
    const button = holder.children[unit];
    foldWeights(button.firstChild.firstChild, levelsOf(unit), wide, high, theme.dark);
    button.setAttribute("aria-label", `weights of unit ${unit} of the ${name}: show it large`);
    button.setAttribute("aria-pressed", unit === chosen);
    button.onclick = () => choose(unit);
  }
  const far = chosen >= layer.shown;
  const fetched =
    far && data.unit?.layer === place && data.unit.unit === chosen
      ? data.unit.pictures[frame.step]
      : null;
  const large = part("chosen");
  large.hidden = far && !fetched;
  if (!large.hidden)
    foldWeights(large, far ? fromBase64(fetched.levels) : levelsOf(chosen), wide, high, theme.dark);
  large.setAttribute("aria-label", `weights of unit ${chosen} of the ${name} as a picture`);
  setText(
    part("chosenName"),
    `unit ${chosen}${fetched ? `, strongest ±${formatNumber(fetched.scale, 3)}` : ""}${large.hidden ? `: ${data.words["no unit"]}` : ""}`,
  );
  const field = part("unit");
  field.max = layer.units - 1;
  if (field.getRootNode().activeElement !== field) field.value = chosen;
  const few =
    layer.shown < layer.units
      ? `the first ${layer.shown} of ${layer.units} units`
      : `all ${layer.units} units`;
  const fate = layer.dead
    ? `; ${Math.round(100 * layer.dead)}\u00a0% of its units are dead`
    : layer.saturated
      ? `; ${Math.round(100 * layer.saturated)}\u00a0% of its units are saturated`
      : "";
  const how = place
    ? `each unit's ${layer.inputs} weights, ${wide} a line`
    : "each unit's weights folded back into the picture";
  setText(
    part("scale"),
    `${few}, ${how}; blue below 0, orange above, strongest ±${formatNumber(layer.scale, 3)}${fate && `${fate} ${whenJudged(frame)}`}`,
  );
}

function foldWeights(canvas, levels, wide, high, dark) {
  paintDots(canvas, wide, high, (at) => shades(dark)[levels[at]], levels.length);
}

const shadesOf = {};
function shades(dark) {
  return (shadesOf[dark] ??= Array.from({ length: 256 }, (_, level) =>
    diverging((level - 128) / 127, dark),
  ));
}

// Rows are true digits, columns what the network says; the diagonal is what is right. Where there
// is nothing to choose, the cells can still be read.
export function showConfusion(table, frame, theme, choose) {
  const classes = Math.sqrt(frame.confusion.length);
  if (table.rows.length !== classes + 1) {
    table.replaceChildren();
    const head = table.insertRow();
    head.append(heading("true", "col"));
    for (let each = 0; each < classes; each++) head.append(heading(each, "col"));
    for (let row = 0; row < classes; row++) {
      const line = table.insertRow();
      line.append(heading(row, "row"));
      for (let column = 0; column < classes; column++) {
        const cell = line.insertCell();
        cell.tabIndex = row || column ? -1 : 0;
        cell.setAttribute("role", "gridcell");
      }
    }
  }
  const [blank] = [diverging(0, theme.dark)];
  for (let row = 0; row < classes; row++) {
    const line = frame.confusion.slice(row * classes, (row + 1) * classes);
    const all = line.reduce((sum, each) => sum + each, 0);
    line.forEach((count, column) => {
      const cell = table.rows[row + 1].cells[column + 1];
      const right = row === column;
      if (cell.dataset.count === String(count) && cell.dataset.dark === String(theme.dark)) return;
      cell.dataset.count = count;
      cell.dataset.dark = theme.dark;
      cell.dataset.right = right;
      cell.textContent = count;
      const share = right ? -count / (all || 1) : Math.min(1, (6 * count) / (all || 1));
      const colour = count ? diverging(right ? 0.75 * share : share, theme.dark) : blank;
      cell.style.background = rgb(colour);
      cell.style.color = contrastColor(colour);
      cell.setAttribute("aria-label", `${count} of ${all} ${row}s read as ${column}`);
    });
  }
  table.setAttribute("aria-disabled", !choose);
  table.onclick = (event) => {
    const cell = event.target.closest("td");
    if (cell) choose?.(cell.parentNode.rowIndex - 1, cell.cellIndex - 1);
  };
  table.onkeydown = (event) => {
    const cell = event.target.closest("td");
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    const row = cell.parentNode.rowIndex;
    const column = cell.cellIndex;
    const [down, across] =
      { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key] ??
      [];
    if (down !== undefined) {
      const next =
        table.rows[Math.max(1, Math.min(classes, row + down))].cells[
          Math.max(1, Math.min(classes, column + across))
        ];
      cell.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if (event.key === "Enter" || event.key === " ") choose?.(row - 1, column - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
function heading(text, scope) {
  const cell = document.createElement("th");
  cell.textContent = text;
  cell.scope = scope;
  return cell;
}

export function showSpreads(holder, frame, theme) {
  const kinds = ["weights", "activations"];
  const count = frame.layers.length;
  const wanted = count * kinds.length;
  if (holder.children.length !== wanted) {
    holder.replaceChildren(
      ...Array.from({ length: wanted }, () => {
        const figure = document.createElement("figure");
        const canvas = document.createElement("canvas");
        canvas.setAttribute("role", "img");
        figure.append(document.createElement("figcaption"), canvas);
        return figure;
      }),
    );
  }
  frame.layers.forEach((layer, place) =>
    kinds.forEach((kind, nth) => {
      const [caption, canvas] = holder.children[place * kinds.length + nth].children;
      const { counts, low, high } = layer[kind];
      setText(caption, `${kind}, ${layerName(place, count)}`);
      const width = canvas.clientWidth || 240;
      const height = 90;
      const ctx = sizedContext(canvas, width, height);
      const most = Math.log1p(Math.max(...counts)) || 1;
      const step = width / counts.length;
      const base = height - 18;
      const zero = ((0 - low) / (high - low)) * counts.length;
      counts.forEach((each, at) => {
        ctx.fillStyle = rgb(at + 1 <= zero ? belowColor(theme.dark) : aboveColor(theme.dark));
        const tall = (Math.log1p(each) / most) * (base - 4);
        ctx.fillRect(at * step + 0.5, base - tall, Math.max(1, step - 1), tall);
      });
      ctx.strokeStyle = theme.border;
      ctx.strokeRect(0, base + 0.5, width, 0);
      ctx.fillStyle = theme.text;
      ctx.font = `${scaledFont(12)}px ${theme.font}`;
      ctx.fillText(formatNumber(low, 2), 0, height - 4);
      ctx.textAlign = "right";
      ctx.fillText(formatNumber(high, 2), width, height - 4);
      if (zero > 0.15 * counts.length && zero < 0.85 * counts.length) {
        ctx.textAlign = "center";
        ctx.fillText("0", zero * step, height - 4);
      }
      canvas.setAttribute(
        "aria-label",
        `${kind} of the ${layerName(place, count)}: from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}`,
      );
    }),
  );
}

export function showAnswers(part, data, step, _theme) {
  const { drawing } = data;
  const said = data.answers[step];
  const list = part("answers");
  part("drawing").hidden = !drawing;
  list.hidden = !said;
  setText(
    part("answersNote"),
    data.words[!drawing ? "no drawing" : said ? "answers" : "no answers"],
  );
  if (!drawing) return;
  const ink = fromBase64(drawing);
  paintDots(part("drawing"), 28, 28, (at) => Array(3).fill(ink[at]));
  if (!said) return;
  const best = said.indexOf(Math.max(...said));
  if (list.children.length !== said.length) {
    list.replaceChildren(
      ...said.map((_, digit) => {
        const line = document.createElement("li");
        line.innerHTML = `<span>${digit}</span><i><b></b></i><span></span>`;
        return line;
      }),
    );
  }
  said.forEach((share, digit) => {
    const line = list.children[digit];
    line.dataset.best = digit === best;
    line.querySelector("b").style.width = `${100 * (share ?? 0)}%`;
    setText(line.lastChild, share === null ? "–" : share.toFixed(4));
  });
}
