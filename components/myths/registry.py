"""Myths: four things that are often said, each voted on and then tried."""

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
    """What tries a myth once the learner has voted."""

    trial: Callable[[Lesson, Prediction], None]
    scripts: tuple[str, ...]  # that real Keras runs in it


MYTHS = {
    "values": Myth(values_myth, ("myths/values",)),
    "edges": Myth(edges_myth, ("myths/edges",)),
    "axes": Myth(axes_myth, tuple(f"{GROUP}/{name}" for name in NAMES)),
    "gradient": Myth(gradient_myth, ("myths/gradient",)),
}
"""Every myth, in the order they are tried."""


def myth_choice(lesson: Lesson) -> str:
    """Let the learner turn to one of the myths; those that were tried bear a mark."""
    return trial_choice(lesson, "Myth", {name: myth.scripts for name, myth in MYTHS.items()})


def myth_trial(lesson: Lesson, myth: str) -> None:
    """Show what is said, let the learner vote, then let them try it."""
    lesson.show(f"said {myth}")
    vote = prediction(lesson, myth, Choice(), pending_outcome=True)
    if vote.is_answered:
        MYTHS[myth].trial(lesson, vote)
