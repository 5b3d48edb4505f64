// Practice: a table with blanks. Python judges every answer and remembers it; here stands what
// is given, and the words of hint and working.

import { find, findAll, make, setData, setText } from "../../ui/js/dom.js";
import { buildExercise } from "./practice_table.js";
import { hintWords, roundingWords, scoreWords } from "./practice_words.js";

/** @import { Practice } from "./practice_words.js" */
/** @import { View } from "./types.d.ts" */

/**
 * Show an exercise and what has become of it.
 * @param {View} view
 * @param {string} kind
 */
export function practising(view, kind) {
  const { data, state, part } = view;
  const place = part("practice");
  const task = data.practice[kind];
  if (!task) {
    const why = `${data.inputs.length} products are no work for one hand. `;
    place.replaceChildren(make("p", {}, `${why}Turn to 3×3 to compute a neuron alone.`));
    state.built = null;
    return;
  }
  const practice = { data, task, numbers: task.numbers ?? data.numbers, say: view.say };
  const alone = kind === "alone";
  if (state.built !== task.id) {
    buildExercise(view, practice, alone);
    state.built = task.id;
  }
  const fields = /** @type {HTMLInputElement[]} */ (findAll(place, "[data-blank]"));
  for (const field of fields) showAnswer(view, practice, field);
  leadOn(view, practice, fields);
  setText(find(place, "[data-part=score]"), scoreWords(task, alone));
  const end = place.querySelector("[data-part=rounding]");
  if (end) setText(end, roundingWords(practice));
}

/**
 * Show what became of one blank, and take another answer.
 * @param {View} view
 * @param {Practice} practice
 * @param {HTMLInputElement} field
 */
function showAnswer(view, practice, field) {
  const { state, root } = view;
  const { task } = practice;
  const blank = String(field.dataset.blank);
  const record = task.progress[blank];
  if (record && (record.right || root.activeElement !== field)) field.value = record.text;
  field.readOnly = Boolean(record?.right);
  const isWrong = Boolean(record && !record.right);
  field.setAttribute("aria-invalid", String(isWrong));
  field.dataset.state = isWrong ? "wrong" : record ? "right" : "";
  const verdict = isWrong ? "✗" : record ? "✓" : "";
  if (field.nextElementSibling) setText(field.nextElementSibling, verdict);
  field.onfocus = () => {
    showHint(view, practice, blank);
    field.select();
  };
  field.onchange = () => {
    if (!field.value.trim() || field.readOnly) return;
    state.given ??= {};
    const given = { ...state.given[task.id], [blank]: field.value };
    state.given[task.id] = given;
    state.blank = blank;
    view.send("answers", { exercise: task.id, texts: { ...given } });
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
 * A right answer leads on to the next blank, once; a hint stays.
 * @param {View} view
 * @param {Practice} practice
 * @param {HTMLInputElement[]} fields
 */
function leadOn(view, practice, fields) {
  const { state, root } = view;
  const { id, progress } = practice.task;
  const at = fields.indexOf(/** @type {HTMLInputElement} */ (root.activeElement));
  const blank = fields[at]?.dataset.blank;
  if (!blank || !progress[blank]?.right || state.answered === `${id} ${blank}`) {
    showHint(view, practice, state.blank);
    return;
  }
  state.answered = `${id} ${blank}`;
  const open = fields.filter((field) => !field.readOnly);
  const next = open.find((field) => fields.indexOf(field) > at) ?? open[0];
  next?.focus();
}
