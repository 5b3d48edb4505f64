"""A scene's question: the stage waits for an answer, and each wrong one gets a sentence of its own.

The section ``ask <key>`` of the lesson's text is the question. Its list has the answers, the right
one marked ``[x]``, each with its feedback after ``>``. The answers of a number question are the
right number and the usual wrong ones; ``other`` has the feedback to any other. The section
``hint <key>`` is shown after a wrong answer.
"""

from dataclasses import dataclass
from functools import cache

import streamlit as st

from components.state import controls
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.ui.lesson_text import Lesson

common = Lesson("common")
ASK, HINT = "ask ", "hint "
RIGHT, OTHER, FEEDBACK = "[x] ", "other", " > "
MAX_NUMBER = 1_000_000_000
ICONS = {True: ":material/check:", False: ":material/close:"}


@dataclass(frozen=True)
class Option:
    """An answer the text knows, and what is said of it."""

    text: str
    feedback: str
    is_right: bool


@dataclass(frozen=True)
class Question:
    """A question of a lesson's text.

    ``is_number`` asks for a number instead of showing the options.
    """

    key: str
    is_number: bool = False

    def is_open(self, lesson: Lesson) -> bool:
        """Return whether the stage may show the answer: one was given, or the learner skipped."""
        answers = current_session().answers
        place = f"{lesson.name}.{self.key}"
        return not is_visible("questions") or place in answers.given or place in answers.skipped

    def show(self, lesson: Lesson) -> None:
        """Show the question, its answers, and what is said of the last one given."""
        if not is_visible("questions"):
            return
        text, options = parse_question(lesson.name, self.key)
        place = f"{lesson.name}.{self.key}"
        answers = current_session().answers
        given = answers.given.get(place, [])
        is_done = answers.correct.get(place, False)
        with st.container(key="question", gap="small"):
            st.markdown(text)
            if self.is_number:
                if not is_done:
                    self._show_field(place, options)
            else:
                with st.container(key="answers", gap="small"):
                    self._show_options(place, options, given, is_done=is_done)
            if given:
                self._show_feedback(lesson, options, given, is_done=is_done)
            elif place not in answers.skipped:
                st.button(
                    common.format("show me"),
                    key=f"skip_{place}",
                    type="tertiary",
                    on_click=answers.skipped.add,
                    args=(place,),
                )

    def _show_options(
        self, place: str, options: list[Option], given: list, *, is_done: bool
    ) -> None:
        for number, option in enumerate(options):
            was_given = number in given
            mark = ICONS[option.is_right] if was_given else None
            st.button(
                option.text,
                key=f"answer_{place}_{number}",
                icon=mark,
                disabled=is_done or was_given,
                width="stretch",
                on_click=self._answer,
                args=(place, number, option.is_right),
            )

    def _show_field(self, place: str, options: list[Option]) -> None:
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            controls.number(
                st.number_input,
                common.format("your number"),
                0,
                MAX_NUMBER,
                f"guess_{place}",
                label_visibility="collapsed",
                placeholder="…",
                width=140,
            )
            st.button(
                common.format("check answer"),
                key=f"check_{place}",
                on_click=self._check,
                args=(place, options),
            )

    def _check(self, place: str, options: list[Option]) -> None:
        value = st.session_state.get(f"guess_{place}")
        if value is None:
            current_session().errors[place] = common.format("no answer")
            return
        right = next(option for option in options if option.is_right)
        self._answer(place, int(value), str(int(value)) == right.text)

    @staticmethod
    def _answer(place: str, answer: int, is_right: bool) -> None:  # noqa: FBT001 - a callback's
        answers = current_session().answers
        answers.given.setdefault(place, []).append(answer)
        answers.correct[place] = is_right

    def _show_feedback(
        self, lesson: Lesson, options: list[Option], given: list, *, is_done: bool
    ) -> None:
        last = given[-1]
        if self.is_number:
            known = {option.text: option for option in options}
            option = known.get(str(last), known[OTHER])
        else:
            option = options[last]
        verdict = common.format("correct" if option.is_right else "not quite")
        st.markdown(f"**{verdict}** {option.feedback}")
        if not is_done:
            st.markdown(lesson.sections[HINT + self.key])


@cache
def parse_question(name: str, key: str) -> tuple[str, list[Option]]:
    """Return a question's text and its answers.

    Args:
        name: the lesson's.
        key: the question's.
    """
    lines = Lesson(name).sections[ASK + key].splitlines()
    text = "\n".join(line for line in lines if not line.startswith("- ")).strip()
    options = []
    for line in lines:
        if line.startswith("- "):
            answer, _, feedback = line.removeprefix("- ").partition(FEEDBACK)
            is_right = answer.startswith(RIGHT)
            options.append(Option(answer.removeprefix(RIGHT), feedback, is_right))
    return text, options
