// Image, weights, products as pictures: each is painted once at one dot a value, then only scaled.

const MARK = "#e08a00", POINTED = "#00897b";

function layerOf(state, name, data) {
  const layers = state.layers ??= {};
  const canvas = layers[name] ??= document.createElement("canvas");
  const width = data.columns * data.channels;
  if (canvas.width !== width || canvas.height !== data.rows) { canvas.width = width; canvas.height = data.rows; }
  return canvas;
}

// Paints a value a dot; `colourOf(index)` gives red, green, blue, or nothing for an empty dot.
function paintLayer(canvas, count, colourOf) {
  const brush = canvas.getContext("2d"), dots = brush.createImageData(canvas.width, canvas.height);
  for (let index = 0; index < count; index++) {
    const colour = colourOf(index);
    if (!colour) continue;
    dots.data.set(colour, index * 4);
    dots.data[index * 4 + 3] = 255;
  }
  brush.putImageData(dots, 0, 0);
}

const largestOf = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

function greyOf(data) {
  return index => {
    const light = Math.round(255 * Math.min(1, Math.max(0, data.inputs[index] / data.brightest)));
    if (data.channels === 1) return [light, light, light];
    return [0, 1, 2].map(channel => channel === index % 3 ? light : Math.round(light * 0.25));
  };
}

// The box of a value inside a picture of this width.
function boxOf(data, index, width) {
  const cell = width / data.columns, strip = cell / data.channels, at = Math.floor(index / data.channels);
  return [(at % data.columns) * cell + (index % data.channels) * strip, Math.floor(at / data.columns) * cell, strip, cell];
}

function indexUnder(data, canvas, event) {
  const box = canvas.getBoundingClientRect();
  const across = (event.clientX - box.left) / box.width * data.columns;
  const row = Math.floor((event.clientY - box.top) / box.height * data.rows), column = Math.floor(across);
  if (row < 0 || row >= data.rows || column < 0 || column >= data.columns) return undefined;
  return (row * data.columns + column) * data.channels + Math.floor((across - column) * data.channels);
}

// One picture: its layer, the numbers where there is room, and outlines round the marked values.
function showPicture(canvas, layer, data, look, { width, texts, outlines }) {
  const ratio = window.devicePixelRatio || 1;
  const across = Math.round(width * ratio), down = Math.round(width * ratio * data.rows / data.columns);
  if (canvas.width !== across || canvas.height !== down) { canvas.width = across; canvas.height = down; }
  const brush = canvas.getContext("2d");
  brush.setTransform(1, 0, 0, 1, 0, 0);
  brush.fillStyle = look.panel;
  brush.fillRect(0, 0, across, down);
  brush.imageSmoothingEnabled = false;
  brush.drawImage(layer, 0, 0, across, down);
  brush.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (texts && data.columns <= 3) writeNumbers(brush, data, width, texts);
  for (const [index, colour, thick] of outlines) {
    const [x, y, w, h] = boxOf(data, index, width), far = Math.max(0, (9 - w) / 2); // a tiny pixel gets a ring around it
    brush.strokeStyle = look.background;
    brush.lineWidth = thick + 2;
    brush.strokeRect(x - far + 1, y - far + 1, w + 2 * far - 2, h + 2 * far - 2);
    brush.strokeStyle = colour;
    brush.lineWidth = thick;
    brush.strokeRect(x - far + 1, y - far + 1, w + 2 * far - 2, h + 2 * far - 2);
  }
}

function writeNumbers(brush, data, width, { say, colourOf }) {
  const size = Math.min(20, width / data.columns / (data.channels === 1 ? 3.1 : 5.5));
  if (size < 7) return;
  brush.font = `600 ${size}px sans-serif`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  for (let index = 0; index < data.inputs.length; index++) {
    const colour = colourOf(index);
    if (!colour) continue;
    const [x, y, w, h] = boxOf(data, index, width);
    brush.fillStyle = colour[0] * 0.3 + colour[1] * 0.59 + colour[2] * 0.11 > 130 ? "#000" : "#fff";
    if (data.channels === 1) { brush.fillText(say(index), x + w / 2, y + h / 2); continue; }
    brush.save(); // a strip is narrow: its number stands upright in it
    brush.translate(x + w / 2, y + h / 2);
    brush.rotate(-Math.PI / 2);
    brush.fillText(say(index), 0, 0);
    brush.restore();
  }
}
