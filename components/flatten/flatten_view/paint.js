// The paint: a still canvas, mended only where a value left or arrived, and one above for the air.

const CHANNELS = ["R", "G", "B"];
const FLYER = "#868c96"; // an outline that shows on black and on white

// What does not change while pixels fly: places, colours, words.
function sceneOf(data, place, look) {
  const { values, indices, channels, brightest, digits } = data;
  const light = values.map(value => Math.round(255 * Math.max(0, Math.min(1, value / brightest))));
  const shades = light.map((each, pixel) => channels === 1 ? [each, each, each]
    : [0, 1, 2].map(channel => channel === pixel % 3 ? each : Math.round(each * 0.22)));
  const home = new Int32Array(indices.length);
  indices.forEach((pixel, index) => { home[pixel] = index; });
  return {
    data, place, look, indices, home,
    colours: shades.map(rgb),
    inks: shades.map(([r, g, b]) => r * 0.3 + g * 0.59 + b * 0.11 > 120 ? "#000" : "#fff"),
    texts: values.map(value => written(value, digits)),
    mark: look.dark ? "#ffb347" : "#b35600",
    pixels: values.map((_, pixel) => pixelBox(place, pixel)),
    cells: values.map((_, index) => cellBox(place, index)),
  };
}

function value(brush, scene, pixel, [x, y, w, h], faint = false) {
  brush.fillStyle = scene.colours[pixel];
  if (faint) brush.globalAlpha = 0.3;
  brush.fillRect(x, y, w, h);
  brush.globalAlpha = 1;
  if (!scene.place.numbers) return;
  brush.fillStyle = faint ? scene.look.text : scene.inks[pixel];
  brush.font = `650 ${Math.min(24, Math.round(w * 0.55))}px ${scene.look.font}`;
  brush.textAlign = "center";
  brush.textBaseline = "middle";
  brush.fillText(scene.texts[pixel], x + w / 2, y + h / 2 + 1);
}

// A pixel that has left is a shadow of itself.
function paintPixel(brush, scene, pixel, left) {
  const [x, y, w, h] = scene.pixels[pixel], { place, look } = scene;
  const seam = place.pixel >= 8 ? 1 : 0, end = (pixel + 1) % place.channels === 0 ? seam : 0;
  brush.fillStyle = look.background;
  brush.fillRect(x, y, w, h);
  value(brush, scene, pixel, [x, y, w - end, h - seam], left);
}

// An empty cell has a dot, a filled one its value: black and empty are not the same.
function paintCell(brush, scene, index, landed) {
  const [x, y, w, h] = scene.cells[index], { look } = scene;
  brush.fillStyle = look.background;
  brush.fillRect(x, y, w, h);
  if (landed) value(brush, scene, scene.indices[index], [x, y, w - 1, h]);
  else {
    brush.fillStyle = look.text;
    brush.globalAlpha = 0.35;
    const dot = w < 12 ? 1 : 2;
    brush.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
    brush.globalAlpha = 1;
  }
  brush.strokeStyle = look.edge;
  brush.lineWidth = 1;
  brush.strokeRect(x + 0.5, y + 0.5, w - 2, h - 1);
}

function paintAll(brush, scene, landed, lifted) {
  const { place, look, data, home } = scene, { vector, count, numbers } = place;
  brush.clearRect(0, 0, place.width, place.height);
  brush.strokeStyle = look.edge;
  brush.lineWidth = 1;
  brush.strokeRect(place.gutter - 1.5, place.top - 1.5, place.columns * place.pixel + 2, place.rows * place.pixel + 2);
  for (let pixel = 0; pixel < count; pixel++) paintPixel(brush, scene, pixel, home[pixel] < lifted);
  for (let index = 0; index < count; index++) paintCell(brush, scene, index, index < landed);
  brush.textBaseline = "alphabetic";
  brush.textAlign = "left";
  brush.fillStyle = look.text;
  brush.font = `650 ${letters(16)}px ${look.font}`;
  brush.fillText(`image ${data.shape}`, place.gutter, 16);
  brush.fillText(`vector (${count},)`, vector.left, vector.top - 34);
  brush.font = `${letters(12)}px ${look.font}`;
  brush.textAlign = numbers ? "center" : "right";
  for (let index = 0; index < count; index += numbers ? 1 : vector.perLine) {
    const [x, y, w, h] = scene.cells[index], channel = data.channels > 1 ? ` ${CHANNELS[scene.indices[index] % 3]}` : "";
    if (numbers) brush.fillText(index + channel, x + w / 2, y + h + 15);
    else brush.fillText(String(index), x - 7, y + h / 2 + 4);
  }
  return { landed, lifted };
}

// Brings the still canvas from what it shows to what it shall show.
function mend(brush, scene, shown, landed, lifted) {
  for (let index = Math.min(shown.lifted, lifted); index < Math.max(shown.lifted, lifted); index++) {
    paintPixel(brush, scene, scene.indices[index], index < lifted);
  }
  for (let index = Math.min(shown.landed, landed); index < Math.max(shown.landed, landed); index++) {
    paintCell(brush, scene, index, index < landed);
  }
  Object.assign(shown, { landed, lifted });
}

// One value on its way from a box to a box, a little larger in mid-air.
function paintFlyer(brush, scene, pixel, from, to, share) {
  const t = eased(share), [x, y] = along(bowOf(from, to, scene.place.width, scene.place.height), t);
  const lift = 1 + 0.15 * Math.sin(Math.PI * t);
  const w = (from[2] + (to[2] - from[2]) * t) * lift, h = (from[3] + (to[3] - from[3]) * t) * lift;
  brush.fillStyle = FLYER; // two filled boxes paint faster than one with a line around it
  const rim = w < 8 ? 0.5 : 1;
  brush.fillRect(x - w / 2 - rim, y - h / 2 - rim, w + 2 * rim, h + 2 * rim);
  value(brush, scene, pixel, [x - w / 2, y - h / 2, w, h]);
}

function paintFlight(brush, scene, flight, position, landed, lifted) {
  for (let index = lifted - 1; index >= landed; index--) {
    const pixel = scene.indices[index];
    paintFlyer(brush, scene, pixel, scene.pixels[pixel], scene.cells[index], progressOf(flight, index, position));
  }
}

// All values on their way from the cells of one order to the cells of another.
function paintMove(brush, scene, { cells, home, share }) {
  scene.home.forEach((index, pixel) => paintFlyer(brush, scene, pixel, cells[home[pixel]], scene.cells[index], share));
}
