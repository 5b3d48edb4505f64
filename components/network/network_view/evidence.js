// Which pixels spoke for one class and against another, with the account that proves it.

import { diverging } from "../../ui/js/color.js";
import { make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { withGaps } from "../../ui/js/gaps.js";
import { showScale } from "../../ui/js/scale.js";
import { showCells } from "./cells.js";
import { GLANCE_DIGITS } from "./digits.js";
import { accountLines, pixelText } from "./evidence_words.js";
import { evidenceSize } from "./layout.js";

/** @import { EvidenceNumbers, View } from "./types.d.ts" */

/** @param {View} view */
export function showEvidence(view) {
  const { data, shown, part } = view;
  const evidence = /** @type {EvidenceNumbers} */ (shown.evidence); // is here when it is shown
  const { shares } = shown.softmax;
  const { words } = data;
  const { mixing: activation } = evidence;
  showChoice(view, 0, words.predicted, shares.indexOf(Math.max(...shares)));
  showChoice(view, 1, words.second, evidence.other);
  setText(part("problem"), activation ? withGaps(words.mixed, { activation }) : "");
  part("weighed").hidden = Boolean(activation);
  if (activation) return;
  showPixels(view, evidence);
  const lines = accountLines(evidence, data.classes, shown.hidden.length > 0, words);
  const rows = resizeList(part("account"), lines.length, () =>
    make("li", {}, make("b"), make("span")),
  );
  lines.forEach(([number, words], at) => {
    setText(rows[at].children[0], number);
    setText(rows[at].children[1], words);
  });
}

/**
 * Let the learner choose a class, or leave it to the picture.
 * @param {View} view
 * @param {0 | 1} side 0 in favor, 1 against
 * @param {string} text for the class that the picture decides
 * @param {number} automatic that class
 */
function showChoice(view, side, text, automatic) {
  const { data, shown, part, state } = view;
  const select = part(["one", "other"][side]);
  const texts = [withGaps(text, { class: data.classes[automatic] }), ...data.classes];
  const options = resizeList(select, texts.length, () => make("option"));
  texts.forEach((text, nth) => {
    /** @type {HTMLOptionElement} */ (options[nth]).value = String(nth - 1);
    setText(options[nth], text);
  });
  const pair = state.selection.evidence ?? shown.evidence?.requested;
  select.value = String(pair[side]);
  select.onchange = () =>
    view.select({ zoom: [], evidence: pair.with(side, Number(select.value)) });
}

/**
 * @param {View} view
 * @param {EvidenceNumbers} evidence
 */
function showPixels(view, evidence) {
  const { data, shown, part, theme, names } = view;
  const { pixels } = evidence;
  const [one, other] = [data.classes[evidence.one], data.classes[evidence.other]];
  const largest = largestOf(pixels);
  view.readouts.evidence = (at) =>
    pixelText(data.words, names.pixel(at), shown.vector[at], pixels[at], [one, other]);
  const grid = showCells(part("evidencePicture"), {
    values: pixels,
    perLine: data.columns,
    size: evidenceSize(view.width, data.columns),
    colorOf: diverging,
    scale: largest || 1,
    dark: theme.dark,
    label: withGaps(data.words["evidence name"], { one, other }),
    kind: data.words.values,
    onPoint: (at, aloud) => {
      grid.point(at);
      view.point("evidence", at, aloud);
    },
    onLeave: () => grid.point(null),
  });
  view.evidenceGrid = grid;
  showScale(part("evidenceScale"), formatNumber(largest, GLANCE_DIGITS), theme.dark);
}
