"""Grading: a number as people write it, compared with what is correct, and stored."""

import re
from dataclasses import dataclass
from decimal import Decimal

from components.state.session import Session

MAX_STORED = 60  # exercises whose answers are stored
MAX_LETTERS = 40  # of an answer
NUMBER = re.compile(r"[+-]?(\d{1,9}([.]\d{0,9})?|[.]\d{1,9})")


def read_number(text: object) -> Decimal | None:
    """Read a number as people write it: comma or point, a real minus sign or a hyphen.

    >>> read_number(" −2,85 ")
    Decimal('-2.85')
    """
    if not isinstance(text, str) or len(text) > MAX_LETTERS:
        return None
    plain = "".join(text.split()).replace("−", "-").replace("–", "-").replace(",", ".")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


@dataclass(frozen=True)
class Exercise:
    """One neuron with numbers left out, and how far the learner has come."""

    id: str
    content: dict  # which terms, and, where they are not the page's own, the numbers
    blanks: tuple[str, ...]  # in the order they are filled
    correct: dict[str, tuple[Decimal, ...]]  # by blank, every value that is correct
    step: Decimal  # one unit of the last shown decimal
    progress: dict[str, dict]  # by blank, as `payload.Answer` has it

    def payload(self) -> dict:
        """Return what the widget is sent of it."""
        return {
            **self.content,
            "id": self.id,
            "blanks": list(self.blanks),
            "progress": self.progress,
        }

    def grade(self, blank: str, text: str) -> dict:
        """Return a graded answer: right, wrong, or no number at all, which is no error."""
        errors = self.progress[blank]["errors"] if blank in self.progress else 0
        number = read_number(text)
        if number is None:
            return {"text": text[:MAX_LETTERS], "right": False, "errors": errors, "number": False}
        right = any(abs(number - value) * 2 <= self.step for value in self.correct[blank])
        return {"text": text, "right": right, "errors": errors + (not right), "number": True}


def grade_answers(session: Session, exercise: Exercise, texts: dict) -> None:
    """Grade and store what is new among the answers; a right answer stays right."""
    progress = dict(exercise.progress)
    for blank in exercise.blanks:
        text, known = texts.get(blank), progress.get(blank, {})
        if isinstance(text, str) and text != known.get("text") and not known.get("right"):
            progress[blank] = exercise.grade(blank, text)
    session.neuron.progress.pop(exercise.id, None)
    session.neuron.progress[exercise.id] = progress
    while len(session.neuron.progress) > MAX_STORED:
        session.neuron.progress.pop(next(iter(session.neuron.progress)))
