"""The conditions of the challenge, and how far an attempt meets them."""

from dataclasses import dataclass

from components.challenge.attempts import REACH, Attempt
from components.challenge.shift_grid.payload import Condition
from components.drawing.labeled_digit import Digit
from components.ui.lesson_text import Lesson
from models.exercises.transforms import shifts

MAX_PARAMETERS = 60_000
LEAST_ACCURACY = 0.96  # on all test images
POSITIONS = len(shifts(REACH))


@dataclass(frozen=True)
class Figures:
    """What is known of a model: None until Keras has evaluated it."""

    parameters: int | None = None
    accuracy: float | None = None  # on all test images
    correct: int | None = None  # positions of the digit, of 25

    @property
    def states(self) -> tuple[bool | None, ...]:
        """Whether each condition is met; None while that is not known."""
        return (
            None if self.parameters is None else self.parameters <= MAX_PARAMETERS,
            None if self.accuracy is None else self.accuracy >= LEAST_ACCURACY,
            None if self.correct is None else self.correct == POSITIONS,
        )

    @property
    def passed(self) -> bool:
        """Whether all conditions are met."""
        return all(self.states)


def figures(attempt: Attempt | None, digit: Digit) -> Figures:
    """Return what Keras found for an attempt and a digit."""
    if attempt is None or not attempt.results:
        return Figures()
    latest = next(reversed(attempt.results.values()))  # its network is the same for any digit
    found = attempt.results.get(digit.fingerprint)
    correct = None
    if found and digit.label is not None:
        correct = found["predictions"].count(digit.label)
    return Figures(latest["parameters"], latest["accuracy"], correct)


def condition_rows(lesson: Lesson, found: Figures) -> list[Condition]:
    """Return the conditions in words, each with whether it is met.

    Args:
        lesson: has the words.
        found: of the attempt.
    """
    gaps = {"most": f"{MAX_PARAMETERS:,}", "least": f"{LEAST_ACCURACY:.0%}", "all": POSITIONS}
    texts = (
        lesson.label("condition parameters", most=gaps["most"])
        if found.parameters is None
        else lesson.label("found parameters", count=f"{found.parameters:,}", most=gaps["most"]),
        lesson.label("condition accuracy", least=gaps["least"])
        if found.accuracy is None
        else lesson.label("found accuracy", accuracy=f"{found.accuracy:.2%}", least=gaps["least"]),
        lesson.label("condition shifts", all=gaps["all"])
        if found.correct is None
        else lesson.label("found shifts", count=found.correct, all=gaps["all"]),
    )
    return [
        {"text": text, "state": "open" if state is None else "met" if state else "missed"}
        for text, state in zip(texts, found.states, strict=True)
    ]
