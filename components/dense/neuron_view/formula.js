// The formula's pieces: every term where nine fit on a line; else what is done, the current term
// and what is to come.

import { withGaps } from "../../ui/js/gaps.js";
import { withCount } from "../../ui/js/words.js";

/** @import { Numbers, Payload } from "./payload.d.ts" */
/** @import { Steps } from "./steps.js" */
/** @import { Writing } from "./writing.js" */

/**
 * What is written about.
 * @typedef {{ data: Payload, numbers: Numbers, steps: Steps, write: Writing, count: number }} Subject
 */

/**
 * A piece of the formula: whether it is added already, and whether it is the current one.
 * @typedef {{ text: string, done: boolean, now: boolean }} Piece
 */

const MAX_TERMS = 9; // terms that fit on a line

/** @type {(text: string, done: boolean, now: boolean) => Piece} */
const piece = (text, done, now) => ({ text, done, now });

/**
 * Return the formula at a position.
 * @param {Subject} subject
 * @param {number} position
 * @returns {Piece[]}
 */
export function formulaPieces(subject, position) {
  const { data, numbers, steps, write, count } = subject;
  const terms = count <= MAX_TERMS ? allTerms(subject, position) : currentTerm(subject, position);
  const bias = piece(write.signed(numbers.biasUnits), position > count, position === count + 1);
  const pieces = [piece(`${data.words.begin} `, true, false), ...terms, bias];
  if (!data.lossless) {
    const change = write.signed(numbers.sumUnits - steps.withBias);
    const lost = withGaps(data.words.rounded, { change });
    pieces.push(piece(` ${lost}`, position > count + 1, position === count + 2));
  }
  return pieces;
}

/** @type {(subject: Subject, term: number) => string} */
const termAt = ({ data, numbers, steps, write }, term) => {
  const index = steps.indexAt(term);
  return write.product(data.inputs[index], numbers.weights[index]);
};

/** @type {(subject: Subject, position: number) => Piece[]} */
const allTerms = (subject, position) =>
  subject.data.inputs.map((_, term) => {
    const text = `${term ? "+ " : ""}${termAt(subject, term)} `;
    return piece(text, term < position, term === position - 1);
  });

/** @type {(subject: Subject, position: number) => Piece[]} */
function currentTerm(subject, position) {
  const { data, steps, write, count } = subject;
  const { words } = data;
  const reached = Math.min(position, count);
  const isAdding = reached > 0 && position <= count;
  const added = reached - Number(position <= count);
  const rest = count - reached;
  let before = "";
  if (added > 0) {
    const sum = withCount(words, "summed", added, { sum: write.units(steps.running[added - 1]) });
    before = `${sum} ${position <= count ? "+ " : ""}`;
  }
  return [
    piece(before, true, false),
    piece(isAdding ? `${termAt(subject, reached - 1)} ` : "", true, isAdding),
    piece(rest ? `${reached ? "+ " : ""}${withCount(words, "to come", rest)} ` : "", false, false),
  ];
}

/**
 * Return what is written of the value under the pointer.
 * @param {Subject & { termOf: (index: number) => number, state: { position: number } }} view
 * @param {number} index
 */
export function pointedWords({ data, numbers, write, termOf, state }, index) {
  const input = data.inputs[index];
  const weight = numbers.weights[index];
  if (termOf(index) >= state.position) {
    return withGaps(data.words["not added"], {
      index,
      input: write.input(input),
      weight: write.weight(weight),
    });
  }
  const equals = data.lossless ? "=" : "≈";
  const product = write.units(numbers.products[index]);
  return `x[${index}] × w[${index}] = ${write.product(input, weight)} ${equals} ${product}`;
}
