// The paint: what has been reached by the gradient is coloured, what has not is an empty frame.

import { contrastColor, diverging, greyLevel, rgb } from "../../ui/js/color.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { easeInOut } from "../../ui/js/motion.js";
import { cellBox, FEW, pixelBox } from "./layout.js";

/** @import { Box, Color, Ctx, Theme } from "../../ui/js/widget.d.ts" */
/** @import { Net } from "./net.js" */
/** @import { Layout } from "./layout.js" */

/** @typedef {ReturnType<typeof sceneOf>} Scene */

/**
 * Many values are coloured up to the strongest hundredth, or one of them would leave all others pale.
 * @param {ArrayLike<number>} values
 */
const reachOf = (values) =>
  values.length <= FEW
    ? largestOf(values) || 1
    : Float64Array.from(values, Math.abs).sort()[Math.floor(0.99 * (values.length - 1))] ||
      largestOf(values) ||
      1;
/** @type {(box: Box) => [x: number, y: number]} */
const center = ([x, y, w, h]) => [x + w / 2, y + h / 2];

/**
 * @param {Net} net
 * @param {Layout} layout
 * @param {Theme} theme
 */
export function sceneOf(net, layout, theme) {
  const most = reachOf(net.vector);
  return {
    net,
    layout,
    theme,
    mark: theme.dark ? "#ffb347" : "#b35600",
    edge: theme.dark ? "rgba(250,250,250,0.35)" : "rgba(30,35,45,0.35)",
    colours: Array.from(net.vector, (value) => diverging(value / most, theme.dark)),
    inks: Array.from(net.ink, (value) => Array(3).fill(greyLevel(value / net.brightest))),
    cells: Array.from(net.vector, (_, index) => cellBox(layout.vector, index)),
    pixels: Array.from(net.vector, (_, index) => pixelBox(layout, layout.image, index)),
    inkPixels: Array.from(net.vector, (_, index) => pixelBox(layout, layout.ink, index)),
  };
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
export const imageTitle = (ctx, scene, reached) => {
  const { image, rows, columns } = scene.layout;
  title(ctx, scene, "dL/dimage", `(${rows}, ${columns})`, image.left, image.top, reached);
};

/**
 * @param {Ctx} ctx
 * @param {Box} box
 * @param {Color} colour
 * @param {string | false} text
 * @param {Theme} theme
 * @param {number} size
 */
function box(ctx, [x, y, w, h], colour, text, theme, size) {
  ctx.fillStyle = rgb(colour);
  ctx.fillRect(x, y, w, h);
  if (!text) return;
  ctx.fillStyle = contrastColor(colour);
  ctx.font = `600 ${size}px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.fillText(text, ...center([x, y + 1, w, h]));
}

/** @type {(box: Box) => Box} */
const seamed = ([x, y, w, h]) => [x, y, w - (w >= 9 ? 1 : 0), h - (w >= 9 ? 1 : 0)];

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 */
function empty(ctx, scene, [x, y, w, h]) {
  ctx.fillStyle = scene.edge;
  const dot = w < 12 ? 1 : 2;
  ctx.fillRect(Math.round(x + (w - dot) / 2), Math.round(y + (h - dot) / 2), dot, dot);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {string} name
 * @param {string} shape
 * @param {number} left
 * @param {number} top
 * @param {boolean} strong
 */
function title(ctx, scene, name, shape, left, top, strong) {
  const { theme } = scene;
  ctx.textAlign = "left";
  ctx.textBaseline = "alphabetic";
  ctx.strokeStyle = theme.background;
  ctx.lineWidth = 5;
  ctx.lineJoin = "round";
  for (const [text, up, font] of /** @type {[string, number, string][]} */ ([
    [name, 27, `${strong ? 650 : 500} 15px`],
    [shape, 10, "13px"],
  ])) {
    ctx.font = `${font} ${theme.font}`;
    ctx.strokeText(text, left, top - up);
    ctx.fillStyle = theme.text;
    ctx.fillText(text, left, top - up);
  }
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
export const vectorTitle = (ctx, scene, reached) => {
  const { vector } = scene.layout;
  title(ctx, scene, "dL/dvector", `(${vector.count},)`, vector.left, vector.top, reached);
};

/**
 * A layer's gradients: numbers where there are few, one cell a unit where there are many.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} nth
 * @param {boolean} reached
 */
function paintBlock(ctx, scene, nth, reached) {
  const { net, layout, theme } = scene;
  const block = net.blocks[nth];
  const spot = layout.blocks[nth];
  const most = largestOf(block.values) || 1;
  const digits = block.digits > 4 ? Math.min(6, block.digits) : 3;
  title(
    ctx,
    scene,
    block.logits ? "dL/dlogits" : `dL/dsums, ${block.name}`,
    `(${block.values.length},)`,
    spot.left,
    spot.top,
    reached,
  );
  block.values.forEach((value, at) => {
    const whole = cellBox(spot, at);
    const cell = seamed(whole);
    const colour = diverging(value / most, theme.dark);
    const name = block.logits ? net.classes[at] : String(at);
    if (spot.few && layout.wide) {
      // its name inside, so that a column stays narrow
      const [x, y, w, h] = cell;
      /** @type {Box} */
      const own = [x + 24, y, w - 24, h];
      ctx.font = `${block.logits && at === net.label ? 750 : 450} 14px ${theme.font}`;
      ctx.fillStyle = theme.text;
      ctx.textAlign = "right";
      ctx.textBaseline = "middle";
      ctx.fillText(name, x + 16, y + h / 2 + 1);
      if (reached) box(ctx, own, colour, formatNumber(value, digits), theme, digits > 4 ? 12 : 14);
      else empty(ctx, scene, own);
      frameThin(ctx, scene, own);
      return;
    }
    if (reached) box(ctx, cell, colour, spot.few && formatNumber(value, digits), theme, 13);
    else empty(ctx, scene, cell);
    if (spot.few) {
      frameThin(ctx, scene, cell);
      ctx.fillStyle = theme.text;
      ctx.font = `${block.logits && at === net.label ? 750 : 450} 12px ${theme.font}`;
      ctx.fillText(
        block.logits && at === net.label ? `${name} (true)` : name,
        center(cell)[0],
        cell[1] + cell[3] + 9,
      );
    }
  });
  if (!spot.few)
    frameThin(ctx, scene, [spot.left, spot.top, spot.perLine * spot.cell, spot.lines * spot.step]);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 */
function frameThin(ctx, scene, [x, y, w, h]) {
  ctx.strokeStyle = scene.edge;
  ctx.lineWidth = 1;
  ctx.strokeRect(Math.round(x) - 0.5, Math.round(y) - 0.5, w + 1, h + 1);
}

/**
 * Paint one value of the vector, in the image or in the vector.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index in the vector
 * @param {Box} place
 * @param {number} size of its digits, in pixels
 */
function valueBox(ctx, { net, layout, theme, colours }, index, place, size) {
  const text = layout.numbers && formatNumber(net.vector[index], 3);
  box(ctx, seamed(place), colours[index], text, theme, size);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} reached
 */
function paintVector(ctx, scene, reached) {
  const { layout, theme } = scene;
  const { vector } = layout;
  vectorTitle(ctx, scene, reached);
  scene.cells.forEach((cell, index) => {
    if (reached) valueBox(ctx, scene, index, cell, vector.cell > 60 ? 14 : 12);
    else empty(ctx, scene, cell);
    if (layout.numbers || vector.cell >= 9) frameThin(ctx, scene, seamed(cell));
  });
  ctx.fillStyle = theme.text;
  ctx.font = `12px ${theme.font}`;
  const below = layout.numbers && !layout.wide;
  ctx.textAlign = below ? "center" : "right";
  ctx.textBaseline = "middle";
  const apart = below ? 1 : vector.perLine * Math.ceil(14 / vector.step); // lines too close share a number
  for (let index = 0; index < vector.count; index += apart) {
    const [x, y, w, h] = scene.cells[index];
    if (below) ctx.fillText(String(index), x + w / 2, y + h + 10);
    else ctx.fillText(String(index), x - 5, y + h / 2 + 1);
  }
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index
 * @param {boolean} landed
 */
function paintPixel(ctx, scene, index, landed) {
  const pixel = scene.pixels[index];
  if (landed) valueBox(ctx, scene, index, pixel, pixel[2] > 70 ? 17 : 13);
  else empty(ctx, scene, pixel);
}

/**
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {boolean} landed
 */
function paintImages(ctx, scene, landed) {
  const { net, layout, theme } = scene;
  const { rows, columns } = layout;
  imageTitle(ctx, scene, landed);
  title(ctx, scene, "image", `(${rows}, ${columns})`, layout.ink.left, layout.ink.top, true);
  scene.pixels.forEach((_, index) => paintPixel(ctx, scene, index, landed));
  scene.inkPixels.forEach((pixel, index) =>
    box(
      ctx,
      seamed(pixel),
      scene.inks[index],
      layout.numbers && formatNumber(net.ink[index], net.inkDigits),
      theme,
      16,
    ),
  );
  for (const spot of [layout.image, layout.ink])
    frameThin(ctx, scene, [spot.left, spot.top, columns * spot.pixel, rows * spot.pixel]);
}

/**
 * All as it is once the gradient has come so far: 1 the logits, … then the vector, then the image.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} reached
 */
export function paintAll(ctx, scene, reached) {
  const { net, layout } = scene;
  const blocks = net.blocks.length;
  ctx.clearRect(0, 0, layout.width, layout.height);
  net.blocks.forEach((_, nth) => paintBlock(ctx, scene, nth, reached > nth));
  paintVector(ctx, scene, reached > blocks);
  paintImages(ctx, scene, reached > blocks + 1);
}

/**
 * The gradients on their way home: each leaves its cell when its turn comes, and lands in its pixel.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} share
 */
export function paintFlight(ctx, scene, share) {
  const { length } = scene.cells;
  const lead = 0.35; // the share of the time one of them flies
  for (let index = length - 1; index >= 0; index--) {
    const begun = ((1 - lead) * index) / Math.max(1, length - 1);
    const t = Math.max(0, Math.min(1, (share - begun) / lead));
    if (t === 0) continue;
    if (t === 1) {
      paintPixel(ctx, scene, index, true);
      continue;
    }
    const eased = easeInOut(t);
    const from = scene.cells[index];
    const to = scene.pixels[index];
    const at = /** @type {Box} */ (from.map((each, axis) => each + (to[axis] - each) * eased));
    ctx.fillStyle = "#868c96"; // an outline that shows on any ground
    ctx.fillRect(at[0] - 1, at[1] - 1, at[2] + 2, at[3] + 2);
    box(
      ctx,
      at,
      scene.colours[index],
      scene.layout.numbers && formatNumber(scene.net.vector[index], 3),
      scene.theme,
      13,
    );
  }
}
