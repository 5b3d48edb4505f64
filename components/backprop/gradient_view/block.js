// A layer's gradients: numbers if it has few units, else a cell per unit.

import { diverging } from "../../ui/js/color.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { center, paintBox, paintEmpty, paintFrame, shrunk } from "./cells.js";
import { cellBox } from "./layout.js";
import { paintTitle } from "./titles.js";

/** @import { Box, Color, Ctx } from "../../ui/js/widget.d.ts" */
/** @import { Scene } from "./scene.js" */

/**
 * A unit's value as it is drawn; the text's size is in pixels, where its name is beside it.
 * @typedef {{ name: string, isTrue: boolean, color: Color, text: string, size: number }} UnitValue
 */

/**
 * Paint one layer's block.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {number} index of the block
 * @param {boolean} reached
 */
export function paintBlock(ctx, scene, index, reached) {
  const { gradients, layout } = scene;
  const { isLogits, name, values } = gradients.blocks[index];
  const blockLayout = layout.blocks[index];
  const { left, top, perLine, cell, lines, step, few } = blockLayout;
  const { words } = gradients;
  const title = withGaps(isLogits ? words["logits title"] : words["layer title"], { layer: name });
  paintTitle(ctx, scene, title, `(${values.length},)`, left, top, reached);
  unitValues(scene, index).forEach((unit, at) => {
    const box = shrunk(cellBox(blockLayout, at));
    if (!few && reached) paintBox(ctx, box, unit.color, false, scene.theme, 0);
    else if (!few) paintEmpty(ctx, scene, box);
    else if (layout.wide) paintNameBeside(ctx, scene, box, unit, reached);
    else paintNameBelow(ctx, scene, box, unit, reached);
  });
  if (!few) paintFrame(ctx, scene, [left, top, perLine * cell, lines * step]);
}

/**
 * Return a layer's values as they are drawn.
 * @param {Pick<Scene, "gradients" | "theme">} scene
 * @param {number} index of the block
 * @returns {UnitValue[]}
 */
export function unitValues({ gradients, theme }, index) {
  const { isLogits, values, digits } = gradients.blocks[index];
  const max = largestOf(values) || 1;
  const shownDigits = digits > 4 ? Math.min(6, digits) : 3;
  return values.map((value, unit) => ({
    name: isLogits ? gradients.classes[unit] : String(unit),
    isTrue: isLogits && unit === gradients.label,
    color: diverging(value / max, theme.dark),
    text: formatNumber(value, shownDigits),
    size: shownDigits > 4 ? 12 : 14,
  }));
}

/**
 * Paint a unit with its name inside the box, so that a column stays narrow.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 * @param {UnitValue} unit
 * @param {boolean} reached
 */
function paintNameBeside(ctx, scene, [x, y, w, h], { name, isTrue, color, text, size }, reached) {
  const { theme } = scene;
  /** @type {Box} */
  const valueBox = [x + 24, y, w - 24, h];
  ctx.font = `${isTrue ? 750 : 450} 14px ${theme.font}`;
  ctx.fillStyle = theme.text;
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  ctx.fillText(name, x + 16, y + h / 2 + 1);
  if (reached) paintBox(ctx, valueBox, color, text, theme, size);
  else paintEmpty(ctx, scene, valueBox);
  paintFrame(ctx, scene, valueBox);
}

/**
 * Paint a unit with its name below the box.
 * @param {Ctx} ctx
 * @param {Scene} scene
 * @param {Box} box
 * @param {UnitValue} unit
 * @param {boolean} reached
 */
function paintNameBelow(ctx, scene, box, { name, isTrue, color, text: number }, reached) {
  const { theme } = scene;
  if (reached) paintBox(ctx, box, color, number, theme, 13);
  else paintEmpty(ctx, scene, box);
  paintFrame(ctx, scene, box);
  ctx.fillStyle = theme.text;
  ctx.font = `${isTrue ? 750 : 450} 12px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const text = isTrue ? withGaps(scene.gradients.words["true class"], { class: name }) : name;
  ctx.fillText(text, center(box)[0], box[1] + box[3] + 9);
}
