// What Python sent, unpacked: every number that is shown, as it is shown.

import { unpackNumbers } from "../../ui/js/wire.js";
import { GLANCE_DIGITS } from "./digits.js";

/** @import { Evidence, Payload, Unit } from "./payload.d.ts" */
/** @import { EvidenceNumbers, Shown, UnitNumbers, UnitWeights } from "./types.d.ts" */

/**
 * @param {Payload} payload
 * @param {UnitWeights | null} stored the weights of the unit that is open, which came once
 * @returns {Shown}
 */
export function receivedNumbers({ answer, vector, hidden, softmax, unit, evidence }, stored) {
  return {
    answer,
    vector: unpackNumbers(vector),
    hidden: hidden.map((each) => ({ ...each, outputs: unpackNumbers(each.outputs) })),
    softmax,
    unit: unit && stored?.id === unit.weights_id ? unitNumbers(unit, stored) : null,
    evidence: evidence ? evidenceNumbers(evidence) : null,
  };
}

/** @type {(unit: Unit, stored: UnitWeights) => UnitNumbers} */
function unitNumbers({ weights_id: _, sum_digits, sent, term, ...unit }, { weights, outgoing }) {
  return {
    ...unit,
    weights,
    outgoing,
    products: unpackNumbers(unit.products),
    sum_digits: sum_digits ?? GLANCE_DIGITS,
    sent: sent ? unpackNumbers(sent) : null,
    term: term ? { ...term, running: unpackNumbers(term.running) } : null,
  };
}

/** @type {(evidence: Evidence) => EvidenceNumbers} */
const evidenceNumbers = (evidence) => ({
  mixing: "",
  counts: [0, 0],
  favoring: 0,
  opposing: 0,
  biases: 0,
  logits: [0, 0],
  difference: 0,
  ...evidence,
  pixels: evidence.pixels ? unpackNumbers(evidence.pixels) : new Float64Array(),
});
