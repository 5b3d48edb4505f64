"""Tab storage: the learner's answers, and the runs they compared, stored in the browser's tab."""

import json
from functools import cache
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.nav.progress import EXIT, START, question_keys, questions_of_test
from components.state.session import Guess, Session, current_session
from components.train.past_runs import checked_runs, named_runs, restore_runs
from components.ui.lesson_text import lesson_names
from components.ui.widget_bridge import widget, widget_event

KEY = "tab_memory"
MAX_LENGTH = 40_000  # characters of the stored JSON
MAX_ANSWERS = 20  # to one question; the last ones are stored
MAX_WORD_LENGTH = 40  # characters of an answer in words
MAX_ITEMS = 20  # of an answer that is a tuple


def stored_text(session: Session) -> str:
    """Return the answers and the runs as JSON, as the tab stores them."""
    guesses = {key: answers[-MAX_ANSWERS:] for key, answers in session.answers.given.items()}
    stored = {"guesses": guesses, "outcomes": session.answers.correct, "runs": named_runs(session)}
    return json.dumps(stored, separators=(",", ":"))


def parse_answers(text: object) -> tuple[dict[str, list[Guess]], dict[str, bool]]:
    """Parse the answers that a tab stored, which may be forged; what is no answer is left out.

    Returns:
        By question: the answers, and whether the last one was correct. Whether an answer is of
        its question's type is verified when that question is shown.
    """
    stored = _parse(text)
    guesses, outcomes = stored.get("guesses"), stored.get("outcomes")
    questions = _known_questions()
    parsed = {
        key: [
            parsed for each in answers[-MAX_ANSWERS:] if (parsed := _parse_answer(each)) is not None
        ]
        for key, answers in (guesses if isinstance(guesses, dict) else {}).items()
        if key in questions and isinstance(answers, list)
    }
    correct = {
        key: value
        for key, value in (outcomes if isinstance(outcomes, dict) else {}).items()
        if key in questions and type(value) is bool
    }
    return {key: answers for key, answers in parsed.items() if answers}, correct


@cache
def _known_questions() -> frozenset[str]:
    """Return all that is asked anywhere, in lessons and in tests, as answers name it."""
    return frozenset(
        f"{name}.{key}"
        for name in lesson_names()
        for key in (
            *question_keys(name),
            *questions_of_test(name, START),
            *questions_of_test(name, EXIT),
        )
    )


def parse_runs(text: object) -> list[tuple[str, str]]:
    """Parse ids and names of the runs that a tab stored, which may be forged."""
    return checked_runs(_parse(text).get("runs"))


def _parse(text: object) -> dict:
    if not isinstance(text, str) or len(text) > MAX_LENGTH:
        return {}
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return stored if isinstance(stored, dict) else {}


def _parse_answer(value: Any) -> Guess | None:
    """Return a number, a short word or a short tuple of integers; None for anything else."""
    if isinstance(value, list):
        is_valid = 0 < len(value) <= MAX_ITEMS and all(type(each) is int for each in value)
        return tuple(value) if is_valid else None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return None if isinstance(value, str) and len(value) > MAX_WORD_LENGTH else value


def tab_storage() -> None:
    """Store answers and runs in the tab, and restore what it stored before a reload."""
    session = current_session()

    def restore() -> None:
        stored = widget_event(KEY, "stored")
        if stored is None:
            session.tab.retries += 1
            return
        guesses, outcomes = parse_answers(stored)
        new = {key: answers for key, answers in guesses.items() if key not in session.answers.given}
        session.answers.given |= new
        session.answers.unverified |= set(new)
        session.answers.correct = outcomes | session.answers.correct
        restore_runs(session, parse_runs(stored))
        session.tab.answers_restored = True

    run = get_script_run_ctx()
    widget("tab_storage")(
        key=KEY,
        data={
            "id": session.id,
            "stored": stored_text(session),
            "isRestored": session.tab.answers_restored,
            "retries": session.tab.retries,
            "session": run.session_id if run else "",
        },
        on_stored_change=restore,
    )
