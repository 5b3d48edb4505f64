"""Progress: which questions the learner has answered, and which of them wrongly."""

from components.state.session import Session
from components.ui.lesson_text import sections

QUESTION = "predict "  # a section of this name and a key asks the learner before it shows


def question_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a lesson's questions, in the order of its text."""
    return tuple(
        section.removeprefix(QUESTION) for section in sections(name) if section.startswith(QUESTION)
    )


def answered_questions(session: Session, name: str) -> tuple[str, ...]:
    """Return the keys of the questions of a lesson that the learner has answered."""
    return tuple(key for key in question_keys(name) if f"{name}.{key}" in session.answers.given)


def is_done(session: Session, name: str) -> bool:
    """Whether a lesson has questions, and the learner has answered all of them."""
    keys = question_keys(name)
    return bool(keys) and answered_questions(session, name) == keys


def wrong_answers(session: Session, name: str) -> tuple[str, ...]:
    """Return the keys of the questions whose last answer was wrong."""
    return tuple(
        key for key in question_keys(name) if session.answers.correct.get(f"{name}.{key}") is False
    )
