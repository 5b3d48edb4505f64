"""The tape of fit: which gradients a training asks for, and that nobody asks for the vector's."""

import pandas as pd
import streamlit as st

from components.remote.task_status import await_result, submit
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.nn.backprop import BackpropTrace
from models.training.keras_check import check_backprop

PLACE = "tape of fit"


def tape_of_fit(lesson: Lesson, back: BackpropTrace) -> None:
    """Have a real tape asked as ``fit`` asks it, and show what it was asked for."""
    first = back.layers[0].layer.kernel
    lesson.show("fit", products=f"{first.size:,}", inputs=first.shape[0], units=first.shape[1])
    check = check_backprop(back)
    asked = current_session().requests.get(PLACE)
    current = asked if asked is not None and asked.subject == check.fingerprint else None
    st.button(
        "Ask a tape as fit does",
        icon=":material/receipt_long:",
        key="ask_the_tape",
        on_click=lambda: submit(PLACE, check.fingerprint, "fit_gradients", check.arguments),
        disabled=current is not None and current.pending,
    )
    if current and await_result(current, lambda answer: answer):
        _show(lesson, back, current.result)


def _show(lesson: Lesson, back: BackpropTrace, answer: dict) -> None:
    rows = [
        (f"`{name}`", str(tuple(shape)), "yes", f"{length:.4f}")
        for name, shape, length in reversed(answer["asked"])
    ]
    for name, values in (("vector", back.d_vector), ("image", back.d_image)):
        none = "`None`" if answer["unasked"][name] else ""
        rows.append((f"the {name}", str(values.shape), "no", none))
    columns = ["gradient of", "shape", "asked for", "its length"]
    st.table(pd.DataFrame(rows, columns=columns).set_index("gradient of"), width="content")
    lesson.show("unasked")
