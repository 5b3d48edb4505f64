"""A question the learner answers before the outcome is shown beside the answer."""

from typing import Any

import streamlit as st

from components.nav.progress import QUESTION, is_done
from components.questions.answer_types import AnswerType, Blank, Cell, Choice, Number
from components.state.hidden_controls import is_visible
from components.state.session import Guess, current_session
from components.ui.lesson_text import COMMON, Lesson, format_template

__all__ = ["Blank", "Cell", "Choice", "Number", "Prediction", "prediction"]

WIDTH = 760  # pixels; a longer line is hard to read


def split_question(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a question's text and the options it lists."""
    lines = text.splitlines()
    options = tuple(line.removeprefix("- ") for line in lines if line.startswith("- "))
    return "\n".join(line for line in lines if not line.startswith("- ")).strip(), options


class Prediction:
    """A question with the learner's answers and, once answered, the outcome."""

    def __init__(
        self,
        lesson: Lesson,
        key: str,
        answer_type: AnswerType,
        *,
        pending_outcome: bool,
        gaps: dict[str, object],
    ) -> None:
        self.lesson, self.key = lesson, key
        self.answer_type, self.pending_outcome = answer_type, pending_outcome
        self.question_id = f"{lesson.name}.{key}"
        self.just_answered = False  # whether this very run of the script received an answer
        self.question, self.options = split_question(lesson.format(QUESTION + key, **gaps))
        self._restore_answers()

    def _restore_answers(self) -> None:
        """Drop answers restored from the browser's tab that are invalid for this answer type."""
        session = current_session()
        if self.question_id not in session.answers.unverified:
            return
        session.answers.unverified.discard(self.question_id)
        sent = [
            {"chosen": list(each)}
            if isinstance(self.answer_type, Cell) and type(each) is tuple
            else each
            for each in session.answers.given.pop(self.question_id, [])
        ]
        valid = [self.answer_type.validate(each, self.options) for each in sent]
        if valid := [answer for answer in valid if answer is not None]:
            session.answers.given[self.question_id] = valid
        else:
            session.answers.correct.pop(self.question_id, None)

    @property
    def answers(self) -> list[Guess]:
        """Return all answers in order; the last one counts."""
        return current_session().answers.given.get(self.question_id, [])

    @property
    def is_answered(self) -> bool:
        """Return whether the outcome may be shown: after an answer or if questions are hidden."""
        if not is_visible("questions"):
            return True
        return bool(self.answers) and self.question_id not in current_session().answers.reopened

    def show(self) -> None:
        """Show the question with its answer control, or with the answer once there is one."""
        if not is_visible("questions"):
            return
        st.fragment(self._show_question)()

    def reveal(self, truth: Any, **gaps: object) -> None:
        """Show the learner's answer beside the outcome, with the explanation.

        Args:
            truth: an answer of this type; a mask for several cells, a tuple for several words.
            gaps: live values in the section ``compare`` with this question's key.
        """
        if not is_visible("questions"):
            st.markdown(format_template(self.lesson.sections[f"compare {self.key}"], gaps))
            return
        correct = self.answer_type.is_correct(self.answers[-1], truth)
        self._store_outcome(correct=correct)
        with st.container(border=True, gap="xsmall", width=WIDTH):
            st.markdown(self._your_answers())
            if not correct and (formatted_truth := self._format_truth(truth)):
                st.markdown(COMMON.format("the truth", truth=formatted_truth))
            verdict = COMMON.label("correct" if correct else "not quite")
            st.markdown(
                f"{verdict} {format_template(self.lesson.sections[f'compare {self.key}'], gaps)}"
            )
            st.button(
                COMMON.label("change answer"),
                key=f"reopen_{self.question_id}",
                type="tertiary",
                on_click=lambda: current_session().answers.reopened.add(self.question_id),
            )

    def _store_outcome(self, *, correct: bool) -> None:
        session = current_session()
        was_done = is_done(session, self.lesson.name)
        session.answers.correct[self.question_id] = correct
        if is_done(session, self.lesson.name) != was_done:
            st.rerun()  # the menu has ticks

    def _your_answers(self) -> str:
        *before, last = (self.answer_type.format(answer, self.options) for answer in self.answers)
        if not before:
            return COMMON.format("your answer", answer=last)
        return COMMON.format("your answers", answer=last, before=", ".join(before))

    def _format_truth(self, truth: Any) -> str:
        """Return the truth in words; "" if several cells are correct."""
        if isinstance(truth, tuple) and isinstance(self.answer_type, Blank):
            truth = truth[0]
        return "" if getattr(truth, "ndim", 0) else self.answer_type.format(truth, self.options)

    def _show_question(self) -> None:
        if self.just_answered:  # to show what depends on the answer
            self.just_answered = False
            st.rerun()
        with st.container(
            border=not self.is_answered, width=WIDTH, key=f"question_{self.question_id}"
        ):
            st.markdown(COMMON.format("question", question=self.question))
            if self.is_answered:
                if self.pending_outcome:
                    st.markdown(self._your_answers())
                return
            with st.container(horizontal=self.answer_type.short):
                self.answer_type.show(f"guess_{self.question_id}", self.options, self.question)
                st.button(
                    COMMON.label("keep answer"),
                    key=f"keep_{self.question_id}",
                    on_click=self._store_answer,
                )
            if error := current_session().errors.pop(self.question_id, ""):
                st.warning(error)

    def _store_answer(self) -> None:
        session = current_session()
        answer = self.answer_type.validate(
            st.session_state.get(f"guess_{self.question_id}"), self.options
        )
        if answer is None:
            session.errors[self.question_id] = COMMON.format("no answer")
            return
        session.answers.given.setdefault(self.question_id, []).append(answer)
        session.answers.reopened.discard(self.question_id)
        self.just_answered = True


def prediction(
    lesson: Lesson,
    key: str,
    answer_type: AnswerType,
    *,
    pending_outcome: bool = False,
    **gaps: object,
) -> Prediction:
    """Show a question and return it.

    Args:
        lesson: its section ``predict`` with the key is the question; lines that begin with
            a dash are its options; the section ``compare`` with the key explains the outcome.
        key: unique on the page.
        answer_type: the type of its answer.
        pending_outcome: whether the outcome is computed later; until then the answer is shown here.
        gaps: live values in the question.
    """
    question = Prediction(lesson, key, answer_type, pending_outcome=pending_outcome, gaps=gaps)
    question.show()
    return question
