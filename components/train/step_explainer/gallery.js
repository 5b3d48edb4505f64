// A radio group of images.

import { findAll, make, resizeList, setData, setText } from "../../ui/js/dom.js";
import { hasModifier, takeEvent } from "../../ui/js/keyboard.js";
import { paintImage } from "./pictures.js";

/** @import { Step } from "./payload.d.ts" */

/** @typedef {{ text: string, spoken: string, wrong?: boolean, share?: number }} Caption */

/**
 * @param {HTMLElement} group
 * @param {Step} step
 * @param {Uint8Array[]} levels of each image
 * @param {(at: number) => Caption} captionOf where a share is given, it is a bar under the image
 * @param {number} chosen
 * @param {(at: number) => void} choose
 */
export function showGallery(group, step, levels, captionOf, chosen, choose) {
  const hasBars = captionOf(0).share !== undefined;
  const buttons = /** @type {HTMLElement[]} */ (
    resizeList(group, levels.length, () => makeButton(hasBars))
  );
  levels.forEach((bytes, at) => {
    const button = buttons[at];
    const { text, wrong, share, spoken } = captionOf(at);
    const [canvas, words] = button.children;
    paintImage(/** @type {HTMLCanvasElement} */ (canvas), step, bytes);
    setText(words, text);
    for (const fill of findAll(button, "b")) fill.style.width = `${100 * (share ?? 0)}%`;
    setData(button, "wrong", Boolean(wrong));
    button.setAttribute("aria-label", spoken);
    button.setAttribute("aria-checked", String(at === chosen));
    button.tabIndex = at === chosen ? 0 : -1;
    button.onclick = () => choose(at);
    button.onkeydown = (event) => {
      const to = hasModifier(event) ? undefined : indexAfterKey(event.key, at, levels.length);
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
 * Return where a key leads in a row, which ends at both ends.
 * @param {string} key
 * @param {number} at
 * @param {number} count
 */
export function indexAfterKey(key, at, count) {
  /** @type {Record<string, number>} */
  const leads = {
    ArrowLeft: at - 1,
    ArrowUp: at - 1,
    ArrowRight: at + 1,
    ArrowDown: at + 1,
    Home: 0,
    End: count - 1,
  };
  return key in leads ? Math.max(0, Math.min(count - 1, leads[key])) : undefined;
}
