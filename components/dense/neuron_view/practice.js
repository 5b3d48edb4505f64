// Practice: a table with blanks. Python grades every answer and stores it; what became of each is
// shown here, with a hint or the working.

import { find, findAll, make, setData, setText } from "../../ui/js/dom.js";
import { withGaps } from "../../ui/js/gaps.js";
import { buildExercise } from "./practice_table.js";
import { hintWords, roundingWords, scoreWords } from "./practice_words.js";

/** @import { Practice } from "./practice_words.js" */
/** @import { View } from "./types.d.ts" */

/**
 * Show an exercise and what has become of it.
 * @param {View} view
 * @param {string} kind
 */
export function showPractice(view, kind) {
  const { sent: data, state, part } = view; // Python grades by its own numbers
  const section = part("practice");
  const exercise = data.exercises[kind];
  if (!exercise) {
    const why = withGaps(data.words["too large"], { count: data.inputs.length });
    section.replaceChildren(make("p", {}, why));
    state.exercise = null;
    return;
  }
  const numbers = exercise.numbers ?? data.numbers;
  const practice = { data, exercise, numbers, write: view.write };
  const alone = kind === "alone";
  if (state.exercise !== exercise.id) {
    buildExercise(view, practice, alone);
    state.exercise = exercise.id;
  }
  const fields = /** @type {HTMLInputElement[]} */ (findAll(section, "[data-blank]"));
  for (const field of fields) showAnswer(view, practice, field);
  leadOn(view, practice, fields);
  setText(find(section, "[data-part=score]"), scoreWords(practice, alone));
  const end = section.querySelector("[data-part=rounding]");
  if (end) setText(end, roundingWords(practice));
}

/**
 * Show what became of one blank, and report another answer.
 * @param {View} view
 * @param {Practice} practice
 * @param {HTMLInputElement} field
 */
function showAnswer(view, practice, field) {
  const { state, root } = view;
  const { exercise } = practice;
  const blank = String(field.dataset.blank);
  const answer = exercise.progress[blank];
  if (answer && (answer.right || root.activeElement !== field)) field.value = answer.text;
  field.readOnly = Boolean(answer?.right);
  const isWrong = Boolean(answer && !answer.right);
  field.setAttribute("aria-invalid", String(isWrong));
  field.dataset.state = isWrong ? "wrong" : answer ? "right" : "";
  const verdict = isWrong ? "✗" : answer ? "✓" : "";
  if (field.nextElementSibling) setText(field.nextElementSibling, verdict);
  field.onfocus = () => {
    showHint(view, practice, blank);
    field.select();
  };
  field.onchange = () => {
    if (!field.value.trim() || field.readOnly) return;
    const texts = { ...state.answers[exercise.id], [blank]: field.value };
    state.answers[exercise.id] = texts;
    state.blank = blank;
    view.send("answers", { exercise: exercise.id, texts: { ...texts } });
  };
}

/**
 * @param {View} view
 * @param {Practice} practice
 * @param {string | undefined} blank
 */
function showHint({ state, part }, practice, blank) {
  state.blank = blank;
  const words = blank ? hintWords(practice, blank) : "";
  const hint = find(part("practice"), "[data-part=hint]");
  setText(hint, words);
  setData(hint, "wrong", Boolean(words));
}

/**
 * Lead on from a right answer to the next blank, once; a hint stays.
 * @param {View} view
 * @param {Practice} practice
 * @param {HTMLInputElement[]} fields
 */
function leadOn(view, practice, fields) {
  const { state, root } = view;
  const { id, progress } = practice.exercise;
  const current = fields.indexOf(/** @type {HTMLInputElement} */ (root.activeElement));
  const blank = fields[current]?.dataset.blank;
  if (!blank || !progress[blank]?.right || state.ledFrom === `${id} ${blank}`) {
    showHint(view, practice, state.blank);
    return;
  }
  state.ledFrom = `${id} ${blank}`;
  const open = fields.filter((field) => !field.readOnly);
  const next = open.find((field) => fields.indexOf(field) > current) ?? open[0];
  next?.focus();
}
