// What every widget needs; browser.py puts this before each widget's own script.

const decode = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
const encode = bytes => btoa(String.fromCharCode(...bytes));

// One state per mounted widget: Streamlit calls the script again on every change.
const instances = new WeakMap();
function instanceOf(parentElement, first) {
  if (!instances.has(parentElement)) instances.set(parentElement, first());
  return instances.get(parentElement);
}

function theme(parentElement) {
  const style = getComputedStyle(parentElement.host ?? parentElement);
  const of = name => style.getPropertyValue(`--st-${name}`).trim();
  const background = of("background-color");
  const probe = document.createElement("canvas").getContext("2d");
  probe.fillStyle = background;
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(probe.fillStyle.slice(at, at + 2), 16));
  return {
    background, text: of("text-color"), primary: of("primary-color"), border: of("border-color"),
    panel: of("secondary-background-color"), font: of("font") || "sans-serif",
    dark: red + green + blue < 384,
  };
}

// Blue below zero, orange above, the page's own shade at zero: safe for colour-blind eyes.
const BELOW = [33, 102, 172], ABOVE = [200, 90, 0];
const BELOW_DARK = [96, 165, 250], ABOVE_DARK = [255, 159, 64];
function diverging(share, dark) {
  const zero = dark ? [34, 42, 51] : [246, 247, 249];
  const end = share < 0 ? (dark ? BELOW_DARK : BELOW) : (dark ? ABOVE_DARK : ABOVE);
  const far = Math.min(1, Math.abs(share));
  return zero.map((from, at) => Math.round(from + (end[at] - from) * far));
}
// Black or white, whichever is read better on a colour (relative luminance as WCAG has it).
const linear = level => level <= 10 ? level / 3294.6 : ((level / 255 + 0.055) / 1.055) ** 2.4;
const inkOn = ([red, green, blue]) =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) > 0.179 ? "#000" : "#fff";
const rgb = colour => `rgb(${colour.join(",")})`;

// A number as one writes it: a real minus sign, no "-0", and no row of digits nobody can read.
function written(value, digits) {
  if (!Number.isFinite(value)) return String(value);
  const text = Math.abs(value) < 1e7 ? value.toFixed(digits) : value.toExponential(2);
  return /^-0\.?0*$/.test(text) ? text.slice(1) : text.replace("-", "−");
}

// How many digits the numbers that something is computed from need, so that who computes it from
// what is written gets the result as it is written; undefined where no reasonable number is enough.
const MOST_DIGITS = 12;
function digitsEnough(numbers, result, digits, compute) {
  const wanted = written(result, digits);
  for (let more = digits; more <= MOST_DIGITS; more++) {
    if (written(compute(...numbers.map(number => Number(number.toFixed(more)))), digits) === wanted) return more;
  }
}

// Sizes a canvas to its CSS width at the screen's own resolution; returns its brush.
function brushOf(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.height = `${height}px`;
  const brush = canvas.getContext("2d");
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  return brush;
}

// Letters in a canvas grow with the page's own, as on a projector; 16 pixels is the usual size.
const letters = pixels => Math.round(pixels * parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);

// Calls back whenever the element's width changes; one observer per widget.
function onWidth(state, element, draw) {
  state.draw = draw;
  if (state.observer) return;
  let last = 0;
  state.observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width === last || width === 0) return;
    last = width;
    state.draw();
  });
  state.observer.observe(element);
}

// A picture that is pointed at: a passing look by mouse alone, a choice by mouse or finger.
function pointing(stage, { under, hover, choose, enter }) {
  stage.onpointerenter = enter;
  stage.onpointermove = event => { if (event.pointerType !== "touch") hover(under(event)); };
  stage.onpointerleave = () => hover(undefined);
  stage.onclick = event => {
    const index = under(event);
    if (index !== undefined) choose(index);
  };
}

// Keys that a widget takes for itself; `acts()` gives what each of them does just now.
function keyed(stage, acts) {
  stage.onkeydown = event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const act = acts()[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

const app = () => document.querySelector('[data-testid="stApp"]');
const isAtRest = () => !app() || app().dataset.testScriptState === "notRunning";
const isConnected = () => !app() || app().dataset.testConnectionState === "CONNECTED";

// What nobody did is reported while the page is at rest: a report that crosses a turn of the
// page would have Streamlit run the page that was just left, and the new one stay empty.
function atRest(state, report) {
  clearTimeout(state.resting);
  if (isAtRest()) report();
  else state.resting = setTimeout(() => atRest(state, report), 50);
}

// Reports what changes under the hand as often as the line allows: one report at most is under
// way, and of those that come meanwhile the newest waits for its turn. Each has a number, and the
// data say which one Python has `heard`. One that was lost is sent again; and who turns to
// something else on the page does not leave before it is sent.
const HEARD_WITHIN = 10_000, LOOK_EVERY = 40; // milliseconds
function reporter(host, heard, send) {
  const line = { nth: heard, heard, send, last: null, waiting: null, cut: false, at: 0 };
  let timer = null, leaving = null;

  const go = () => {
    line.nth = Math.max(Date.now(), line.nth + 1);
    line.last = line.waiting ?? line.last;
    Object.assign(line, { waiting: null, cut: false, at: performance.now() });
    line.send({ ...line.last, nth: line.nth });
  };
  const look = () => {
    const arrived = line.heard === line.nth || !line.last;
    if (arrived && !line.waiting) { rest(); return; }
    line.cut ||= !arrived && !isConnected();
    const again = !arrived && (line.cut || performance.now() - line.at > HEARD_WITHIN);
    if (isConnected() && (again || (arrived && isAtRest()))) go();
    timer = setTimeout(look, LOOK_EVERY);
  };
  const leave = event => { if (line.waiting && isConnected() && !event.composedPath().includes(host)) go(); };
  const rest = () => {
    clearTimeout(timer);
    leaving?.abort();
    timer = leaving = null;
    host.removeAttribute("data-unsent");
  };
  const wake = () => {
    if (timer !== null) return;
    host.setAttribute("data-unsent", "");
    leaving = new AbortController();
    for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, leave, { capture: true, signal: leaving.signal });
    look();
  };
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
  const report = value => {
    if (same(value, line.waiting ?? line.last)) return;
    line.waiting = value;
    wake();
  };
  const hears = (heard, send) => { Object.assign(line, { heard, send }); wake(); };
  return { report, hears, rest };
}

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Play, pause, step, jump: the same five buttons and slider wherever something is told in steps.
// `last` is the last position; `moved(position, settled)` repaints, settled false while it is
// played or dragged. It plays `speed(position)` positions a second by the clock, one repaint a frame.
function player(root, state, { last, speed, moved, words }) {
  const part = name => root.querySelector(`[data-part="${name}"]`);
  const slider = part("slider"), typed = part("typed"), play = part("play");
  state.position = Math.min(state.position ?? 0, last);
  slider.max = typed.max = last;

  const show = settled => {
    slider.value = state.position;
    if (root.activeElement !== typed && root.getRootNode().activeElement !== typed) typed.value = state.position;
    slider.setAttribute("aria-valuetext", words(state.position));
    play.textContent = state.playing ? "Pause" : "Play";
    moved(state.position, settled);
  };
  const pause = () => { cancelAnimationFrame(state.frame); state.playing = false; };
  const go = (position, settled = true) => {
    pause();
    state.position = Math.max(0, Math.min(last, Math.round(position)));
    show(settled);
  };
  play.onclick = () => {
    if (state.playing) { pause(); show(true); return; }
    if (state.position >= last) state.position = 0;
    if (reducedMotion()) { go(last); return; }
    state.playing = true;
    state.before = null;
    state.frame = requestAnimationFrame(now => state.roll(now));
    show(false);
  };
  state.roll = now => { // kept in the state: a story under way picks up new data
    state.frame = requestAnimationFrame(later => state.roll(later));
    if (state.before === null) { state.before = now; state.exact = state.position; }
    // After a hidden tab or a slow frame it goes on where it was instead of leaping.
    state.exact = Math.min(last, state.exact + Math.min(now - state.before, 100) / 1000 * speed(state.position));
    state.before = now;
    if (Math.floor(state.exact) === state.position) return;
    state.position = Math.floor(state.exact);
    if (state.position >= last) pause();
    show(!state.playing);
  };
  part("first").onclick = () => go(0);
  part("back").onclick = () => go(state.position - 1);
  part("next").onclick = () => go(state.position + 1);
  part("last").onclick = () => go(last);
  slider.oninput = () => go(Number(slider.value), false); // under way: it has not settled yet
  slider.onchange = () => go(Number(slider.value));
  typed.onchange = () => go(Number(typed.value) || 0);
  show(false);
  return go;
}
