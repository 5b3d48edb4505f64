"""Progress: what the learner has answered so far, and what is worth another look."""

from components.state.session import Session
from components.ui.lesson_text import sections

QUESTION = "predict "  # a section of this name and a key asks the learner before it shows


def questions(name: str) -> tuple[str, ...]:
    """The keys of a lesson's questions, in the order they stand in its text."""
    return tuple(
        section.removeprefix(QUESTION) for section in sections(name) if section.startswith(QUESTION)
    )


def answered(session: Session, name: str) -> tuple[str, ...]:
    """The keys of those questions of a lesson that the learner has answered."""
    return tuple(key for key in questions(name) if f"{name}.{key}" in session.guesses)


def is_done(session: Session, name: str) -> bool:
    """Whether a lesson asks something, and the learner has answered all it asks."""
    asked = questions(name)
    return bool(asked) and answered(session, name) == asked


def look_again(session: Session, name: str) -> tuple[str, ...]:
    """The keys of those questions whose answer was another than the learner's last one."""
    return tuple(key for key in questions(name) if session.outcomes.get(f"{name}.{key}") is False)
