// A whole Dense layer: all its edges, the same weights as a matrix, and what is lit in both.
// Many weights come once a layer and are kept here; a new picture then brings inputs and sums alone.

const floatsOf = (text, bytes) => {
  const { buffer } = decode(text);
  return bytes === 4 ? new Float32Array(buffer) : new Float64Array(buffer);
};

function netOf(data, numbers, signs) {
  const shown = value => written(value, data.digits);
  const inputs = floatsOf(data.inputs, 8);
  return {
    ...data, ...numbers, inputs, count: inputs.length, small: inputs.length <= WRITTEN, shown,
    weighted: floatsOf(data.weighted, 8), sums: floatsOf(data.sums, 8), outputs: floatsOf(data.outputs, 8),
    units: numbers.bias.length, signs,
    // Four decimals where fewer would not be the whole output.
    shownOutput: value => written(value, Math.abs(value - Number(value.toFixed(data.digits))) < 1e-9 ? data.digits : 4),
  };
}

function drawLegend(canvas, note, net, look) {
  const brush = brushOf(canvas, 220, 44), lines = 9;
  brush.font = `${letters(13)}px ${look.font}`;
  brush.fillStyle = look.text;
  for (let at = 0; at < lines; at++) {
    const share = 2 * at / (lines - 1) - 1, x = 8 + at * 23;
    brush.strokeStyle = edgeColour(share, look.dark);
    brush.lineWidth = thickened(net) * edgeWidth(share * net.limit, net);
    brush.setLineDash(net.small && share < 0 ? [7, 5] : []);
    brush.beginPath();
    brush.moveTo(x, 12);
    brush.lineTo(x + 20, 12);
    brush.stroke();
  }
  const end = written(net.limit, 2);
  brush.fillText(`−${end}`, 4, 38);
  brush.textAlign = "center";
  brush.fillText("0", 110, 38);
  brush.textAlign = "right";
  brush.fillText(end, 216, 38);
  canvas.setAttribute("aria-label", `Scale: from −${end}, blue${net.small ? " and dashed" : ""}, over 0 to ${end}, orange`);
  const beyond = net.largest > net.limit
    ? ` One weight in a hundred is stronger than the scale’s ends, up to ±${written(net.largest, 2)}, and drawn thicker still.` : "";
  note.textContent = `Weight: blue${net.small ? " and dashed" : ""} below zero, orange above; the stronger, the thicker.${beyond}`;
}

export default function ({ data, parentElement, setStateValue }) {
  const state = instanceOf(parentElement, () => ({ at: {}, shown: {} }));
  const part = name => parentElement.querySelector(`[data-part="${name}"]`);
  const stop = () => { cancelAnimationFrame(state.frame); clearTimeout(state.resting); state.edgesKey = null; state.observer?.disconnect(); state.observer = null; };
  if (data.numbers) {
    const { kernel, bias, bytes, ...scale } = data.numbers;
    state.numbers = { ...scale, layer: data.layer, kernel: floatsOf(kernel, bytes), bias: floatsOf(bias, bytes) };
  }
  if (state.numbers?.layer !== data.layer) { setStateValue("holds", ""); return stop; } // lost with a repainted page
  if (data.numbers && data.large) atRest(state, () => setStateValue("holds", data.layer));

  const net = netOf(data, state.numbers, part("signs").value), { count, units, columns, channels } = net;
  const root = parentElement.querySelector(".layer"), stage = part("net"), heat = part("heat"), table = part("table");
  const name = ({ input, unit }) => [input === undefined ? "" : `input ${input}`, unit === undefined ? "" : `unit ${unit}`].filter(Boolean).join(" ") || "all";
  const fits = at => (at.input ?? 0) < count && (at.unit ?? 0) < units;
  if (!fits(state.at)) state.at = {};
  let look, place;

  function light(at, aloud) {
    state.shown = at;
    root.dataset.lit = name(at);
    const brush = stage.getContext("2d"), ratio = window.devicePixelRatio || 1;
    brush.clearRect(0, 0, place.width, place.height);
    brush.drawImage(state.still, 0, 0, state.still.width / ratio, state.still.height / ratio);
    if (name(at) !== "all") drawLit(brush, place, net, look, at);
    if (net.small) lightTable(table, at); else drawHeat(state, heat, net, look, at);
    const words = showCard(part, net, look, at);
    if (aloud) part("said").textContent = words;
    part("all").setAttribute("aria-pressed", name(at) === "all");
    part("tell").disabled = at.unit === undefined || at.unit === net.unit;
    part("tell").textContent = at.unit === undefined ? "Tell this unit’s story"
      : at.unit === net.unit ? `Unit ${at.unit}’s story is told above` : `Tell unit ${at.unit}’s story`;
  }

  function draw() {
    look = theme(parentElement);
    place = placesOf(Math.max(280, part("edges").clientWidth || 600), net);
    drawAllEdges(state, part("edges"), place, net, look);
    part("edges").dataset.edges = count * units;
    Object.assign(stage.dataset, { top: place.top, high: place.high, vector: place.vectorLeft, unit: place.unitLeft });
    state.still ??= document.createElement("canvas");
    drawStill(brushOf(state.still, place.width, place.height), place, net, look);
    brushOf(stage, place.width, place.height);
    drawLegend(part("legend"), part("legendNote"), net, look);
    part("scroll").hidden = !net.small;
    heat.hidden = net.small;
    if (net.small) tableOf(table, net, look);
    else {
      state.spot = heatPlaces(heat, place);
      heatStill(state, net, look, state.spot);
      brushOf(heat, state.spot.width, state.spot.top + state.spot.high + 104);
    }
    heat.setAttribute("aria-label", `The layer as a matrix: ${count} rows of weights, one an input, and ${units} columns, one a unit`);
    light(state.shown = fits(state.shown) ? state.shown : state.at, false);
  }

  const same = (one, other) => one.input === other.input && one.unit === other.unit;
  const hover = at => {
    const next = name(at) === "all" ? state.at : at;
    if (!same(next, state.shown)) light(next, false);
  };
  const choose = unit => {
    if (unit !== undefined && unit !== net.unit) setStateValue("chosen", { unit, layer: data.layer, when: Math.round(performance.now()) });
  };
  // A click on what is already lit chooses it: a mouse lit it on the way, a finger does by its first tap.
  const press = at => {
    const again = same(at, state.shown);
    light(state.at = at, true);
    if (again && at.input === undefined) choose(at.unit);
  };
  const finger = event => event.pointerType === "touch";
  for (const [element, find] of [
    [stage, event => underPointer(place, net, event.offsetX, event.offsetY)],
    [heat, event => underHeat(state.spot, net, event.offsetX, event.offsetY)],
    [table, underTable],
  ]) {
    element.onpointermove = event => { if (!finger(event)) hover(find(event)); };
    element.onpointerleave = event => { if (!finger(event)) hover({}); };
    element.onclick = event => press(find(event));
  }
  part("signs").onchange = () => {
    net.signs = part("signs").value;
    state.at = state.shown = {};
    draw();
    light({}, true);
  };
  part("all").onclick = () => light(state.at = {}, true);
  part("tell").onclick = () => choose(state.at.unit);

  // Up and down walk among the units or among the inputs, left and right change sides.
  stage.onkeydown = event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { input, unit } = state.at, onUnits = unit !== undefined, far = onUnits ? Math.max(1, Math.floor(units / 8)) : columns * channels;
    const last = onUnits ? units - 1 : count - 1, now = onUnits ? unit : input;
    const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -far, PageDown: far, Home: -last, End: last };
    const go = (side, to) => light(state.at = { [side]: Math.max(0, Math.min(side === "unit" ? units - 1 : count - 1, to)) }, true);
    if (event.key === "Enter" || event.key === " ") { if (onUnits && input === undefined) choose(unit); }
    else if (event.key === "ArrowRight") go("unit", state.lastUnit ?? net.unit);
    else if (event.key === "ArrowLeft") go("input", state.lastInput ?? 0);
    else if (event.key in steps) now === undefined ? go("unit", net.unit) : go(onUnits ? "unit" : "input", now + steps[event.key]);
    else return;
    state.lastUnit = state.at.unit ?? state.lastUnit;
    state.lastInput = state.at.input ?? state.lastInput;
    event.preventDefault();
    event.stopPropagation();
  };
  stage.setAttribute("aria-label", `A Dense layer of ${count} inputs and ${units} units, every edge drawn. Arrow right to the units, arrow left to the inputs, up and down among them, Enter tells a unit’s story.`);
  onWidth(state, part("edges"), draw);
  draw();
  return stop;
}
