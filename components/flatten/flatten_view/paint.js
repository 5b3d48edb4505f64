// The paint: a still canvas, mended only where a value left or arrived, and one above for the air.

import { scaledFont } from "../../ui/js/canvas.js";
import { inputColor, rgb } from "../../ui/js/color.js";
import { formatNumber } from "../../ui/js/format.js";
import { easeInOut } from "../../ui/js/motion.js";
import { along, bowOf, progressOf } from "./flight.js";
import { cellBox, pixelBox } from "./layout.js";

/** @import { Payload } from "./payload.d.ts" */
/** @import { Box, Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Layout } from "./layout.js" */
/** @import { Flight } from "./flight.js" */

/** @typedef {ReturnType<typeof sceneOf>} Scene */

export const CHANNELS = ["R", "G", "B"];
const FLYER = "#868c96"; // an outline that shows on black and on white

/**
 * What does not change while pixels fly: places, colours, words.
 * @param {Payload} data
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function sceneOf(data, layout, theme) {
  const { values, indices, channels, brightest, digits } = data;
  const shades = values.map((value, pixel) => inputColor(value / brightest, channels, pixel, 0.22));
  const home = new Int32Array(indices.length);
  indices.forEach((pixel, index) => {
    home[pixel] = index;
  });
  return {
    data,
    layout,
    theme,
    indices,
    home,
    colours: shades.map(rgb),
    inks: shades.map(([r, g, b]) => (r * 0.3 + g * 0.59 + b * 0.11 > 120 ? "#000" : "#fff")),
    texts: values.map((value) => formatNumber(value, digits)),
    mark: theme.dark ? "#ffb347" : "#b35600",
    edge: theme.dark ? "rgba(250,250,250,0.4)" : "rgba(30,35,45,0.45)",
    pixels: values.map((_, pixel) => pixelBox(layout, pixel)),
    cells: values.map((_, index) => cellBox(layout, index)),
  };
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {Box} box
 * @param {boolean} [faint]
 */
function value(ctx, scene, pixel, [x, y, w, h], faint = false) {
  ctx.fillStyle = scene.colours[pixel];
  if (faint) ctx.globalAlpha = 0.3;
  ctx.fillRect(x, y, w, h);
  ctx.globalAlpha = 1;
  if (!scene.layout.numbers) return;
  ctx.fillStyle = faint ? scene.theme.text : scene.inks[pixel];
  ctx.font = `650 ${Math.min(24, Math.round(w * 0.55))}px ${scene.theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(scene.texts[pixel], x + w / 2, y + h / 2 + 1);
}

/**
 * A pixel that has left is a shadow of itself.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {boolean} left
 */
export function paintPixel(ctx, scene, pixel, left) {
  const [x, y, w, h] = scene.pixels[pixel];
  const { layout, theme } = scene;
  const seam = layout.pixel >= 8 ? 1 : 0;
  const end = (pixel + 1) % layout.channels === 0 ? seam : 0;
  ctx.fillStyle = theme.background;
  ctx.fillRect(x, y, w, h);
  value(ctx, scene, pixel, [x, y, w - end, h - seam], left);
}

/**
 * An empty cell has a dot, a filled one its value: black and empty are not the same.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {boolean} landed
 */
export function paintCell(ctx, scene, index, landed) {
  const [x, y, w, h] = scene.cells[index];
  const { theme } = scene;
  ctx.fillStyle = theme.background;
  ctx.fillRect(x, y, w, h);
  if (landed) value(ctx, scene, scene.indices[index], [x, y, w - 1, h]);
  else {
    ctx.fillStyle = theme.text;
    ctx.globalAlpha = 0.35;
    const dot = w < 12 ? 1 : 2;
    ctx.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
    ctx.globalAlpha = 1;
  }
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, w - 2, h - 1);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} landed
 * @param {number} lifted
 */
export function paintAll(ctx, scene, landed, lifted) {
  const { layout, theme, data, home } = scene;
  const { vector, count, numbers } = layout;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(
    layout.gutter - 1.5,
    layout.top - 1.5,
    layout.columns * layout.pixel + 2,
    layout.rows * layout.pixel + 2,
  );
  for (let pixel = 0; pixel < count; pixel++) paintPixel(ctx, scene, pixel, home[pixel] < lifted);
  for (let index = 0; index < count; index++) paintCell(ctx, scene, index, index < landed);
  ctx.textBaseline = "alphabetic";
  ctx.textAlign = "left";
  ctx.fillStyle = theme.text;
  ctx.font = `650 ${scaledFont(16)}px ${theme.font}`;
  ctx.fillText(`image ${data.shape}`, layout.gutter, 16);
  ctx.fillText(`vector (${count},)`, vector.left, vector.top - 34);
  ctx.font = `${scaledFont(12)}px ${theme.font}`;
  ctx.textAlign = numbers ? "center" : "right";
  for (let index = 0; index < count; index += numbers ? 1 : vector.perLine) {
    const [x, y, w, h] = scene.cells[index];
    const channel = data.channels > 1 ? ` ${CHANNELS[scene.indices[index] % 3]}` : "";
    if (numbers) ctx.fillText(index + channel, x + w / 2, y + h + 15);
    else ctx.fillText(String(index), x - 7, y + h / 2 + 4);
  }
  return { landed, lifted };
}

/**
 * Brings the still canvas from what it shows to what it shall show.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {{ landed: number, lifted: number }} shown
 * @param {number} landed
 * @param {number} lifted
 */
export function mend(ctx, scene, shown, landed, lifted) {
  for (
    let index = Math.min(shown.lifted, lifted);
    index < Math.max(shown.lifted, lifted);
    index++
  ) {
    paintPixel(ctx, scene, scene.indices[index], index < lifted);
  }
  for (
    let index = Math.min(shown.landed, landed);
    index < Math.max(shown.landed, landed);
    index++
  ) {
    paintCell(ctx, scene, index, index < landed);
  }
  Object.assign(shown, { landed, lifted });
}

/**
 * One value on its way from a box to a box, a little larger in mid-air.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} pixel
 * @param {Box} from
 * @param {Box} to
 * @param {number} share
 */
function paintFlyer(ctx, scene, pixel, from, to, share) {
  const t = easeInOut(share);
  const [x, y] = along(bowOf(from, to, scene.layout.width, scene.layout.height), t);
  const lift = 1 + 0.15 * Math.sin(Math.PI * t);
  const w = (from[2] + (to[2] - from[2]) * t) * lift;
  const h = (from[3] + (to[3] - from[3]) * t) * lift;
  ctx.fillStyle = FLYER; // two filled boxes paint faster than one with a line around it
  const rim = w < 8 ? 0.5 : 1;
  ctx.fillRect(x - w / 2 - rim, y - h / 2 - rim, w + 2 * rim, h + 2 * rim);
  value(ctx, scene, pixel, [x - w / 2, y - h / 2, w, h]);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Flight} flight
 * @param {number} position
 * @param {number} landed
 * @param {number} lifted
 */
export function paintFlight(ctx, scene, flight, position, landed, lifted) {
  for (let index = lifted - 1; index >= landed; index--) {
    const pixel = scene.indices[index];
    paintFlyer(
      ctx,
      scene,
      pixel,
      scene.pixels[pixel],
      scene.cells[index],
      progressOf(flight, index, position),
    );
  }
}

/**
 * All values on their way from the cells of one order to the cells of another.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {{ cells: Box[], home: Int32Array, share: number }} given
 */
export function paintMove(ctx, scene, { cells, home, share }) {
  scene.home.forEach((index, pixel) =>
    paintFlyer(ctx, scene, pixel, cells[home[pixel]], scene.cells[index], share),
  );
}
