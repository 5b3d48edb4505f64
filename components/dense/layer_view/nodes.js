// Image, vector and units as they stand, and on top of them what the pointer or the keyboard lights up.

// An input's shade: grey, or its own channel's colour.
function inputShade({ inputs, channels, brightest }, index) {
  const light = Math.round(255 * Math.min(1, Math.max(0, inputs[index] / brightest)));
  return channels === 1 ? [light, light, light]
    : [0, 1, 2].map(channel => channel === index % 3 ? light : Math.round(light * 0.25));
}

function drawStill(brush, place, net, look) {
  const { rows, columns, channels, count, units, outputs } = net;
  brush.clearRect(0, 0, place.width, place.height);
  brush.textBaseline = "alphabetic";
  brush.textAlign = "left";
  brush.font = `${letters(14)}px ${look.font}`;
  brush.fillStyle = look.text;
  brush.fillText(`image (${rows}, ${columns}${channels > 1 ? `, ${channels}` : ""})`, place.left, place.imageTop - 8);
  brush.fillText(`vector (${count},)`, place.vectorLeft, place.top - 9);
  brush.fillText(`units (${units},)`, place.unitLeft, place.top - 9);
  if (!place.narrow) for (let row = 0; row < rows; row++) { // from each row of the image to its stretch of the vector
    const top = place.imageTop + row * place.pixel, line = place.high / rows, first = place.top + row * line;
    brush.globalAlpha = row % 2 ? 0.16 : 0.08;
    brush.beginPath();
    brush.moveTo(place.left + columns * place.pixel, top);
    brush.lineTo(place.vectorLeft, first);
    brush.lineTo(place.vectorLeft, first + line);
    brush.lineTo(place.left + columns * place.pixel, top + place.pixel);
    brush.fill();
    brush.globalAlpha = 1;
  }
  drawInputs(brush, place, net, look);
  brush.lineWidth = 1;
  brush.strokeStyle = look.border;
  brush.strokeRect(place.left - 0.5, place.imageTop - 0.5, columns * place.pixel, rows * place.pixel);
  brush.strokeRect(place.vectorLeft - 0.5, place.top - 0.5, place.vectorWidth + 1, place.high + 1);
  if (!place.few) brush.strokeRect(place.unitLeft - 0.5, place.top - 0.5, place.unitWidth + 1, place.high + 1);
  const most = outputs.reduce((large, value) => Math.max(large, Math.abs(value)), 0) || 1;
  for (let unit = 0; unit < units; unit++) drawUnit(brush, place, net, look, unit, most);
}

// The image and the vector, the same values in the same order; a pixel's channels as strips of it.
function drawInputs(brush, place, net, look) {
  const { rows, columns, channels, count } = net, shade = index => inputShade(net, index);
  brush.imageSmoothingEnabled = false;
  brush.drawImage(dots(columns * channels, rows, shade), place.left, place.imageTop, columns * place.pixel, rows * place.pixel);
  brush.imageSmoothingEnabled = count > place.high;
  brush.drawImage(dots(1, count, shade), place.vectorLeft, place.top, place.vectorWidth, place.high);
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  if (!net.small) return;
  for (let index = 0; index < count; index++) {
    const [x, y, w, h] = pixelBox(place, net, index), text = written(net.inputs[index], net.inputDigits);
    brush.fillStyle = inkOn(shade(index));
    brush.font = `600 ${channels === 1 ? 17 : 12}px ${look.font}`;
    brush.fillText(text, x + w / 2, y + h / 2);
    brush.fillText(text, place.vectorLeft + place.vectorWidth / 2, cellMiddle(place, index));
    brush.strokeStyle = look.border;
    brush.lineWidth = 1;
    brush.strokeRect(x, y, w, h);
    brush.strokeRect(place.vectorLeft, cellMiddle(place, index) - place.cell / 2, place.vectorWidth, place.cell);
  }
}

function drawUnit(brush, place, net, look, unit, most) {
  const shade = diverging(net.outputs[unit] / most, look.dark), middle = unitMiddle(place, unit);
  const high = place.few ? Math.min(38, place.step - 4) : place.step;
  brush.fillStyle = rgb(shade);
  brush.strokeStyle = look.border;
  brush.lineWidth = 1;
  brush.beginPath();
  brush.roundRect(place.unitLeft, middle - high / 2, place.unitWidth, high, place.few ? high / 2 : 0);
  brush.fill();
  if (place.few || net.units <= 32) brush.stroke();
  if (place.few) {
    brush.fillStyle = inkOn(shade);
    brush.font = `600 ${letters(14)}px ${look.font}`;
    brush.fillText(net.shownOutput(net.outputs[unit]), place.unitLeft + place.unitWidth / 2, middle);
    brush.fillStyle = look.text;
    brush.font = `${letters(13)}px ${look.font}`;
    brush.textAlign = "left";
    brush.fillText(`unit ${unit}`, place.unitLeft + place.unitWidth + 7, middle);
    brush.textAlign = "center";
  }
  if (unit !== net.unit) return;
  brush.fillStyle = brush.strokeStyle = look.primary; // the unit whose story is told
  brush.lineWidth = 3;
  if (place.few) brush.stroke();
  else {
    const right = place.unitLeft + place.unitWidth;
    brush.beginPath();
    brush.moveTo(right + 2, middle);
    brush.lineTo(right + 11, middle - 6);
    brush.lineTo(right + 11, middle + 6);
    brush.fill();
  }
}

// A mark that shows on any ground: the page's text colour with a rim of its background.
function mark(brush, look, box, round = 0) {
  for (const [colour, thick] of [[look.background, 6], [look.text, 2.5]]) {
    brush.strokeStyle = colour;
    brush.lineWidth = thick;
    brush.beginPath();
    brush.roundRect(...box, round);
    brush.stroke();
  }
}

function label(brush, look, text, x, y) {
  brush.font = `600 ${letters(14)}px ${look.font}`;
  brush.textBaseline = "middle";
  brush.textAlign = "left";
  brush.lineWidth = 5;
  brush.lineJoin = "round";
  brush.strokeStyle = look.background;
  brush.strokeText(text, x, y);
  brush.fillStyle = look.text;
  brush.fillText(text, x, y);
}

// The lit edges are those of one unit, of one input, or the one between both.
function litEdges({ count, units }, { input, unit }) {
  if (input !== undefined && unit !== undefined) return [input * units + unit];
  if (unit !== undefined) return Array.from({ length: count }, (_, index) => index * units + unit);
  return Array.from({ length: units }, (_, each) => input * units + each);
}

const thickened = net => net.small ? 1 : 1.6;
function drawLit(brush, place, net, look, at) {
  for (const [weight, edges] of strokesOf(net, [...shownEdges(net, litEdges(net, at))])) strokeEdges(brush, place, net, weight, edges, look, thickened(net));
  if (at.input !== undefined) {
    const [x, y, w, h] = pixelBox(place, net, at.input), middle = cellMiddle(place, at.input);
    for (const [colour, thick] of [[look.background, 5], [look.text, 2]]) {
      brush.strokeStyle = colour;
      brush.lineWidth = thick;
      brush.beginPath();
      brush.moveTo(x + w, y + h / 2);
      brush.lineTo(place.vectorLeft, middle);
      brush.stroke();
    }
    mark(brush, look, [x, y, w, h]);
    const high = Math.max(place.cell, 4);
    mark(brush, look, [place.vectorLeft, middle - high / 2, place.vectorWidth, high]);
  }
  if (at.unit !== undefined) {
    const middle = unitMiddle(place, at.unit), high = place.few ? Math.min(38, place.step - 4) : Math.max(6, place.step);
    mark(brush, look, [place.unitLeft, middle - high / 2, place.unitWidth, high], place.few ? high / 2 : 0);
    if (!place.few) {
      const down = Math.min(Math.max(middle, place.top + 8), place.top + place.high - 22);
      label(brush, look, `unit ${at.unit}`, place.unitLeft + place.unitWidth + 14, down);
      label(brush, look, net.shownOutput(net.outputs[at.unit]), place.unitLeft + place.unitWidth + 14, down + 17);
    }
  }
}
