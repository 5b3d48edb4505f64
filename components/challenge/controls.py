"""Controls of the challenge: train, evaluate, and hints, one more at each press."""

import streamlit as st

from components.build.keras_shapes import known_report
from components.challenge.attempts import (
    current_attempt,
    evaluate_attempt,
    start_attempt,
    stop_attempt,
)
from components.challenge.conditions import MAX_PARAMETERS
from components.challenge.settings import chosen_training
from components.drawing.labeled_digit import label_control, scene_digit
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.training_config import reason_untrainable

CLUE = "clue "  # begins the sections that are hints


def train_button(lesson: Lesson) -> None:
    """Let the learner train the model, or stop what trains; say why it cannot be trained."""
    attempt = current_attempt()
    if attempt and attempt.request.pending:
        st.button(
            lesson.label("stop"),
            icon=":material/stop:",
            key="challenge_stop",
            on_click=stop_attempt,
            args=(attempt,),
        )
        return
    obstacle = _obstacle(lesson)
    st.button(
        lesson.label("train"),
        icon=":material/play_arrow:",
        type="primary",
        key="challenge_train",
        on_click=start_attempt,
        args=(chosen_training(), scene_digit(current_session())),
        disabled=bool(obstacle),
    )
    if obstacle:
        st.caption(obstacle)


def _obstacle(lesson: Lesson) -> str:
    """Return why the model cannot be trained, in a sentence; "" where it can."""
    report = known_report(current_session().challenge.bench.stack)
    if report is None:
        return lesson.label("uncounted")
    if report.parameters > MAX_PARAMETERS:
        count, most = f"{report.parameters:,}", f"{MAX_PARAMETERS:,}"
        return lesson.label("too many parameters", count=count, most=most)
    name, _ = reason_untrainable(report, chosen_training())
    return lesson.label("unsuited") if name else ""


def evaluate_controls(lesson: Lesson, *, whole: bool = False) -> None:
    """Let the learner have Keras evaluate what they trained, and ask for a hint.

    Args:
        lesson: has the words.
        whole: whether they can also say anew which digit they drew, and see all hints so far.
    """
    attempt, digit = current_attempt(), scene_digit(current_session())
    if whole or digit.label is None:
        label_control()
    with st.container(horizontal=True, key="challenge_buttons"):
        st.button(
            lesson.label("evaluate"),
            icon=":material/fact_check:",
            type="primary",
            key="challenge_evaluate",
            on_click=evaluate_attempt,
            args=(attempt, digit),
            disabled=attempt is None or attempt.weights is None or attempt.is_pending,
        )
        hint_button(lesson)
    shown = min(current_session().challenge.hints, len(clues(lesson)))
    for number in range(1 if whole else max(shown, 1), shown + 1):
        lesson.show(f"clue {number}")


def clues(lesson: Lesson) -> list[str]:
    """Return the sections with the hints, in their order."""
    return [name for name in lesson.sections if name.startswith(CLUE)]


def hint_button(lesson: Lesson) -> None:
    """Let the learner see one more hint."""
    shown, count = current_session().challenge.hints, len(clues(lesson))
    st.button(
        lesson.label("hint", count=min(shown + 1, count), all=count),
        icon=":material/lightbulb:",
        key="challenge_hint",
        on_click=_show_next,
        disabled=shown >= count,
    )


def _show_next() -> None:
    current_session().challenge.hints += 1
