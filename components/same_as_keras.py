"""The same as Keras: the very arrays on the page, computed again by real Keras layers."""

import math

import numpy as np
import streamlit as st

from components.lesson import sentence
from components.memory import Checked, learner
from models import errands
from models.same import Agreement, Check, compare

TICK = 0.25  # seconds between two looks at a pending answer
CHANGED = "The numbers have changed since the check; check again."
EXACT = "The same to the last digit."
SAME = (
    "The same, as far as float32 goes: Keras keeps about seven digits of a number "
    "and adds in an order of its own; this page keeps sixteen."
)
DIFFERENT = (
    "This is not the same: rounding does not explain such a difference, so one of the two "
    "is wrong. Please tell whoever runs this lesson."
)


def same_as_keras(page: str, check: Check) -> None:
    """Let the learner check the page's numbers with Keras, and show how far they are apart.

    Args:
        page: whose numbers they are; each page keeps one check.
        check: of the numbers as they are now.
    """
    checked = learner().checks.get(page)
    current = checked is not None and checked.mark == check.mark
    st.button(
        "Check with Keras",
        icon=":material/fact_check:",
        key=f"check_{page}",
        on_click=_ask,
        args=(page, check),
        disabled=current and checked.pending,
    )
    if checked is None:
        return
    if not current:
        st.info(CHANGED)
    elif checked.pending:
        st.fragment(_wait, run_every=TICK)(checked, check)
    elif checked.agreement is None:
        st.warning(checked.trouble)
    else:
        _tell(checked.agreement)


def _ask(page: str, check: Check) -> None:
    notebook = learner()
    notebook.checks[page] = checked = Checked(check.mark)
    try:
        checked.errand = errands.ask(check.errand, notebook.id, **check.arguments)
    except ValueError as problem:
        checked.trouble = sentence(problem)


def _wait(checked: Checked, check: Check) -> None:
    """Look for the answer once: the fragment does so a few times a second."""
    answer = errands.answer(checked.errand)
    if answer.state == "pending":
        st.caption(f"Keras is asked. {answer.message}")
        return
    if answer.state == "done":
        checked.agreement = compare(check, answer.data)
    checked.trouble, checked.errand = answer.message, ""
    st.rerun()  # the whole page: there is nothing to wait for any more


def _tell(agreement: Agreement) -> None:
    with st.container(horizontal=True):
        st.metric("Largest difference", plain(agreement.largest))
        st.metric("Values compared", f"{agreement.values:,}")
        st.metric("Keras", agreement.version)
    if not agreement.same:
        st.error(DIFFERENT)
    else:
        st.markdown(SAME if agreement.largest else EXACT)


def plain(difference: float) -> str:
    """Write a small number with two digits that count, and without an exponent.

    >>> plain(5.519e-07), plain(0.0), plain(12.3)
    ('0.00000055', '0', '12')
    """
    if not math.isfinite(difference):
        return "not a number"
    return np.format_float_positional(difference, precision=2, fractional=False, trim="-")
