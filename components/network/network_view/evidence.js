// Which pixels spoke for one class and against another, with the account that proves it.

import { diverging } from "../../ui/js/color.js";
import { make, resizeList, setText } from "../../ui/js/dom.js";
import { formatNumber, largestOf } from "../../ui/js/format.js";
import { showScale } from "../../ui/js/scale.js";
import { unpackNumbers } from "../../ui/js/wire.js";
import { cells } from "./cells.js";

/** @import { Evidence } from "./payload.d.ts" */
/** @import { View } from "./types.d.ts" */

/** @param {View} view */
export function evidenceView(view) {
  const { data, part, theme, width, names } = view;
  const evidence = /** @type {Required<Evidence>} */ (data.evidence);
  const { one, other, asked, problem } = evidence;
  const { classes } = data;
  const { shares } = data.softmax;
  /**
   * @param {HTMLSelectElement} select
   * @param {number} at
   * @param {string} word
   * @param {number} chosen
   */
  const choose = (select, at, word, chosen) => {
    const texts = [`${word} (${classes[chosen]})`, ...classes];
    const options = resizeList(select, texts.length, () => make("option"));
    texts.forEach((text, nth) => {
      /** @type {HTMLOptionElement} */ (options[nth]).value = String(nth - 1);
      setText(options[nth], text);
    });
    const pair = view.state.place.evidence ?? asked; // what the learner asked for, answered or not yet
    select.value = String(pair[at]);
    select.onchange = () =>
      view.go({
        zoom: [],
        evidence: /** @type {[number, number]} */ (pair.with(at, Number(select.value))),
      });
  };
  choose(part("one"), 0, "the answer", shares.indexOf(Math.max(...shares)));
  choose(part("other"), 1, "the runner-up", other);
  setText(part("problem"), problem ? `${problem[0].toUpperCase()}${problem.slice(1)}.` : "");
  part("weighed").hidden = Boolean(problem);
  if (problem) return;

  const pixels = unpackNumbers(evidence.pixels);
  const vector = unpackNumbers(data.vector);
  const most = largestOf(pixels);
  const size = Math.max(4, Math.min(11, Math.floor(Math.min(width, 320) / data.columns)));
  /** @param {number} value */
  const speaks = (value) =>
    value > 0
      ? `speaks for ${classes[one]}`
      : value < 0
        ? `speaks for ${classes[other]}`
        : "says nothing";
  view.tell.evidence = (/** @type {number} */ at) =>
    `${names.pixel(at)}, ink ${formatNumber(vector[at], 4)}: ${formatNumber(pixels[at], 4)}, ${speaks(pixels[at])}`;
  const grid = cells(part("evidencePicture"), {
    values: pixels,
    perLine: data.columns,
    size,
    colourOf: diverging,
    scale: most || 1,
    dark: theme.dark,
    label: `each pixel's evidence for ${classes[one]} against ${classes[other]}`,
    pointed: (/** @type {number} */ at, /** @type {boolean} */ aloud) => {
      grid.point(at);
      view.point("evidence", at, aloud);
    },
    left: () => grid.point(null),
  });
  view.evidenceGrid = grid;
  showScale(part("evidenceScale"), formatNumber(most, 4), theme.dark);
  const [many, few] = evidence.counts;
  /** @type {[value: number, digits: number, words: string][]} */
  const lines = [
    [evidence.for, 6, `from ${many} pixels that spoke for ${classes[one]} (orange)`],
    [
      evidence.against,
      6,
      `from ${few} pixels that spoke for ${classes[other]} (blue, with a dash)`,
    ],
    [
      evidence.biases,
      6,
      data.hidden.length
        ? "from the biases, through the hidden units as they are now"
        : "from the biases",
    ],
    [
      evidence.difference,
      4,
      `together: the logit of ${classes[one]}, ${formatNumber(evidence.logits[0], 6)}, minus the logit of ${classes[other]}, ${formatNumber(evidence.logits[1], 6)}`,
    ],
  ];
  const account = part("account");
  lines.forEach(([value, digits, words], at) => {
    const row = account.children[at] ?? account.appendChild(document.createElement("li"));
    if (!row.children.length)
      row.append(document.createElement("b"), document.createElement("span"));
    const sign = at === lines.length - 1 ? "= " : value < 0 ? "" : "+";
    setText(row.firstChild, `${sign}${formatNumber(value, digits)}`);
    setText(row.lastChild, words);
  });
}
