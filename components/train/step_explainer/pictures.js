// Pictures of the story: grey ones of the batch, and a unit's numbers in blue and orange.

function paintImage(canvas, { rows, columns }, bytes) {
  if (canvas.width !== columns || canvas.height !== rows) { canvas.width = columns; canvas.height = rows; }
  const brush = canvas.getContext("2d"), image = brush.createImageData(columns, rows);
  bytes.forEach((level, at) => image.data.set([level, level, level, 255], 4 * at));
  brush.putImageData(image, 0, 0);
}

const ARROWS = {
  ArrowLeft: () => -1, ArrowRight: () => 1, ArrowUp: wide => -wide, ArrowDown: wide => wide,
  Home: (_, at) => -at, End: (_, at, count) => count - 1 - at,
};

// A unit's numbers as a picture one can point at. `point(at, kept)` hears of pointer, finger and keys.
function picture(figure, { title, values, count, wide, most, scale, dark, label, point, leave }) {
  if (!figure.children.length) {
    figure.innerHTML = '<figcaption></figcaption><div class="frame"><canvas tabindex="0" role="application" aria-roledescription="picture of values"></canvas><span class="cursor" hidden></span></div><p class="scale"><span></span><span></span><span></span></p>';
  }
  const [caption, frame, line] = figure.children, canvas = frame.firstChild;
  put(caption, title);
  canvas.setAttribute("aria-label", label);
  const high = Math.ceil(count / wide), ratio = window.devicePixelRatio || 1;
  const dot = Math.max(2, Math.round(canvas.clientWidth * ratio / wide));
  canvas.width = wide * dot;
  canvas.height = high * dot;
  const brush = canvas.getContext("2d");
  for (let at = 0; at < count; at++) {
    const share = Number.isFinite(values[at]) ? values[at] / most : 0;
    const x = (at % wide) * dot, y = Math.floor(at / wide) * dot;
    brush.fillStyle = rgb(diverging(share, dark));
    brush.fillRect(x, y, dot, dot);
    if (share < -0.12 && dot >= 5) { // a dash says "below zero" where colour cannot
      brush.fillStyle = dark === share < -0.45 ? "#10151c" : "#fff";
      if (share >= -0.45) brush.fillStyle = dark ? "#fff" : "#10151c";
      brush.fillRect(x + dot * 0.25, y + Math.round(dot * 0.44), dot * 0.5, Math.max(1, Math.round(dot * 0.12)));
    }
  }
  const ends = [-1, -0.5, 0, 0.5, 1].map(share => rgb(diverging(share, dark)));
  line.style.setProperty("--ramp", `linear-gradient(to right, ${ends.join(",")})`);
  scale = scale.replaceAll(" ", "");
  [`−${scale}`, "0", `+${scale}`].forEach((text, at) => put(line.children[at], text));

  const under = event => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / box.width * wide);
    const row = Math.floor((event.clientY - box.top) / box.height * high), at = row * wide + column;
    return column >= 0 && column < wide && row >= 0 && at < count ? at : null;
  };
  canvas.onpointermove = event => { const at = under(event); if (at !== null) point(at, false); };
  canvas.onpointerleave = leave;
  canvas.onclick = event => { const at = under(event); if (at !== null) point(at, true); };
  canvas.onkeydown = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = leave.at(), from = now < count ? now : 0;
    if (event.key === "Enter" || event.key === " ") point(from, true, true);
    else if (ARROWS[event.key]) {
      const to = from + ARROWS[event.key](wide, from, count);
      if (to >= 0 && to < count) point(to, true, true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

// Marks one cell of a picture; the bias, which is no cell, marks none.
function markCell(figure, at, count, wide) {
  const cursor = figure.querySelector(".cursor"), high = Math.ceil(count / wide);
  if (!cursor) return;
  cursor.hidden = at >= count;
  Object.assign(cursor.style, {
    left: `${100 * (at % wide) / wide}%`, top: `${100 * Math.floor(at / wide) / high}%`,
    width: `calc(${100 / wide}% + 6px)`, height: `calc(${100 / high}% + 6px)`,
  });
}
