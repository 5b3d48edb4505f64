// The formula's pieces: every term where nine fit on a line; else what is done, the term at hand
// and what is to come.

/** @import { Numbers, Payload } from "./payload.d.ts" */
/** @import { Story, Words } from "./numbers.js" */

/**
 * What the words are about.
 * @typedef {{ data: Payload, numbers: Numbers, story: Story, say: Words, count: number }} Told
 */

/**
 * A piece of the formula: whether it is added already, and whether it is at its turn.
 * @typedef {{ text: string, done: boolean, now: boolean }} Piece
 */

const FEW = 9; // terms that fit on a line

/** @type {(text: string, done: boolean, now: boolean) => Piece} */
const piece = (text, done, now) => ({ text, done, now });

/**
 * Return the formula at a position.
 * @param {Told} told
 * @param {number} position
 * @returns {Piece[]}
 */
export function formulaPieces(told, position) {
  const { data, numbers, story, say, count } = told;
  const terms = count <= FEW ? allTerms(told, position) : termAtHand(told, position);
  const bias = piece(say.signed(numbers.biasUnits), position > count, position === count + 1);
  const pieces = [piece("sum = ", true, false), ...terms, bias];
  if (!data.lossless) {
    const lost = ` ${say.signed(numbers.sumUnits - story.withBias)} (rounding)`;
    pieces.push(piece(lost, position > count + 1, position === count + 2));
  }
  return pieces;
}

/** @type {(told: Told, place: number) => string} */
const termAt = ({ data, numbers, story, say }, place) => {
  const index = story.indexAt(place);
  return say.product(data.inputs[index], numbers.weights[index]);
};

/** @type {(told: Told, position: number) => Piece[]} */
const allTerms = (told, position) =>
  told.data.inputs.map((_, place) => {
    const text = `${place ? "+ " : ""}${termAt(told, place)} `;
    return piece(text, place < position, place === position - 1);
  });

/** @type {(told: Told, position: number) => Piece[]} */
function termAtHand(told, position) {
  const { story, say, count } = told;
  const at = Math.min(position, count);
  const atHand = Number(at > 0 && position <= count);
  const added = at - Number(position <= count);
  const rest = count - at;
  let before = "";
  if (added > 0) {
    const terms = `${added} term${added > 1 ? "s" : ""}`;
    before = `${say.units(story.running[added - 1])} (${terms}) ${position <= count ? "+ " : ""}`;
  }
  return [
    piece(before, true, false),
    piece(atHand ? `${termAt(told, at - 1)} ` : "", true, Boolean(atHand)),
    piece(rest ? `${at ? "+ " : ""}${rest} terms to come ` : "", false, false),
  ];
}

/**
 * Return what is written of the value under the pointer.
 * @param {Told & { placeOf: (index: number) => number, state: { position: number } }} view
 * @param {number} index
 */
export function pointedWords({ data, numbers, say, placeOf, state }, index) {
  const input = data.inputs[index];
  const weight = numbers.weights[index];
  if (placeOf(index) >= state.position) {
    return `x[${index}] = ${say.input(input)}, w[${index}] = ${say.weight(weight)}: not added yet`;
  }
  const equals = data.lossless ? "=" : "≈";
  const product = say.units(numbers.products[index]);
  return `x[${index}] × w[${index}] = ${say.product(input, weight)} ${equals} ${product}`;
}
