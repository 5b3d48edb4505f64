"""The workbench's goal: a small network for digits, reached once real Keras agrees."""

import streamlit as st

from components.state.session import current_session
from components.ui.lesson_text import COMMON, Lesson
from models.sequential.model import LayerStack
from models.sequential.script import network_code
from models.sequential.shape_report import ModelReport

GOAL = "goal"  # the key of its question
MOST_PARAMETERS = 60_000
IMAGES = ((28, 28), (28, 28, 1))
OUTPUT = (10,)  # a number for each digit
MARKS = {True: "✓", False: "✗"}


def conditions(report: ModelReport) -> dict[str, bool]:
    """Return which conditions of the goal a model meets, as Keras built it.

    Args:
        report: what Keras reported.
    """
    is_built = report.failed is None
    return {
        "goal images": report.stack.shape in IMAGES,
        "goal fits": is_built and not report.loss_message,
        "goal output": is_built and report.output == OUTPUT,
        "goal parameters": is_built and 0 < report.parameters < MOST_PARAMETERS,
    }


def goal(lesson: Lesson, stack: LayerStack, report: ModelReport | None) -> None:
    """Show the goal, and the lines that the learner's menus stand for.

    Args:
        lesson: has the words.
        stack: the learner's.
        report: Keras's, of this stack; None until it has reported.
    """
    sides = st.grid(2, min_column_width=330, gap="medium")
    with sides.cell():
        lesson.show(f"ask {GOAL}")
        met = conditions(report) if report else {}
        _show_verdict(lesson, stack, met)
        st.button(
            lesson.label("goal check"),
            key="check_goal",
            on_click=_check,
            args=(stack, all(met.values())),
            disabled=not met,
        )
    with sides.cell():
        lesson.show("code")
        st.code(network_code(stack), language="python", wrap_lines=True)


def _show_verdict(lesson: Lesson, stack: LayerStack, met: dict[str, bool]) -> None:
    """Show what Keras found, once the learner has asked about this very stack."""
    if met and current_session().workbench.checked == stack:
        rows = "\n".join(f"- {MARKS[is_met]} {lesson.label(name)}" for name, is_met in met.items())
        verdict = COMMON.label("correct" if all(met.values()) else "not quite")
        st.markdown(f"**{verdict}**\n\n{rows}")


def _check(stack: LayerStack, is_reached: bool) -> None:  # noqa: FBT001 - a callback's argument
    session = current_session()
    place = f"build.{GOAL}"
    session.workbench.checked = stack
    session.answers.given.setdefault(place, []).append(int(is_reached))
    # Reached once, it stays reached while the learner builds other models.
    session.answers.correct[place] = is_reached or session.answers.correct.get(place, False)
