// Panels: which of them a scene shows, and how they move from one scene to the next.

import { findAll, setData } from "../../ui/js/dom.js";
import { reducedMotion } from "../../ui/js/motion.js";

/** @import { Payload } from "./payload.d.ts" */

const MOVE_TIME = 500; // milliseconds from one scene to the next

/** @type {Record<Payload["scene"], string[]>} */
const PANELS = {
  random: ["counter", "weights", "prediction"],
  loss: ["lossCurve"],
  train: ["counter", "curves", "weights", "prediction", "scrubber"],
  epoch: ["batches"],
  rewind: ["counter", "curves", "weights", "prediction", "scrubber"],
  split: ["split"],
  confusion: ["counter", "confusion", "mistakes", "scrubber"],
  explore: [
    ...[
      "counter",
      "actions",
      "curves",
      "weights",
      "prediction",
      "confusion",
      "mistakes",
      "spreads",
    ],
    "scrubber",
  ],
};
/** @type {Partial<Record<Payload["scene"], string[]>>} panels that would show an answer */
const ANSWERING = { epoch: ["counter", "scrubber"] };

/**
 * Return the panels that a scene shows.
 * @param {Pick<Payload, "scene" | "open">} data
 */
export const panelsOf = ({ scene, open }) => [
  ...PANELS[scene],
  ...((open ? ANSWERING[scene] : undefined) ?? []),
];

/**
 * Show the panels of a scene; those that stay move to their new places.
 * @param {HTMLElement} widget
 * @param {Payload} data
 * @returns {Animation[]} what moves
 */
export function showPanels(widget, data) {
  const scene = `${data.scene}${data.open ? "" : " closed"}`;
  const isNew = widget.dataset.shown !== scene;
  const panels = findAll(widget, "[data-panel]");
  const before = isNew ? boxes(panels) : new Map();
  const wasShown = widget.dataset.shown !== undefined;
  setData(widget, "shown", scene);
  setData(widget, "scene", data.scene);
  widget.classList.toggle("fills", data.fills);
  const shown = panelsOf(data);
  for (const panel of panels) panel.hidden = !shown.includes(String(panel.dataset.panel));
  return isNew && wasShown && !reducedMotion() ? movePanels(panels, before) : [];
}

/** @type {(panels: HTMLElement[]) => Map<HTMLElement, DOMRect>} */
const boxes = (panels) =>
  new Map(
    panels.filter((panel) => !panel.hidden).map((panel) => [panel, panel.getBoundingClientRect()]),
  );

/** @type {(panels: HTMLElement[], before: Map<HTMLElement, DOMRect>) => Animation[]} */
const movePanels = (panels, before) =>
  panels
    .filter((panel) => !panel.hidden)
    .map((panel) =>
      panel.animate(keyframes(before.get(panel), panel.getBoundingClientRect()), {
        duration: MOVE_TIME,
        easing: "ease-in-out",
      }),
    );

/**
 * Return how a panel comes to its place: from where it was, or out of nothing.
 * @param {DOMRect | undefined} from
 * @param {DOMRect} to
 * @returns {Keyframe[]}
 */
export function keyframes(from, to) {
  if (!from?.width || !to.width) return [{ opacity: 0 }, { opacity: 1 }];
  const move = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
  const grow = `scale(${from.width / to.width}, ${from.height / to.height})`;
  const transformOrigin = "0 0";
  return [
    { transform: `${move} ${grow}`, transformOrigin },
    { transform: "none", transformOrigin },
  ];
}
