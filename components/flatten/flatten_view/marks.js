// The marks: what lights up together around one value, in the image, in the vector and between.

const frame = (brush, [x, y, w, h], by = 0) => brush.strokeRect(x - by, y - by, w + 2 * by, h + 2 * by);

// The row (or column) that is being read, and its stretch of the vector.
function markLine(brush, scene, index) {
  const { place, data, look } = scene, first = index - (index % data.lineLength);
  const pixel = scene.indices[index];
  brush.strokeStyle = brush.fillStyle = look.primary;
  brush.lineWidth = 2;
  frame(brush, data.line === "row"
    ? [place.gutter, place.top + rowOf(place, pixel) * place.pixel, place.columns * place.pixel - 1, place.pixel - 1]
    : [place.gutter + columnOf(place, pixel) * place.pixel, place.top, place.pixel - 1, place.rows * place.pixel - 1], 1);
  for (let at = first; at < first + data.lineLength; at++) {
    const [x, y, w, h] = scene.cells[at];
    brush.fillRect(x, y + h + 0.5, w, 2.5);
  }
}

// A word with a solid ground, kept inside the picture.
function tag(brush, scene, text, x, y, bold = true) {
  const { place, look, mark } = scene;
  brush.font = `${bold ? 650 : 400} ${letters(place.narrow ? 12 : 14)}px ${look.font}`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  const w = brush.measureText(text).width + 12, h = 22;
  const left = Math.max(1, Math.min(place.width - w - 1, x - w / 2)), top = Math.max(1, Math.min(place.height - h - 1, y - h / 2));
  brush.fillStyle = look.background;
  brush.strokeStyle = mark;
  brush.lineWidth = 1.5;
  brush.beginPath();
  brush.roundRect(left, top, w, h, 6);
  brush.fill();
  brush.stroke();
  brush.fillStyle = look.text;
  brush.fillText(text, left + w / 2, top + h / 2 + 1);
}

const pair = (brush, scene, passes, drawn) => {
  for (const [colour, thick] of passes) {
    brush.strokeStyle = colour === "ground" ? scene.look.background : scene.mark;
    brush.lineWidth = thick;
    drawn();
  }
};

function bow(brush, scene, pixel, index) {
  const { start, bend, end } = bowOf(scene.pixels[pixel], scene.cells[index], scene.place.width, scene.place.height);
  brush.beginPath();
  brush.moveTo(...start);
  brush.quadraticCurveTo(...bend, ...end);
  brush.stroke();
}

// The cells of one pixel: one in grey, three in colour, wherever the order puts them.
function cellsOf(scene, pixel) {
  const { channels } = scene.data, first = pixel - (pixel % channels);
  return Array.from({ length: channels }, (_, channel) => scene.home[first + channel]);
}

function markValue(brush, scene, index, landed) {
  const { place, data } = scene, pixel = scene.indices[index];
  const cells = cellsOf(scene, pixel), box = scene.pixels[pixel], cell = scene.cells[index];
  const row = rowOf(place, pixel), column = columnOf(place, pixel), channel = pixel % data.channels;
  const whole = [place.gutter + column * place.pixel, place.top + row * place.pixel, place.pixel - 1, place.pixel - 1];
  for (const other of cells.filter(each => each !== index)) {
    pair(brush, scene, [["ground", 4], ["mark", 1.3]], () => bow(brush, scene, scene.indices[other], other));
  }
  pair(brush, scene, [["ground", 7], ["mark", 3]], () => bow(brush, scene, pixel, index));
  if (cells.length > 1) pair(brush, scene, [["ground", 4], ["mark", 1.5]], () => frame(brush, whole, 2));
  for (const each of cells) { // the lines end under the values
    paintPixel(brush, scene, scene.indices[each], false);
    paintCell(brush, scene, each, each < landed);
  }
  for (const other of cells.filter(each => each !== index)) {
    pair(brush, scene, [["ground", 4], ["mark", 1.5]], () => frame(brush, scene.cells[other]));
  }
  pair(brush, scene, [["ground", 6], ["mark", 3]], () => { frame(brush, box, 0.5); frame(brush, cell, 0.5); });

  const { start, bend, end } = bowOf(box, cell, place.width, place.height);
  const [x, y] = along({ start, bend, end }, 0.5);
  tag(brush, scene, scene.texts[pixel], x, y);
  tag(brush, scene, `row ${row}`, place.gutter / 2 - 1, whole[1] + place.pixel / 2, false);
  tag(brush, scene, `column ${column}`, whole[0] + place.pixel / 2, place.top - 16, false);
  const channelName = data.channels > 1 ? ` · ${CHANNELS[channel]}` : "";
  tag(brush, scene, `index ${index}${channelName}`, cell[0] + cell[2] / 2, cell[1] - 17);
}

// The sentences for a value: what it is, and how its index comes about.
function wordsOf(scene, index) {
  const { data, place } = scene, pixel = scene.indices[index];
  const at = { row: rowOf(place, pixel), col: columnOf(place, pixel), channel: pixel % data.channels };
  const length = { row: ["H", data.rows], col: ["W", data.columns], channel: ["C", data.channels] };
  const coordinates = data.channels === 1 ? [at.row, at.col] : [at.row, at.col, at.channel];
  const term = which => data.axes.map((axis, place) =>
    [which ? at[axis] : axis, ...data.axes.slice(place + 1).map(each => length[each][which])].join("·")).join(" + ");
  return {
    coordinates,
    value: `vector[${index}] = image[${coordinates.join(", ")}] = ${scene.texts[pixel]}`,
    arithmetic: `${term(0)} = ${term(1)} = ${index}`,
  };
}
