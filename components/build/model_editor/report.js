// What Keras computed for a stack, in its rows: tensors, costs, problems, the loss.

import { find, make, proseNodes, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { withCount } from "../../ui/js/words.js";
import { formatBytes, formatCount, formatPercent, formatShape } from "./stack.js";
import { makeTensorBlock } from "./tensor_block.js";

/** @import { ModelReport, LayerReport, Payload, Tensor } from "./payload.d.ts" */

/** @typedef {{ message: string, explanation: string }} Problem */

/**
 * @param {Element} row
 * @param {Tensor} tensor
 * @param {string} state
 * @param {Payload["words"]} words
 */
export function showTensor(row, { shape, numbers, bytes }, state, words) {
  const size =
    numbers === null || bytes === null
      ? ""
      : withCount(words, "numbers", numbers, {
          count: formatCount(numbers),
          bytes: formatBytes(bytes),
        });
  const text = make(
    "div",
    { className: "words" },
    make("code", { textContent: formatShape(shape) }),
    make("span", { className: "hint", textContent: size }),
  );
  const spine = make("div", { className: "spine" });
  find(row, ".tensor").replaceChildren(spine, makeTensorBlock(shape, state), text);
}

/**
 * @param {Element} row
 * @param {LayerReport} layer
 * @param {ModelReport} report
 * @param {Payload["words"]} words
 */
export function showCost(row, { parameters, weightBytes, multiplyAdds }, report, words) {
  const cost = find(row, ".cost");
  if (parameters === 0 && multiplyAdds === 0) {
    cost.replaceChildren(make("p", { className: "hint", textContent: words.free }));
    return;
  }
  const weights = parameters && weightBytes ? ` (${formatBytes(weightBytes)})` : "";
  const lines = [
    ...costLine(words.parameters, parameters, weights, report.parameters),
    ...costLine(words.multiplications, multiplyAdds, "", report.multiplyAdds),
  ];
  cost.replaceChildren(make("dl", {}, ...lines));
}

/**
 * @param {string} name
 * @param {number | null} value
 * @param {string} more
 * @param {number | null} total of which it is a share
 */
function costLine(name, value, more, total) {
  if (value === null) return [];
  return [
    make("dt", { textContent: name }),
    make("dd", {}, formatCount(value), make("span", { className: "bytes", textContent: more })),
    make("dd", { className: "share" }, ...(total ? makeBar(value / total) : [])),
  ];
}

/**
 * Make a share of the total as a bar and in words.
 * @param {number} share
 */
function makeBar(share) {
  const fill = make("b");
  fill.style.width = `${Math.max(share * 100, share > 0 ? 1 : 0)}%`;
  return [
    make("i", { "aria-hidden": "true" }, fill),
    make("span", { className: "percent", textContent: formatPercent(share) }),
  ];
}

/**
 * @param {Element} row
 * @param {string} heading
 * @param {Problem | null} problem
 */
export function showProblem(row, heading, problem) {
  const box = find(row, ".problem");
  box.hidden = !problem;
  if (!problem) {
    box.replaceChildren();
    return;
  }
  const sign = make("span", { "aria-hidden": "true", textContent: "⚠ " });
  box.replaceChildren(
    make("p", { className: "stop" }, sign, heading),
    make("pre", { textContent: problem.message, tabIndex: 0 }),
    make("p", {}, ...proseNodes(problem.explanation)),
  );
}

/**
 * @param {Element} row
 * @param {ModelReport} report
 * @param {Payload["words"]} words
 */
export function showLoss(row, report, words) {
  const { loss } = report;
  const verdict = loss.message ? words["does not fit"] : words.fits;
  const fits = make("span", { className: "fits" }, loss.reached ? verdict : words["not reached"]);
  find(row, ".card").replaceChildren(
    make("div", { className: "head" }, make("strong", { textContent: words["loss title"] }), fits),
    make("span", { className: "hint", textContent: words.loss }),
  );
  const totals = loss.reached ? totalsOf(report, words) : [];
  const lines = totals.flatMap(([name, value]) => [
    make("dt", { textContent: name }),
    make("dd", { textContent: value }),
  ]);
  find(row, ".cost").replaceChildren(make("dl", { className: "total" }, ...lines));
  showProblem(row, words.late, loss.message ? loss : null);
}

/**
 * Show how many of the parameters that it may have a model has.
 * @param {HTMLElement} line
 * @param {number | null} budget
 * @param {ModelReport | null} report
 * @param {Payload["words"]} words
 */
export function showBudget(line, budget, report, words) {
  line.hidden = budget === null;
  if (budget === null) return;
  const count = report?.parameters ?? 0;
  const key = !report ? "not counted" : count > budget ? "over budget" : "in budget";
  setData(line, "state", key);
  setText(
    line,
    withGaps(words[key], {
      count: formatCount(count),
      most: formatCount(budget),
      more: formatCount(count - budget),
    }),
  );
}

/**
 * Return what the whole stack costs.
 * @param {Pick<ModelReport, "parameters" | "weightBytes" | "multiplyAdds" | "bytes">} report
 * @param {Payload["words"]} words
 * @returns {[name: string, value: string][]}
 */
const totalsOf = ({ parameters, weightBytes, multiplyAdds, bytes }, words) => [
  [words["all parameters"], `${formatCount(parameters)} (${formatBytes(weightBytes)})`],
  [words["all multiplications"], formatCount(multiplyAdds ?? 0)],
  [words["all tensors"], formatBytes(bytes)],
];

/**
 * Return the outcome for a screen reader.
 * @param {ModelReport} report
 * @param {Payload["words"]} words
 */
export function outcomeText({ layers, input, parameters }, words) {
  const failed = layers.findIndex((layer) => layer.state === "error");
  if (failed >= 0) {
    const { explanation } = layers[failed];
    return withGaps(words.problem, { number: failed + 1, explanation });
  }
  const shape = formatShape((layers.at(-1) ?? input).shape);
  return withGaps(words.outcome, { shape, count: formatCount(parameters) });
}
