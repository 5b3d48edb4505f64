"""The model editor: a layer stack from menus, Keras's report on it, and the tensors between."""

from components.build.model_editor.editor import (
    KEY,
    Explain,
    report_for_browser,
    show_editor,
)
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.sequential.shape_report import ModelReport

__all__ = ["KEY", "model_editor", "report_payload"]


def model_editor(lesson: Lesson, report: ModelReport | None) -> None:
    """Let the learner build a layer stack, and show what Keras reports for it.

    Args:
        lesson: has the explanations of errors.
        report: of the last stack whose numbers are known, the learner's current one or one before.
    """
    shown = None if report is None else report_payload(lesson, report)
    show_editor(current_session().workbench, shown, lesson.words("model"))


def report_payload(lesson: Lesson, report: ModelReport) -> dict:
    """Return a report for the browser, every error with its explanation."""
    return report_for_browser(report, _explain(lesson))


def _explain(lesson: Lesson) -> Explain:
    return lambda name, gaps: lesson.format(f"error {name}", **gaps)
