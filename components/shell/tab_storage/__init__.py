"""What a browser's tab remembers of its learner, through a reload and in no link: their answers,
and which runs they compared.
"""

import json
from typing import Any

from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.nav.progress import question_keys
from components.state.session import Guess, Session, current_session
from components.train.past_runs import checked_runs, named_runs, restore_runs
from components.ui.lesson_text import lesson_names
from components.ui.widget_bridge import widget, widget_event

KEY = "tab_memory"
LONGEST = 40_000  # letters that are looked at
MAX_ANSWERS = 20  # answers to one question; the last ones count
LETTERS, ITEMS = 40, 20  # of a word, of a tuple


def remembered(session: Session) -> str:
    """Write down the answers and the runs, as the tab keeps them."""
    guesses = {place: given[-MAX_ANSWERS:] for place, given in session.answers.given.items()}
    kept = {"guesses": guesses, "outcomes": session.answers.correct, "runs": named_runs(session)}
    return json.dumps(kept, separators=(",", ":"))


def recalled(text: object) -> tuple[dict[str, list[Guess]], dict[str, bool]]:
    """Read what a tab kept, which may be anything; what is no answer to any question is left out.

    Returns:
        Answers and outcomes by question. Whether an answer is one of its kind is seen
        when its question is asked.
    """
    kept = _kept(text)
    found = [kept.get(part) for part in ("guesses", "outcomes")]
    guesses, outcomes = (part if isinstance(part, dict) else {} for part in found)
    asked = {f"{name}.{key}" for name in lesson_names() for key in question_keys(name)}
    given = {
        place: [answer for each in answers[-MAX_ANSWERS:] if (answer := _answer(each)) is not None]
        for place, answers in guesses.items()
        if place in asked and isinstance(answers, list)
    }
    right = {place: was for place, was in outcomes.items() if place in asked}
    return (
        {place: answers for place, answers in given.items() if answers},
        {place: was for place, was in right.items() if type(was) is bool},
    )


def recalled_runs(text: object) -> list[tuple[str, str]]:
    """Read from the same, which may be anything, the runs by id and name."""
    return checked_runs(_kept(text).get("runs"))


def _kept(text: object) -> dict:
    """Open what a tab kept; what is nothing of ours is an empty dict."""
    if not isinstance(text, str) or len(text) > LONGEST:
        return {}
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _answer(value: Any) -> Guess | None:
    """Take a number, a short word or a short row of whole numbers; None for anything else."""
    if isinstance(value, list):
        fits = 0 < len(value) <= ITEMS and all(type(each) is int for each in value)
        return tuple(value) if fits else None
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return None if isinstance(value, str) and len(value) > LETTERS else value


def in_this_tab() -> None:
    """Have the tab remember answers and runs, and take in what it remembers of before a reload."""
    session = current_session()

    def take() -> None:
        held = widget_event(KEY, "held")
        if held is None:
            session.tab.retries += 1
            return
        guesses, outcomes = recalled(held)
        new = {
            place: given for place, given in guesses.items() if place not in session.answers.given
        }
        session.answers.given |= new
        session.answers.unverified |= set(new)
        session.answers.correct = outcomes | session.answers.correct
        restore_runs(session, recalled_runs(held))
        session.tab.answers_restored = True

    run = get_script_run_ctx()
    widget("tab_storage")(
        key=KEY,
        data={
            "id": session.id,
            "said": remembered(session),
            "recalled": session.tab.answers_restored,
            "asks": session.tab.retries,
            "session": run.session_id if run else "",
        },
        on_held_change=take,
    )
