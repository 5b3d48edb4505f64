// Play, pause, step, jump: the same five buttons and slider wherever something is told in steps.

import { find, partsOf } from "./dom.js";
import { reducedMotion } from "./motion.js";
import { fillWords } from "./words.js";

/** @import { Words } from "./words.js" */

/**
 * Bind the player's controls and return what goes to a position.
 * @param {ShadowRoot} root
 * @param {Record<string, any>} state
 * @param {object} options
 * @param {number} options.last position
 * @param {(position: number) => number} options.speed positions a second, by the clock
 * @param {(position: number, settled: boolean) => void} options.moved repaints; settled is false
 *   while it is played or dragged
 * @param {(position: number) => string} options.textAt a position, as it is spoken
 * @param {Words} options.words of its controls
 * @returns {(position: number, settled?: boolean) => void}
 */
export function createPlayer(root, state, { last, speed, moved, textAt, words }) {
  fillWords(find(root, ".player"), words);
  const part = partsOf(root);
  const slider = part("slider");
  const typed = part("typed");
  const play = part("play");
  state.position = Math.min(state.position ?? 0, last);
  slider.max = typed.max = last;

  const show = (/** @type {boolean} */ settled) => {
    slider.value = state.position;
    if (root.activeElement !== typed) typed.value = state.position;
    slider.setAttribute("aria-valuetext", textAt(state.position));
    play.textContent = state.playing ? words.pause : words.play;
    moved(state.position, settled);
  };
  const pause = () => {
    cancelAnimationFrame(state.frame);
    state.playing = false;
  };
  /** @type {(position: number, settled?: boolean) => void} */
  const go = (position, settled = true) => {
    pause();
    state.position = Math.max(0, Math.min(last, Math.round(position)));
    show(settled);
  };
  play.onclick = () => {
    if (state.playing) {
      pause();
      show(true);
      return;
    }
    if (state.position >= last) state.position = 0;
    if (reducedMotion()) {
      go(last);
      return;
    }
    state.playing = true;
    state.before = null;
    state.frame = requestAnimationFrame((/** @type {number} */ now) => state.roll(now));
    show(false);
  };
  state.roll = (/** @type {number} */ now) => {
    // kept in the state: a story under way picks up new data
    state.frame = requestAnimationFrame((later) => state.roll(later));
    if (state.before === null) {
      state.before = now;
      state.exact = state.position;
    }
    // After a hidden tab or a slow frame it goes on where it was instead of leaping.
    state.exact = Math.min(
      last,
      state.exact + (Math.min(now - state.before, 100) / 1000) * speed(state.position),
    );
    state.before = now;
    if (Math.floor(state.exact) === state.position) return;
    state.position = Math.floor(state.exact);
    if (state.position >= last) pause();
    show(!state.playing);
  };
  part("first").onclick = () => go(0);
  part("back").onclick = () => go(state.position - 1);
  part("next").onclick = () => go(state.position + 1);
  part("last").onclick = () => go(last);
  slider.oninput = () => go(Number(slider.value), false); // under way: it has not settled yet
  slider.onchange = () => go(Number(slider.value));
  typed.onchange = () => go(Number(typed.value) || 0);
  show(false);
  return go;
}
