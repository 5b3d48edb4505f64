"""Asking: a page's question to the trainer, and the wait for the answer, which holds up nobody."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from components.lesson import sentence
from components.memory import Asked, learner
from models import errands

TICK = 0.25  # seconds between two looks for the answer


def ask(place: str, mark: str, errand: str, arguments: dict[str, Any]) -> None:
    """Ask the trainer; for a button's callback.

    Args:
        place: where on the lesson; each place keeps its last question.
        mark: of what the question is about; asked about other things, it has another.
        errand: a key of ``ERRANDS``.
        arguments: the errand's.
    """
    notebook = learner()
    notebook.asked[place] = asked = Asked(mark)
    try:
        asked.errand = errands.ask(errand, notebook.id, **arguments)
    except ValueError as problem:
        asked.trouble = sentence(problem)


def wait_for_answer(
    asked: Asked, take: Callable[[Any], Any], words: str = "Keras is asked."
) -> None:
    """Say that the answer is pending, until it is there; then show the whole page again.

    Args:
        asked: a question that is pending.
        take: makes of the answer what the notebook shall keep.
        words: what is waited for, in a sentence.
    """
    st.fragment(_look, run_every=TICK)(asked, take, words)


def answered(asked: Asked, take: Callable[[Any], Any], words: str = "Keras is asked.") -> bool:
    """Say that an answer is pending, or why there is none; whether it is there.

    Args:
        asked: the question.
        take: as for `wait_for_answer`; and so are the words.
        words: what is waited for.
    """
    if asked.pending:
        wait_for_answer(asked, take, words)
    elif asked.trouble:
        st.warning(asked.trouble)
    return asked.answer is not None


def _look(asked: Asked, take: Callable[[Any], Any], words: str) -> None:
    said = errands.answer(asked.errand)
    if said.state == "pending":
        st.markdown(f"{words} {said.message}")
        return
    if said.state == "done":
        asked.answer = take(said.data)
    asked.trouble, asked.errand = said.message, ""
    st.rerun()
