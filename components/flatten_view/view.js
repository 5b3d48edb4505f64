// Image and vector side by side: every value is a pixel's cell here and the vector's cell there.
// `position` counts the values read so far, so cell `position - 1` is the one just read.

export default function ({ data, parentElement, setStateValue }) {
  const state = instanceOf(parentElement, () => ({ position: data.position }));
  const part = name => parentElement.querySelector(`[data-part="${name}"]`);
  const stage = part("stage");
  const { rows, columns, channels, values, brightest, digits } = data;
  const count = rows * columns * channels;
  const numbers = count <= 27;
  const names = channels === 1 ? [""] : ["R", "G", "B"];

  if (state.source !== data.source) { state.source = data.source; state.position = data.position; }
  const pixelOf = index => [Math.floor(index / (columns * channels)), Math.floor(index / channels) % columns, index % channels];
  const coordinates = index => {
    const [row, column, channel] = pixelOf(index);
    return channels === 1 ? `(${row}, ${column})` : `(${row}, ${column}, ${channel})`;
  };
  const sentence = index =>
    `vector[${index}] = image${coordinates(index).replace("(", "[").replace(")", "]")} = ${written(values[index], digits)}`;

  function layout() {
    const width = Math.max(240, stage.clientWidth || 700);
    const narrow = width < 560;
    const gap = 28, label = numbers ? 0 : 40;
    const imageWidth = narrow ? Math.min(width, 300) : Math.min(300, width * 0.36);
    const pixel = imageWidth / columns;
    const left = narrow ? 0 : imageWidth + gap;
    const room = width - left - label;
    // Cells as large as lets the vector stand about as high as the image.
    const smallest = numbers ? (channels === 1 ? 36 : 34)
      : Math.max(4.5, Math.min(22, Math.sqrt(room * rows * pixel / (count * 1.3))));
    const perLine = Math.max(1, Math.min(count, Math.floor(room / smallest)));
    const cell = Math.min(numbers ? 52 : 24, room / perLine);
    const high = numbers ? 44 : Math.max(cell, 8);
    const lineHeight = high + (numbers ? 22 : 4);
    const lines = Math.ceil(count / perLine);
    const top = narrow ? 22 + rows * pixel + 34 : 22;
    return { width, height: Math.max(rows * pixel + 26, top + lines * lineHeight + 6), pixel, left: left + label, perLine, cell, high, lineHeight, top, label };
  }
  const cellAt = (place, index) => [
    place.left + (index % place.perLine) * place.cell,
    place.top + Math.floor(index / place.perLine) * place.lineHeight,
  ];
  // Where a value sits in the image: a pixel's channels share it in three strips.
  const pixelAt = (place, index) => {
    const [row, column, channel] = pixelOf(index);
    const strip = place.pixel / channels;
    return [column * place.pixel + channel * strip, 22 + row * place.pixel, strip, place.pixel];
  };
  const shade = index => {
    const light = Math.round(255 * Math.min(1, values[index] / brightest));
    if (channels === 1) return [light, light, light];
    return [0, 1, 2].map(channel => channel === index % 3 ? light : Math.round(light * 0.25));
  };

  function draw() {
    const place = state.place = layout();
    const look = theme(parentElement);
    const brush = brushOf(stage, place.width, place.height);
    brush.clearRect(0, 0, place.width, place.height);
    brush.font = `13px ${look.font}`;
    brush.fillStyle = look.text;
    brush.textBaseline = "alphabetic";
    brush.textAlign = "left";
    brush.fillText(`image ${data.shape}`, 0, 14);
    brush.fillText(`vector (${count},)`, place.left, place.top - 8);
    const read = state.position, active = state.hovered ?? read - 1;
    for (let index = 0; index < count; index++) {
      const [x, y, w, h] = pixelAt(place, index);
      brush.fillStyle = rgb(shade(index));
      brush.fillRect(x, y, w + 0.6, h + 0.6);
      const [cx, cy] = cellAt(place, index);
      if (index < read) { brush.fillRect(cx, cy, place.cell - 0.6, place.high); }
      else {
        brush.strokeStyle = look.border;
        brush.lineWidth = 0.7;
        brush.strokeRect(cx + 0.5, cy + 0.5, place.cell - 1.6, place.high - 1);
      }
      if (numbers) {
        const light = shade(index).reduce((a, b) => a + b) / 3;
        brush.textAlign = "center";
        brush.fillStyle = light > 110 ? "#000" : "#fff";
        brush.font = `600 ${channels === 1 ? 18 : 13}px ${look.font}`;
        brush.fillText(written(values[index], digits), x + w / 2, y + h / 2 + 6);
        if (index < read) brush.fillText(written(values[index], digits), cx + place.cell / 2, cy + place.high / 2 + 6);
        brush.font = `11px ${look.font}`;
        brush.fillStyle = look.text;
        brush.fillText(index + names[index % channels], cx + place.cell / 2, cy + place.high + 13);
      }
    }
    if (!numbers) {
      brush.textAlign = "right";
      brush.fillStyle = look.text;
      brush.font = `11px ${look.font}`;
      for (let index = 0; index < count; index += place.perLine) {
        brush.fillText(String(index), place.left - 6, cellAt(place, index)[1] + place.high - 1);
      }
    }
    if (active >= 0 && active < count) mark(brush, place, look, active);
  }

  function mark(brush, place, look, active) {
    const [row] = pixelOf(active);
    brush.strokeStyle = look.primary;
    brush.lineWidth = 2;
    brush.strokeRect(1, 22 + row * place.pixel + 1, columns * place.pixel - 2, place.pixel - 2);
    for (let index = row * columns * channels; index < (row + 1) * columns * channels; index++) {
      const [cx, cy] = cellAt(place, index);
      brush.fillStyle = look.primary;
      brush.fillRect(cx, cy + place.high, place.cell, 2.5);
    }
    const [x, y, w, h] = pixelAt(place, active), [cx, cy] = cellAt(place, active);
    for (const [colour, thick] of [[look.background, 6], ["#e08a00", 3]]) {
      brush.strokeStyle = colour;
      brush.lineWidth = thick;
      brush.strokeRect(x, y, w, h);
      brush.strokeRect(cx - 0.5, cy - 0.5, place.cell, place.high + 1);
      brush.beginPath();
      brush.moveTo(x + w, y + h / 2);
      brush.lineTo(cx, cy + place.high / 2);
      brush.stroke();
    }
  }

  const words = position => position === 0 ? "nothing read yet" : sentence(position - 1);
  const report = position => { if (state.sent !== position) setStateValue("position", state.sent = position); };
  const moved = (position, settled) => {
    part("readout").textContent = state.hovered === undefined ? words(position) : sentence(state.hovered);
    draw();
    if (settled) { part("spoken").textContent = words(position); report(position); }
  };
  state.sent = data.position;
  const go = player(parentElement, state, {
    last: count, words, moved,
    // The whole picture takes about eight seconds, a small one half a second a pixel.
    pace: () => count <= 27 ? ((state.beat = (state.beat ?? 0) + 1) % 12 === 0 ? 1 : 0) : Math.ceil(count / 200),
  });

  const indexUnder = event => {
    const box = stage.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top, place = state.place;
    const row = Math.floor((y - 22) / place.pixel), column = Math.floor(x / place.pixel);
    if (x < columns * place.pixel && row >= 0 && row < rows) {
      const channel = Math.floor((x / place.pixel - column) * channels);
      return (row * columns + column) * channels + channel;
    }
    const line = Math.floor((y - place.top) / place.lineHeight), along = Math.floor((x - place.left) / place.cell);
    const index = line * place.perLine + along;
    return x >= place.left && line >= 0 && along < place.perLine && index < count ? index : undefined;
  };
  const hover = index => {
    if (index === state.hovered) return;
    state.hovered = index;
    moved(state.position, false);
  };
  stage.onpointermove = event => hover(indexUnder(event));
  stage.onpointerleave = () => hover(undefined);
  stage.onclick = event => {
    const index = indexUnder(event);
    if (index !== undefined) go(index + 1);
  };
  stage.onkeydown = event => {
    const line = columns * channels;
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -line, ArrowDown: line, Home: -count, End: count }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    state.hovered = undefined;
    go(Math.max(1, state.position + step));
  };
  onWidth(state, stage, draw);
  return () => { clearInterval(state.timer); state.observer.disconnect(); };
}
