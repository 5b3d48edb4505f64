"""A scene's question: the stage waits for an answer, and each wrong one gets a sentence of its own.

The section ``ask <key>`` of the lesson's text is the question, as components.ui.question_text has
it. The section ``hint <key>`` is shown after a wrong answer.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import Guess, current_session
from components.ui.lesson_text import COMMON, Lesson
from components.ui.question_text import OTHER, Option, parse_question

HINT = "hint "
MAX_NUMBER = 1_000_000_000
ICONS = {True: ":material/check:", False: ":material/close:"}


@dataclass(frozen=True)
class Question:
    """A question of a lesson's text.

    ``is_number`` asks for a number instead of showing the options. With ``judge`` the stage asks,
    and reports an answer to `take`; it returns the option that an answer is, None for what is no
    answer.
    """

    key: str
    is_number: bool = False
    judge: Callable[[Any], int | None] | None = None

    def is_open(self, lesson: Lesson) -> bool:
        """Return whether the stage may show the answer: one was given, or the learner skipped."""
        place = self._place(lesson)
        self._check_restored(lesson, place)
        answers = current_session().answers
        return not is_visible("questions") or place in answers.given or place in answers.skipped

    def show(self, lesson: Lesson) -> None:
        """Show the question, its answers, and what is said of the last one given."""
        if not is_visible("questions"):
            return
        text, options = parse_question(lesson.name, self.key)
        place = self._place(lesson)
        answers = current_session().answers
        given = answers.given.get(place, [])
        with st.container(key="question", gap="small"):
            st.markdown(text)
            self._show_answers(place, options, given)
            if given:
                self._show_feedback(lesson, options, given)
            elif place not in answers.skipped:
                st.button(
                    COMMON.label("show me"),
                    key=f"skip_{place}",
                    type="tertiary",
                    on_click=answers.skipped.add,
                    args=(place,),
                )

    def given(self, lesson: Lesson) -> list[Guess]:
        """Return the answers that were given, in their order."""
        return current_session().answers.given.get(self._place(lesson), [])

    def take(self, lesson: Lesson, answer: Any) -> None:
        """Store an answer that the stage reports, unless it is none."""
        _, options = parse_question(lesson.name, self.key)
        if self._is_answer(answer, options):
            self._answer(self._place(lesson), options, answer)

    def _place(self, lesson: Lesson) -> str:
        return f"{lesson.name}.{self.key}"

    def _check_restored(self, lesson: Lesson, place: str) -> None:
        """Drop answers restored from the browser's tab that this question does not have."""
        answers = current_session().answers
        if place not in answers.unverified:
            return
        answers.unverified.discard(place)
        answers.correct.pop(place, None)
        _, options = parse_question(lesson.name, self.key)
        given = answers.given.pop(place, [])
        if valid := [each for each in given if self._is_answer(each, options)]:
            answers.given[place] = valid
            answers.correct[place] = self._option(options, valid[-1]).is_right

    def _is_answer(self, answer: Any, options: list[Option]) -> bool:
        if self.judge:
            return self.judge(answer) is not None
        most = MAX_NUMBER if self.is_number else len(options) - 1
        return type(answer) is int and 0 <= answer <= most

    def _option(self, options: list[Option], answer: Guess) -> Option:
        """Return the option that an answer is: its number, or for a number question its value."""
        if self.judge:
            return options[self.judge(answer) or 0]
        if not self.is_number:
            return options[answer]
        known = {option.text: option for option in options}
        return known.get(str(answer), known[OTHER])

    def _show_answers(self, place: str, options: list[Option], given: list) -> None:
        if self.judge:
            return
        is_done = current_session().answers.correct.get(place, False)
        if not self.is_number:
            with st.container(key="answers", gap="small"):
                self._show_options(place, options, given, is_done=is_done)
        elif not is_done:
            self._show_field(place, options)

    def _show_options(
        self, place: str, options: list[Option], given: list, *, is_done: bool
    ) -> None:
        for number, option in enumerate(options):
            was_given = number in given
            st.button(
                option.text,
                key=f"answer_{place}_{number}",
                icon=ICONS[option.is_right] if was_given else None,
                disabled=is_done or was_given,
                width="stretch",
                on_click=self._answer,
                args=(place, options, number),
            )

    def _show_field(self, place: str, options: list[Option]) -> None:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            controls.number(
                st.number_input,
                COMMON.label("your number"),
                0,
                MAX_NUMBER,
                f"guess_{place}",
                label_visibility="collapsed",
                placeholder="…",
                width=140,
            )
            st.button(
                COMMON.label("check answer"),
                key=f"check_{place}",
                on_click=self._check,
                args=(place, options),
            )
        if error := current_session().errors.pop(place, ""):
            st.warning(error)

    def _check(self, place: str, options: list[Option]) -> None:
        value = st.session_state.get(f"guess_{place}")
        if value is None:
            current_session().errors[place] = COMMON.format("no answer")
        else:
            self._answer(place, options, int(value))

    def _answer(self, place: str, options: list[Option], answer: Guess) -> None:
        answers = current_session().answers
        answers.given.setdefault(place, []).append(answer)
        answers.correct[place] = self._option(options, answer).is_right

    def _show_feedback(self, lesson: Lesson, options: list[Option], given: list) -> None:
        option = self._option(options, given[-1])
        verdict = COMMON.label("correct" if option.is_right else "not quite")
        with st.container(key="feedback", gap="small"):
            hint = "" if option.is_right else f"\n\n{lesson.sections[HINT + self.key]}"
            # In one element: a hint of its own could stay, where a poll interrupts the page's run.
            st.markdown(f"**{verdict}** {option.feedback}{hint}")
