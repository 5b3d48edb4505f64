"""Progress: which questions the learner has answered, and which of them wrongly."""

from components.state.session import Session
from components.ui.lesson_text import SCENE, sections
from components.ui.question_text import ASK, RIGHT

QUESTION = "predict "  # a section of this name and a key asks the learner before it shows
START, EXIT = "start ", "exit "  # begin the sections that are a test's questions


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


def questions_of_test(name: str, kind: str) -> tuple[str, ...]:
    """Return the sections of a lesson's text that are the questions of a test.

    Args:
        name: the lesson's.
        kind: ``START`` or ``EXIT``.
    """
    return tuple(
        section
        for section, text in sections(name).items()
        if section.startswith(kind) and RIGHT in text
    )


def is_done(session: Session, name: str) -> bool:
    """Whether a page has questions, and the last answer to each of them was right.

    Where there are scenes with questions, those count alone: what *Explore* asks is beside the
    path. Of the tests the exit test counts, as the start test asks what was not taught yet. A page
    without questions, such as the glossary or a sheet to print, is looked up and never done.
    """
    has_scenes = any(section.startswith(SCENE) for section in sections(name))
    asked = [key for key in question_keys(name) if ASK + key in sections(name) and has_scenes]
    counted = asked or [*question_keys(name), *questions_of_test(name, EXIT)]
    correct = session.answers.correct
    return bool(counted) and all(correct.get(f"{name}.{key}", False) for key in counted)


def wrong_answers(session: Session, name: str) -> tuple[str, ...]:
    """Return the keys of the questions whose last answer was wrong."""
    return tuple(
        key for key in question_keys(name) if session.answers.correct.get(f"{name}.{key}") is False
    )
