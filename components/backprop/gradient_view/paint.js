// The paint: what has been reached by the gradient is coloured, what has not is an empty frame.

const largestOf = values => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
// Many values are coloured up to the strongest hundredth, or one of them would leave all others pale.
const reachOf = values => values.length <= FEW ? largestOf(values)
  : Float64Array.from(values, Math.abs).sort()[Math.floor(0.99 * (values.length - 1))] || largestOf(values);
const center = ([x, y, w, h]) => [x + w / 2, y + h / 2];

function sceneOf(net, place, look) {
  const most = reachOf(net.vector);
  return {
    net, place, look, mark: look.dark ? "#ffb347" : "#b35600",
    edge: look.dark ? "rgba(250,250,250,0.35)" : "rgba(30,35,45,0.35)",
    colours: Array.from(net.vector, value => diverging(value / most, look.dark)),
    inks: Array.from(net.ink, value => { const level = Math.round(255 * Math.max(0, Math.min(1, value / net.brightest))); return [level, level, level]; }),
    cells: Array.from(net.vector, (_, index) => cellBox(place.vector, index)),
    pixels: Array.from(net.vector, (_, index) => pixelBox(place, place.image, index)),
    inkPixels: Array.from(net.vector, (_, index) => pixelBox(place, place.ink, index)),
  };
}

const imageTitle = (brush, scene, reached) => {
  const { image, rows, columns } = scene.place;
  title(brush, scene, "dL/dimage", `(${rows}, ${columns})`, image.left, image.top, reached);
};

function box(brush, [x, y, w, h], colour, text, look, size) {
  brush.fillStyle = rgb(colour);
  brush.fillRect(x, y, w, h);
  if (!text) return;
  brush.fillStyle = inkOn(colour);
  brush.font = `600 ${size}px ${look.font}`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillText(text, ...center([x, y + 1, w, h]));
}

const seamed = ([x, y, w, h]) => [x, y, w - (w >= 9 ? 1 : 0), h - (w >= 9 ? 1 : 0)];

function empty(brush, scene, [x, y, w, h]) {
  brush.fillStyle = scene.edge;
  const dot = w < 12 ? 1 : 2;
  brush.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
}

function title(brush, scene, name, shape, left, top, strong) {
  const { look } = scene;
  brush.textAlign = "left";
  brush.textBaseline = "alphabetic";
  brush.strokeStyle = look.background;
  brush.lineWidth = 5;
  brush.lineJoin = "round";
  for (const [text, up, font] of [[name, 27, `${strong ? 650 : 500} 15px`], [shape, 10, "13px"]]) {
    brush.font = `${font} ${look.font}`;
    brush.strokeText(text, left, top - up);
    brush.fillStyle = look.text;
    brush.fillText(text, left, top - up);
  }
}

const vectorTitle = (brush, scene, reached) => {
  const { vector } = scene.place;
  title(brush, scene, "dL/dvector", `(${vector.count},)`, vector.left, vector.top, reached);
};

// A layer's gradients: numbers where there are few, one cell a unit where there are many.
function paintBlock(brush, scene, nth, reached) {
  const { net, place, look } = scene, block = net.blocks[nth], spot = place.blocks[nth], most = largestOf(block.values);
  const digits = block.digits > 4 ? Math.min(6, block.digits) : 3;
  title(brush, scene, block.logits ? "dL/dlogits" : `dL/dsums, ${block.name}`, `(${block.values.length},)`, spot.left, spot.top, reached);
  block.values.forEach((value, at) => {
    const whole = cellBox(spot, at), cell = seamed(whole), colour = diverging(value / most, look.dark);
    const name = block.logits ? net.classes[at] : String(at);
    if (spot.few && place.wide) { // its name inside, so that a column stays narrow
      const [x, y, w, h] = cell, own = [x + 24, y, w - 24, h];
      brush.font = `${block.logits && at === net.label ? 750 : 450} 14px ${look.font}`;
      brush.fillStyle = look.text;
      brush.textAlign = "right";
      brush.textBaseline = "middle";
      brush.fillText(name, x + 16, y + h / 2 + 1);
      if (reached) box(brush, own, colour, written(value, digits), look, digits > 4 ? 12 : 14); else empty(brush, scene, own);
      frameThin(brush, scene, own);
      return;
    }
    if (reached) box(brush, cell, colour, spot.few && written(value, digits), look, 13); else empty(brush, scene, cell);
    if (spot.few) {
      frameThin(brush, scene, cell);
      brush.fillStyle = look.text;
      brush.font = `${block.logits && at === net.label ? 750 : 450} 12px ${look.font}`;
      brush.fillText(block.logits && at === net.label ? `${name} (true)` : name, center(cell)[0], cell[1] + cell[3] + 9);
    }
  });
  if (!spot.few) frameThin(brush, scene, [spot.left, spot.top, spot.perLine * spot.cell, spot.lines * spot.step]);
}

function frameThin(brush, scene, [x, y, w, h]) {
  brush.strokeStyle = scene.edge;
  brush.lineWidth = 1;
  brush.strokeRect(Math.round(x) - 0.5, Math.round(y) - 0.5, w + 1, h + 1);
}

function paintVector(brush, scene, reached) {
  const { net, place, look } = scene, { vector } = place;
  vectorTitle(brush, scene, reached);
  scene.cells.forEach((cell, index) => {
    if (reached) box(brush, seamed(cell), scene.colours[index], place.numbers && written(net.vector[index], 3), look, vector.cell > 60 ? 14 : 12);
    else empty(brush, scene, cell);
    if (place.numbers || vector.cell >= 9) frameThin(brush, scene, seamed(cell));
  });
  brush.fillStyle = look.text;
  brush.font = `12px ${look.font}`;
  const below = place.numbers && !place.wide;
  brush.textAlign = below ? "center" : "right";
  brush.textBaseline = "middle";
  const apart = below ? 1 : vector.perLine * Math.ceil(14 / vector.step); // lines too close share a number
  for (let index = 0; index < vector.count; index += apart) {
    const [x, y, w, h] = scene.cells[index];
    if (below) brush.fillText(String(index), x + w / 2, y + h + 10); else brush.fillText(String(index), x - 5, y + h / 2 + 1);
  }
}

function paintPixel(brush, scene, index, landed) {
  const { net, place, look } = scene, pixel = scene.pixels[index];
  if (landed) box(brush, seamed(pixel), scene.colours[index], place.numbers && written(net.vector[index], 3), look, pixel[2] > 70 ? 17 : 13);
  else empty(brush, scene, pixel);
}

function paintImages(brush, scene, landed) {
  const { net, place, look } = scene, { rows, columns } = place;
  imageTitle(brush, scene, landed);
  title(brush, scene, "image", `(${rows}, ${columns})`, place.ink.left, place.ink.top, true);
  scene.pixels.forEach((_, index) => paintPixel(brush, scene, index, landed));
  scene.inkPixels.forEach((pixel, index) => box(brush, seamed(pixel), scene.inks[index], place.numbers && written(net.ink[index], net.inkDigits), look, 16));
  for (const spot of [place.image, place.ink]) frameThin(brush, scene, [spot.left, spot.top, columns * spot.pixel, rows * spot.pixel]);
}

// All as it is once the gradient has come so far: 1 the logits, … then the vector, then the image.
function paintAll(brush, scene, reached) {
  const { net, place } = scene, blocks = net.blocks.length;
  brush.clearRect(0, 0, place.width, place.height);
  net.blocks.forEach((_, nth) => paintBlock(brush, scene, nth, reached > nth));
  paintVector(brush, scene, reached > blocks);
  paintImages(brush, scene, reached > blocks + 1);
}

// The gradients on their way home: each leaves its cell when its turn comes, and lands in its pixel.
function paintFlight(brush, scene, share) {
  const { length } = scene.cells, lead = 0.35; // the share of the time one of them flies
  for (let index = length - 1; index >= 0; index--) {
    const begun = (1 - lead) * index / Math.max(1, length - 1), t = Math.max(0, Math.min(1, (share - begun) / lead));
    if (t === 0) continue;
    if (t === 1) { paintPixel(brush, scene, index, true); continue; }
    const eased = t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t), from = scene.cells[index], to = scene.pixels[index];
    const at = from.map((each, axis) => each + (to[axis] - each) * eased);
    brush.fillStyle = "#868c96"; // an outline that shows on any ground
    brush.fillRect(at[0] - 1, at[1] - 1, at[2] + 2, at[3] + 2);
    box(brush, at, scene.colours[index], scene.place.numbers && written(scene.net.vector[index], 3), scene.look, 13);
  }
}
