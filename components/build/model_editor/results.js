// What Keras made of a chain, in the rows' places for it: tensors, costs, problems, the loss.

import { find, make, proseNodes } from "../../ui/js/dom.js";
import { tensorPicture } from "./blocks.js";
import { bytesInWords, count, percentInWords, shapeInWords } from "./chain.js";

/** @import { Built, Joint, Payload, Tensor } from "./payload.d.ts" */

/** @typedef {{ message: string, explanation: string }} Problem */

/**
 * @param {Element} row
 * @param {Tensor} tensor
 * @param {string} state
 */
export function showTensor(row, { shape, numbers, bytes }, state) {
  const size =
    numbers === null || bytes === null
      ? ""
      : `${count(numbers)} number${numbers === 1 ? "" : "s"}, ${bytesInWords(bytes)}`;
  const words = make(
    "div",
    { className: "words" },
    make("code", { textContent: shapeInWords(shape) }),
    make("span", { className: "hint", textContent: size }),
  );
  const spine = make("div", { className: "spine" });
  find(row, ".tensor").replaceChildren(spine, tensorPicture(shape, state), words);
}

/**
 * @param {Element} row
 * @param {Joint} joint
 * @param {Built} built
 * @param {string} free what is said of a layer that costs nothing
 */
export function showCost(row, { parameters, weightBytes, multiplyAdds }, built, free) {
  const place = find(row, ".cost");
  if (parameters === 0 && multiplyAdds === 0) {
    place.replaceChildren(make("p", { className: "hint", textContent: free }));
    return;
  }
  const weights = parameters && weightBytes ? ` (${bytesInWords(weightBytes)})` : "";
  const lines = [
    ...costLine("parameters", parameters, weights, built.parameters),
    ...costLine("multiply-adds", multiplyAdds, "", built.multiplyAdds),
  ];
  place.replaceChildren(make("dl", {}, ...lines));
}

/**
 * @param {string} words
 * @param {number | null} value
 * @param {string} more
 * @param {number | null} whole of which it is a share
 */
function costLine(words, value, more, whole) {
  if (value === null) return [];
  return [
    make("dt", { textContent: words }),
    make("dd", { textContent: count(value) + more }),
    make("dd", { className: "share" }, ...(whole ? makeBar(value / whole) : [])),
  ];
}

/**
 * Make a share of the whole as a bar and in words.
 * @param {number} share
 */
function makeBar(share) {
  const fill = make("b");
  fill.style.width = `${Math.max(share * 100, share > 0 ? 1 : 0)}%`;
  return [
    make("i", { "aria-hidden": "true" }, fill),
    make("span", { className: "percent", textContent: percentInWords(share) }),
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
 * @param {Built} built
 * @param {Payload["words"]} words
 */
export function showLoss(row, built, words) {
  const { loss } = built;
  const verdict = loss.message ? "⚠ does not fit" : "✓ fits";
  const fits = make("span", { className: "fits" }, loss.reached ? verdict : "… not reached");
  find(row, ".card").replaceChildren(
    make("div", { className: "head" }, make("strong", { textContent: "Loss" }), fits),
    make("span", { className: "hint", textContent: words.loss }),
  );
  const totals = loss.reached ? totalsOf(built) : [];
  const lines = totals.flatMap(([name, value]) => [
    make("dt", { textContent: name }),
    make("dd", { textContent: value }),
  ]);
  find(row, ".cost").replaceChildren(make("dl", { className: "total" }, ...lines));
  showProblem(row, words.late, loss.message ? loss : null);
}

/**
 * Return what the whole chain costs.
 * @param {Pick<Built, "parameters" | "weightBytes" | "multiplyAdds" | "bytes">} built
 * @returns {[name: string, value: string][]}
 */
const totalsOf = ({ parameters, weightBytes, multiplyAdds, bytes }) => [
  ["all parameters", `${count(parameters)} (${bytesInWords(weightBytes)})`],
  ["multiply-adds a picture", count(multiplyAdds ?? 0)],
  ["all tensors of a picture", bytesInWords(bytes)],
];

/**
 * Return what became of a chain, for a screen reader.
 * @param {Built} built
 */
export function outcomeWords({ joints, input, parameters }) {
  const broken = joints.findIndex((joint) => joint.state === "error");
  if (broken >= 0) return `Layer ${broken + 1} does not fit: ${joints[broken].explanation}`;
  const shape = shapeInWords((joints.at(-1) ?? input).shape);
  return `${shape} comes out, ${count(parameters)} parameters`;
}
