"""The start test and the exit test: six questions each, one for every objective of the lesson."""

from dataclasses import dataclass

import streamlit as st

from components.nav.navigation import CONTENTS
from components.nav.scene_links import scene_button, scene_number
from components.questions.prediction import WIDTH
from components.state import controls
from components.state.control_defaults import EXIT_TEST, RECALL_TEST, START_TEST
from components.state.session import Answers, current_session
from components.ui.lesson_text import Lesson
from components.ui.question_text import Option, parse_options


@dataclass(frozen=True)
class Objective:
    """What a learner is to be able to do, and the scene that teaches it."""

    lesson: str
    scene: str

    @property
    def number(self) -> int:
        """The scene's number, from 1."""
        return scene_number(self.lesson, self.scene)


OBJECTIVES = {
    "shape": Objective("flatten", "batch"),
    "index": Objective("flatten", "formula"),
    "neuron": Objective("dense", "neuron"),
    "count": Objective("dense", "parameters"),
    "train": Objective("step", "update"),
    "explain": Objective("network", "solved"),
}
"""Every objective, in the order of the lesson."""


def choose_test(lesson: Lesson) -> None:
    """Let the learner choose one of the tests, and take it.

    Args:
        lesson: has the words.
    """
    lesson.show("tests")
    which = controls.select(
        st.segmented_control,
        lesson.label("test"),
        [START_TEST, EXIT_TEST],
        RECALL_TEST,
        default=EXIT_TEST,
        format_func=lambda each: lesson.label(f"test {each}"),
        required=True,
        label_visibility="collapsed",
    )
    objective_test(lesson, which)


def objective_test(lesson: Lesson, which: str) -> None:
    """Ask one question for each objective, then show which were answered correctly.

    Args:
        lesson: its sections ``start <objective>`` and ``exit <objective>`` are the questions.
        which: ``START_TEST`` or ``EXIT_TEST``.
    """
    result = answered(lesson, which)
    if result is None:
        _ask(lesson, which)
    else:
        _show_result(lesson, which, result)


def answered(lesson: Lesson, which: str) -> dict[str, Option] | None:
    """Return the option chosen for each objective; None before the test was handed in."""
    answers = current_session().answers
    chosen = {}
    for objective in OBJECTIVES:
        _, options = _question(lesson, which, objective)
        given = answers.given.get(_place(which, objective), [None])[-1]
        if type(given) is not int or not 0 <= given < len(options):
            return None  # also of what a tab restored, and a browser may have forged
        chosen[objective] = options[given]
    return chosen


def correct_count(result: dict[str, Option]) -> int:
    """Return how many objectives were met."""
    return sum(option.is_right for option in result.values())


def _place(which: str, objective: str) -> str:
    return f"recall.{which} {objective}"


def _question(lesson: Lesson, which: str, objective: str) -> tuple[str, list[Option]]:
    section = f"start {objective}" if which == START_TEST else f"exit {objective}"
    return parse_options(lesson.sections[section])


def _ask(lesson: Lesson, which: str) -> None:
    answers = current_session().answers
    chosen = {}
    with st.container(width=WIDTH):
        for objective in OBJECTIVES:
            text, options = _question(lesson, which, objective)
            chosen[objective] = controls.select(
                st.radio,
                text,
                range(len(options)),
                f"{which}_{objective}",
                format_func=[option.text for option in options].__getitem__,
            )
        st.button(
            lesson.label("hand in"),
            key=f"hand_in_{which}",
            disabled=None in chosen.values(),
            on_click=_hand_in,
            args=(lesson, answers, which, chosen),
        )


def _hand_in(lesson: Lesson, answers: Answers, which: str, chosen: dict[str, int]) -> None:
    for objective, option in chosen.items():
        place = _place(which, objective)
        answers.given[place] = [option]
        answers.correct[place] = _question(lesson, which, objective)[1][option].is_right


def _show_result(lesson: Lesson, which: str, result: dict[str, Option]) -> None:
    count = len(OBJECTIVES)
    before = answered(lesson, START_TEST)
    if which == EXIT_TEST and before:
        gaps = {"before": correct_count(before), "now": correct_count(result)}
        lesson.show("gain", count=count, **gaps)
    else:
        lesson.show(f"{which} result", right=correct_count(result), count=count)
    for objective, option in result.items():
        sign = "check" if option.is_right else "close"
        name = lesson.label(f"objective {objective}")
        st.markdown(f":material/{sign}: **{name}** {option.feedback}")
        if not option.is_right:
            _scene_button(lesson, which, objective)
    st.button(lesson.label("take again"), key=f"again_{which}", on_click=_forget, args=(which,))


def _scene_button(lesson: Lesson, which: str, objective: str) -> None:
    """Lead to the scene that teaches an objective."""
    taught = OBJECTIVES[objective]
    title = next(entry.title for entry in CONTENTS if entry.name == taught.lesson)
    label = lesson.label("see scene", number=taught.number, title=title)
    scene_button(label, f"see_{which}_{objective}", taught.lesson, taught.scene)


def _forget(which: str) -> None:
    answers = current_session().answers
    for objective in OBJECTIVES:
        answers.given.pop(_place(which, objective), None)
        answers.correct.pop(_place(which, objective), None)
