"""Progress: which questions the learner has answered, and which of them wrongly."""

from components.state.session import Session
from components.ui.lesson_text import sections
from components.ui.question_text import ASK

QUESTION = "predict "  # a section of this name and a key asks the learner before it shows


def question_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a lesson's questions, in the order of its text."""
    return tuple(
        section.removeprefix(kind)
        for section in sections(name)
        for kind in (QUESTION, ASK)
        if section.startswith(kind)
    )


def prediction_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a lesson's questions that are outside of scenes, in order."""
    return tuple(key for key in question_keys(name) if f"{QUESTION}{key}" in sections(name))


def question_text(name: str, key: str) -> str:
    """Return the section that asks a question, with its options."""
    found = sections(name)
    return found[f"{ASK}{key}"] if f"{ASK}{key}" in found else found[f"{QUESTION}{key}"]


def answered_questions(session: Session, name: str) -> tuple[str, ...]:
    """Return the keys of the questions of a lesson that the learner has answered."""
    return tuple(key for key in question_keys(name) if f"{name}.{key}" in session.answers.given)


def is_done(session: Session, name: str) -> bool:
    """Whether a lesson has questions, and the learner is done with all of them.

    A scene's question is done once it was answered right, any other once it was answered. Where
    there are scenes with questions, those count alone: what *Explore* asks is beside the path.
    """
    asked = [key for key in question_keys(name) if ASK + key in sections(name)]
    if asked:
        return all(session.answers.correct.get(f"{name}.{key}", False) for key in asked)
    keys = question_keys(name)
    return bool(keys) and all(f"{name}.{key}" in session.answers.given for key in keys)


def wrong_answers(session: Session, name: str) -> tuple[str, ...]:
    """Return the keys of the questions whose last answer was wrong."""
    return tuple(
        key for key in question_keys(name) if session.answers.correct.get(f"{name}.{key}") is False
    )
