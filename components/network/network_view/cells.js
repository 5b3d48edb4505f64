// Values as a picture of cells, in their true order, to be pointed at and walked through.

const KINDS = { i2: Int16Array, i4: Int32Array, f8: Float64Array };
function numbersOf(packed) {
  const whole = new KINDS[packed.kind](decode(packed.bytes).buffer);
  const step = packed.kind === "f8" ? 1 : 10 ** packed.digits;
  return { values: Float64Array.from(whole, each => each / step), digits: packed.digits };
}
const largestOf = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
const inkOf = value => Array(3).fill(Math.round(255 * Math.min(1, Math.max(0, value))));
const put = (element, text) => { if (element.textContent !== text) element.textContent = text; };

const ARROWS = {
  ArrowLeft: () => -1, ArrowRight: () => 1, ArrowUp: perLine => -perLine, ArrowDown: perLine => perLine,
  Home: (_, at) => -at, End: (_, at, count) => count - 1 - at,
};

// Shows `values` in the holder, `perLine` in a line, each cell `size` pixels wide.
// `pointed(index, aloud)` hears of the pointer and the keys, `picked(index)` of click and Enter.
function cells(holder, { values, perLine, size, colourOf, scale = 1, dark, label, pointed, left, picked }) {
  const own = instanceOf(holder, () => {
    const canvas = document.createElement("canvas"), cursor = document.createElement("span");
    holder.classList.add("cells");
    cursor.className = "cursor";
    cursor.hidden = true;
    canvas.tabIndex = 0;
    canvas.setAttribute("role", "application");
    canvas.setAttribute("aria-roledescription", "picture of values");
    holder.append(canvas, cursor);
    return { canvas, cursor, at: 0, shown: [] };
  });
  const { canvas, cursor } = own, count = values.length, lines = Math.ceil(count / perLine);
  const ratio = window.devicePixelRatio || 1, dot = Math.max(1, Math.round(size * ratio));
  const look = [count, perLine, size, dot, scale, dark, colourOf.name].join();
  const fresh = own.look !== look;
  if (fresh) {
    own.look = look;
    canvas.width = perLine * dot;
    canvas.height = lines * dot;
    canvas.style.width = `${perLine * size}px`;
  }
  const brush = canvas.getContext("2d"), gap = size > 5 && perLine !== 28 ? Math.round(ratio) : 0;
  for (let at = 0; at < count; at++) {
    if (!fresh && own.shown[at] === values[at]) continue;
    const x = (at % perLine) * dot, y = Math.floor(at / perLine) * dot, share = values[at] / (scale || 1);
    brush.clearRect(x, y, dot, dot);
    brush.fillStyle = rgb(colourOf(share, dark));
    brush.fillRect(x, y, dot - gap, dot - gap);
    if (share < -0.12 && dot >= 5) { // a dash says "below zero" where colour cannot
      brush.fillStyle = dark === share < -0.45 ? "#10151c" : "#fff";
      if (share >= -0.45) brush.fillStyle = dark ? "#fff" : "#10151c";
      brush.fillRect(x + dot * 0.25, y + Math.round(dot * 0.44), dot * 0.5, Math.max(1, Math.round(dot * 0.12)));
    }
  }
  holder.dataset.ink = colourOf === inkOf;
  own.shown = values;
  own.at = Math.min(own.at, count - 1);
  canvas.setAttribute("aria-label", label);
  canvas.dataset.count = count;

  const point = at => {
    cursor.hidden = at === null;
    if (at === null) return;
    own.at = at;
    cursor.style.cssText = `left:${(at % perLine) * size}px;top:${Math.floor(at / perLine) * size}px;width:${size}px;height:${size}px`;
  };
  const under = event => {
    const box = canvas.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / box.width * perLine);
    const line = Math.floor((event.clientY - box.top) / box.height * lines);
    const inside = column >= 0 && column < perLine && line >= 0 && line < lines;
    return inside && line * perLine + column < count ? line * perLine + column : null;
  };
  canvas.onpointermove = event => {
    const at = under(event);
    if (at !== null) pointed(at, false);
  };
  canvas.onpointerleave = event => { if (event.pointerType !== "touch" && canvas.getRootNode().activeElement !== canvas) left?.(); };
  canvas.onpointerdown = event => { own.before = cursor.hidden ? null : own.at; if (event.pointerType === "touch") own.touch = true; };
  canvas.onclick = event => {
    const at = under(event), touched = own.touch;
    own.touch = false;
    if (at === null) return;
    pointed(at, false);
    // A finger hides what it taps: the first tap points, a second on the same cell opens.
    if (!touched || own.before === at) picked?.(at);
  };
  canvas.onfocus = () => { if (canvas.matches(":focus-visible")) pointed(own.at, true); };
  canvas.onkeydown = event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") picked?.(own.at);
    else if (ARROWS[event.key]) {
      const to = own.at + ARROWS[event.key](perLine, own.at, count);
      if (to >= 0 && to < count) pointed(to, true);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { point, canvas, cursor, own };
}

// Colours alone say nothing without their scale.
function scaleLine(element, most, digits, dark) {
  const ends = [-1, -0.5, 0, 0.5, 1].map(share => rgb(diverging(share, dark)));
  element.style.setProperty("--ramp", `linear-gradient(to right, ${ends.join(",")})`);
  if (!element.children.length) element.append(...[0, 1, 2].map(() => document.createElement("span")));
  [`−${written(most, digits)}`, "0", `+${written(most, digits)}`].forEach((text, at) => put(element.children[at], text));
}
