"""Myths: four common claims, each judged by the learner and then tested."""

from collections.abc import Callable
from dataclasses import dataclass

from components.myths.axes import GROUP, NAMES, axes_myth
from components.myths.edges import edges_myth
from components.myths.gradient import gradient_myth
from components.myths.values import values_myth
from components.questions.prediction import Choice, Prediction, prediction
from components.scripts.script_runner import trial_choice
from components.ui.lesson_text import Lesson


@dataclass(frozen=True)
class Myth:
    """The test of a myth, once the learner has judged it."""

    test: Callable[[Lesson, Prediction], None]
    scripts: tuple[str, ...]  # run in real Keras


MYTHS = {
    "values": Myth(values_myth, ("myths/values",)),
    "edges": Myth(edges_myth, ("myths/edges",)),
    "axes": Myth(axes_myth, tuple(f"{GROUP}/{name}" for name in NAMES)),
    "gradient": Myth(gradient_myth, ("myths/gradient",)),
}
"""Every myth, in the order of the menu."""


def myth_choice(lesson: Lesson) -> str:
    """Let the learner choose one of the myths; those they have tested are marked."""
    return trial_choice(
        lesson, lesson.label("myth"), {name: myth.scripts for name, myth in MYTHS.items()}
    )


def myth_test(lesson: Lesson, myth: str) -> None:
    """Show a claim, let the learner judge it, then let them test it."""
    lesson.show(f"said {myth}")
    question = prediction(lesson, myth, Choice(), pending_outcome=True)
    if question.is_answered:
        MYTHS[myth].test(lesson, question)
