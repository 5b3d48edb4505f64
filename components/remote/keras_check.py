"""The same as Keras: the very arrays on the page, computed again by real Keras layers."""

import math

import numpy as np
import streamlit as st

from components.remote.task_status import await_result, submit
from components.state.session import current_session
from components.ui.lesson_text import COMMON
from models.training.keras_check import Comparison, KerasCheck, compare


def same_as_keras(page: str, check: KerasCheck) -> None:
    """Let the learner check the page's numbers with Keras, and show how far they are apart.

    Args:
        page: whose numbers they are; each page keeps one check.
        check: of the numbers as they are now.
    """
    asked = current_session().requests.get(page)
    current = asked is not None and asked.subject == check.fingerprint
    st.button(
        COMMON.label("check"),
        icon=":material/fact_check:",
        key=f"check_{page}",
        on_click=lambda: submit(page, check.fingerprint, check.task, check.arguments),
        disabled=asked is not None and current and asked.pending,
    )
    if asked is None:
        return
    if not current:
        st.info(COMMON.format("check outdated"))
    elif await_result(asked, lambda answer: compare(check, answer)):
        show_comparison(asked.result)


def show_comparison(agreement: Comparison, rounded: str = "") -> None:
    """Show how far Keras and the page are apart.

    Args:
        agreement: of the two.
        rounded: what to show where they differ by rounding, unless the usual words.
    """
    with st.container(horizontal=True):
        st.metric(COMMON.label("largest difference"), format_difference(agreement.largest))
        st.metric(COMMON.label("values compared"), f"{agreement.values:,}")
    if agreement.parts:
        parts = {f"`{name}`": format_difference(apart) for name, apart in agreement.parts}
        st.table({COMMON.label("difference column"): parts}, width="content")
    if not agreement.within_tolerance:
        st.error(COMMON.format("check different"))
    elif agreement.largest:
        st.markdown(rounded or COMMON.format("check rounded"))
    else:
        st.markdown(COMMON.format("check exact"))


def format_difference(difference: float) -> str:
    """Return a small number with two significant digits, and without an exponent.

    >>> format_difference(5.519e-07), format_difference(0.0), format_difference(12.3)
    ('0.00000055', '0', '12')
    """
    if not math.isfinite(difference):
        return COMMON.label("not a number")
    return np.format_float_positional(difference, precision=2, fractional=False, trim="-")
