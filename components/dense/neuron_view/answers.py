"""Answers: a number as people write it, judged against what is right, and remembered."""

import re
from dataclasses import dataclass
from decimal import Decimal

from components.state.session import Session

MAX_STORED = 60  # exercises whose answers are remembered
LONG = 40  # letters an answer may have
NUMBER = re.compile(r"[+-]?(\d{1,9}([.]\d{0,9})?|[.]\d{1,9})")


def read_number(text: object) -> Decimal | None:
    """Read a number as people write it: comma or point, a real minus sign or a hyphen.

    >>> read_number(" −2,85 ")
    Decimal('-2.85')
    """
    if not isinstance(text, str) or len(text) > LONG:
        return None
    plain = "".join(text.split()).replace("−", "-").replace("–", "-").replace(",", ".")
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


@dataclass(frozen=True)
class Exercise:
    """One neuron with numbers left out, and how far the learner has come."""

    id: str
    given: dict  # which terms, and, where they are not the page's own, the numbers
    asked: tuple[str, ...]  # the blanks, in the order they are filled
    right: dict[str, tuple[Decimal, ...]]  # for each blank, every value that is right
    step: Decimal  # one unit of the last shown decimal
    progress: dict[str, dict]  # by blank: text, right, errors

    def told(self) -> dict:
        """What the widget shows of it."""
        return {
            **self.given,
            "id": self.id,
            "asked": list(self.asked),
            "progress": self.progress,
        }

    def judged(self, blank: str, text: str) -> dict:
        """Judge one answer: right, wrong, or no number at all, which is no error."""
        before = self.progress.get(blank, {"errors": 0})
        number = read_number(text)
        if number is None:
            return {**before, "text": text[:LONG], "right": False, "number": False}
        right = any(abs(number - value) * 2 <= self.step for value in self.right[blank])
        errors = before["errors"] + (not right)
        return {"text": text, "right": right, "errors": errors, "number": True}


def keep(session: Session, exercise: Exercise, texts: dict) -> None:
    """Judge what is new among the answers; an answer once right stays right."""
    progress = dict(exercise.progress)
    for blank in exercise.asked:
        text, known = texts.get(blank), progress.get(blank, {})
        if isinstance(text, str) and text != known.get("text") and not known.get("right"):
            progress[blank] = exercise.judged(blank, text)
    session.neuron.progress.pop(exercise.id, None)
    session.neuron.progress[exercise.id] = progress
    while len(session.neuron.progress) > MAX_STORED:
        session.neuron.progress.pop(next(iter(session.neuron.progress)))
