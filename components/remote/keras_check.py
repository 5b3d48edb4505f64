"""The same as Keras: the very arrays on the page, computed again by real Keras layers."""

import math

import numpy as np
import streamlit as st

from components.remote.task_status import answered, ask
from components.state.session import current_session
from models.training.keras_check import Comparison, KerasCheck, compare

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


def same_as_keras(page: str, check: KerasCheck) -> None:
    """Let the learner check the page's numbers with Keras, and show how far they are apart.

    Args:
        page: whose numbers they are; each page keeps one check.
        check: of the numbers as they are now.
    """
    asked = current_session().asked.get(page)
    current = asked is not None and asked.mark == check.fingerprint
    st.button(
        "Check with Keras",
        icon=":material/fact_check:",
        key=f"check_{page}",
        on_click=lambda: ask(page, check.fingerprint, check.task, check.arguments),
        disabled=current and asked.pending,
    )
    if asked is None:
        return
    if not current:
        st.info(CHANGED)
    elif answered(asked, lambda answer: compare(check, answer)):
        tell(asked.answer)


def tell(agreement: Comparison, rounded: str = SAME) -> None:
    """Show how far Keras and the page are apart.

    Args:
        agreement: of the two.
        rounded: what is said where only rounding sets them apart.
    """
    with st.container(horizontal=True):
        st.metric("Largest difference", plain(agreement.largest))
        st.metric("Values compared", f"{agreement.values:,}")
    if agreement.parts:
        parts = {f"`{name}`": plain(apart) for name, apart in agreement.parts}
        st.table({"largest difference": parts}, width="content")
    if not agreement.within_tolerance:
        st.error(DIFFERENT)
    else:
        st.markdown(rounded if agreement.largest else EXACT)


def plain(difference: float) -> str:
    """Write a small number with two digits that count, and without an exponent.

    >>> plain(5.519e-07), plain(0.0), plain(12.3)
    ('0.00000055', '0', '12')
    """
    if not math.isfinite(difference):
        return "not a number"
    return np.format_float_positional(difference, precision=2, fractional=False, trim="-")
