// A radio group of images.

import { findAll, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { paintImage } from "./images.js";

/** @import { Step } from "./payload.d.ts" */

/** @typedef {{ text: string, spoken: string, wrong?: boolean, bar?: number }} Caption */

/**
 * @param {HTMLElement} group
 * @param {Step} step
 * @param {Uint8Array[]} levels of each image
 * @param {(index: number) => Caption} captionOf with `bar`, from 0 to 1, a bar is drawn under the image
 * @param {number} chosen
 * @param {(index: number) => void} choose
 */
export function showGallery(group, step, levels, captionOf, chosen, choose) {
  const hasBars = captionOf(0).bar !== undefined;
  const buttons = /** @type {HTMLElement[]} */ (
    resizeList(group, levels.length, () => makeButton(hasBars))
  );
  levels.forEach((pixels, index) => {
    const button = buttons[index];
    const { text, wrong, bar, spoken } = captionOf(index);
    const [canvas, caption] = button.children;
    paintImage(/** @type {HTMLCanvasElement} */ (canvas), step, pixels);
    setText(caption, text);
    for (const fill of findAll(button, "b")) fill.style.width = `${100 * (bar ?? 0)}%`;
    setData(button, "wrong", Boolean(wrong));
    button.setAttribute("aria-label", spoken);
    button.setAttribute("aria-checked", String(index === chosen));
    button.tabIndex = index === chosen ? 0 : -1;
    button.onclick = () => choose(index);
    button.onkeydown = (event) => {
      const to = hasModifier(event) ? undefined : indexAfterKey(event.key, index, levels.length);
      if (to === undefined) return;
      choose(to);
      buttons[to].focus();
      takeEvent(event);
    };
  });
}

/** @param {boolean} hasBar */
const makeButton = (hasBar) =>
  make(
    "button",
    { type: "button", role: "radio" },
    make("canvas", { "aria-hidden": "true" }),
    make("span"),
    ...(hasBar ? [make("i", {}, make("b"))] : []),
  );

/**
 * Return the index after a key in a row, or undefined for any other key.
 * @param {string} key
 * @param {number} index
 * @param {number} count
 */
export function indexAfterKey(key, index, count) {
  /** @type {Record<string, number>} */
  const targets = {
    ArrowLeft: index - 1,
    ArrowUp: index - 1,
    ArrowRight: index + 1,
    ArrowDown: index + 1,
    Home: 0,
    End: count - 1,
  };
  return key in targets ? Math.max(0, Math.min(count - 1, targets[key])) : undefined;
}
