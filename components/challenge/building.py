"""Building the challenge's model: the workbench's editor, with Flatten and Dense alone."""

import streamlit as st

from components.build.keras_shapes import follow_report, known_report, request_report
from components.build.model_editor.editor import report_for_browser, show_editor
from components.challenge.attempts import current_attempt, refresh
from components.challenge.conditions import MAX_PARAMETERS
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.presets import CHALLENGE_INPUTS, CHALLENGE_LAYERS
from models.sequential.shape_report import ModelReport

BUILD = Lesson("build")  # has the editor's words, and its explanations of errors
KEY = "challenge_editor"
RENEW_SECONDS = 20.0  # a training that nothing polls for 90 stops


def editor_stage(lesson: Lesson, *, is_open: bool) -> None:
    """Show the model; Keras's counts only where they may be seen."""
    _show_model(lesson, reported_model() if is_open else None, fills=True)


def model_request(lesson: Lesson) -> None:
    """Request Keras's report on the model, and show why there is none."""
    if problem := follow_report(current_session().challenge.bench.stack):
        st.caption(lesson.label("no report", problem=problem))
    attempt = current_attempt()
    if attempt and attempt.is_pending:
        st.fragment(refresh, run_every=RENEW_SECONDS)(attempt)


def whole_editor(lesson: Lesson) -> None:
    """Let the learner build the model with everything the workbench shows of it."""
    _show_model(lesson, reported_model(), fills=False)
    request_report(current_session().challenge.bench.stack)


def reported_model() -> ModelReport | None:
    """Return Keras's report on the model, or on the last one that it has reported on."""
    bench = current_session().challenge.bench
    report = known_report(bench.stack)
    if report is not None:
        bench.shown = bench.stack
    return report or known_report(bench.shown)


def _show_model(lesson: Lesson, report: ModelReport | None, *, fills: bool) -> None:
    show_editor(
        current_session().challenge.bench,
        None if report is None else report_for_browser(report, _explanation),
        BUILD.words("model") | lesson.words("budget"),
        key=KEY,
        kinds=CHALLENGE_LAYERS,
        inputs=CHALLENGE_INPUTS,
        budget=MAX_PARAMETERS,
        fills=fills,
    )


def _explanation(name: str, gaps: dict[str, str]) -> str:
    return BUILD.format(f"error {name}", **gaps)
