// The batch's images: labelled, then read, then judged; one of them is followed.

import { setText } from "../../ui/js/dom.js";
import { digitsEnough, formatNumber, largestOf } from "../../ui/js/format.js";
import { brief, fixed } from "./numbers.js";
import { paintImage } from "./pictures.js";

// Fills a radio group of images. `captionOf(at)` gives { text, wrong, share, spoken } of each.
function gallery(group, told, levels, { chosen, captionOf, choose, loud }) {
  const count = levels.length;
  if (group.children.length !== count) {
    group.replaceChildren(
      ...levels.map(() => {
        const button = document.createElement("button");
        button.type = "button";
        button.setAttribute("role", "radio");
        button.innerHTML = `<canvas aria-hidden="true"></canvas><span></span>${loud ? "<i><b></b></i>" : ""}`;
        return button;
      }),
    );
  }
  levels.forEach((bytes, at) => {
    const button = group.children[at];
    const { text, wrong, share, spoken } = captionOf(at);
    paintImage(button.firstChild, told, bytes);
    setText(button.children[1], text);
    if (loud) button.querySelector("b").style.width = `${100 * share}%`;
    button.dataset.wrong = Boolean(wrong);
    button.setAttribute("aria-label", spoken);
    button.setAttribute("aria-checked", at === chosen);
    button.tabIndex = at === chosen ? 0 : -1;
    button.onclick = () => choose(at);
    button.onkeydown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = {
        ArrowLeft: -1,
        ArrowUp: -1,
        ArrowRight: 1,
        ArrowDown: 1,
        Home: -at,
        End: count - 1 - at,
      }[event.key];
      if (step === undefined) return;
      const to = Math.max(0, Math.min(count - 1, at + step));
      choose(to);
      group.children[to].focus();
      event.preventDefault();
      event.stopPropagation();
    };
  });
}

// Ten probabilities of the image followed.
function bars(list, shares, truth, best) {
  if (list.children.length !== shares.length) {
    list.replaceChildren(
      ...Array.from(shares, (_, digit) => {
        const line = document.createElement("li");
        line.innerHTML = `<span>${digit}</span><i><b></b></i><span></span><em></em>`;
        return line;
      }),
    );
  }
  shares.forEach((share, digit) => {
    const line = list.children[digit];
    line.dataset.true = digit === truth;
    line.dataset.best = digit === best;
    line.querySelector("b").style.width = `${100 * (Number.isFinite(share) ? share : 0)}%`;
    setText(line.children[2], fixed(share, 4));
    setText(line.lastChild, digit === truth ? "true" : "");
  });
}

const equals = (computed, value) => (fixed(computed, 5) === fixed(value, 5) ? "=" : "≈");

// A probability and its loss, as the one can be computed from the other. One of 0 is not logged as
// it is, but as the smallest number that Keras takes for it.
function lossOf(share, loss) {
  const digits =
    Number.isFinite(loss) && share > 0
      ? digitsEnough([share], loss, 5, (number) => -Math.log(number))
      : undefined;
  return digits
    ? `−ln ${formatNumber(share, digits)} = ${fixed(loss, 5)}`
    : `−ln ${brief(share)} ≈ ${fixed(loss, 5)}`;
}

// Everything of the first three parts.
export function showBatch(part, told, numbers, state, choose) {
  const { labels, predicted, words, count, rows, columns } = told;
  const { probabilities, losses, levels } = numbers;
  const classes = probabilities.length / labels.length;
  const chosen = (state.image = Math.min(state.image ?? 0, labels.length - 1));
  const worst = largestOf(losses) || 1;
  const right = (at) => labels[at] === predicted[at];
  const fill = (name, captionOf, loud) =>
    gallery(part(name, "gallery"), told, levels, { chosen, choose, captionOf, loud });
  fill("batch", (at) => ({
    text: `${labels[at]}`,
    spoken: `image ${at + 1}, labelled ${labels[at]}`,
  }));
  fill("forward", (at) => ({
    text: right(at) ? `${labels[at]} ✓` : `${labels[at]}→${predicted[at]} ✗`,
    wrong: !right(at),
    spoken: `image ${at + 1}: a ${labels[at]}, read as ${predicted[at]}, ${right(at) ? "right" : "wrong"}`,
  }));
  fill(
    "loss",
    (at) => ({
      text: fixed(losses[at], 3),
      share: Number.isFinite(losses[at]) ? losses[at] / worst : 1,
      spoken: `image ${at + 1}, a ${labels[at]}: loss ${fixed(losses[at], 3)}`,
    }),
    true,
  );

  const truth = labels[chosen];
  const said = predicted[chosen];
  const shares = probabilities.subarray(chosen * classes, (chosen + 1) * classes);
  paintImage(part("image"), told, levels[chosen]);
  part("image").setAttribute(
    "aria-label",
    `image ${chosen + 1} of the batch, a ${truth}, ${rows} by ${columns}`,
  );
  bars(part("bars"), shares, truth, said);
  setText(
    part("said"),
    `Image ${chosen + 1}: the network says ${said}, with ${fixed(100 * shares[said], 2)} %; ` +
      (right(chosen)
        ? "and so it is.\u00a0✓"
        : `it is a ${truth}, which gets ${fixed(100 * shares[truth], 2)} %.\u00a0✗`),
  );

  setText(part("lossName"), `image ${chosen + 1}, a ${truth}`);
  setText(part("lossOne"), lossOf(shares[truth], losses[chosen]));
  setText(part("meanName"), "the batch");
  setText(
    part("lossMean"),
    `sum of all ${count.toLocaleString("en")} losses ÷ ${count.toLocaleString("en")} = ${fixed(told.sum, 5)} ÷ ${count.toLocaleString("en")} ${equals(Number(told.sum?.toFixed(5)) / count, told.mean)} ${fixed(told.mean, 5)}`,
  );
  for (const name of ["penaltyName", "lossWhole"]) part(name).hidden = !words.l2;
  setText(part("penaltyName"), "with L2");
  const together = Number(told.mean?.toFixed(5)) + Number(told.penalty?.toFixed(5));
  setText(
    part("lossWhole"),
    `${fixed(told.mean, 5)} + ${fixed(told.penalty, 5)} ${equals(together, told.loss)} ${fixed(told.loss, 5)}`,
  );
}
