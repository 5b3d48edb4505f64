"""The gradients that ``fit`` asks a tape for: those of the weights, and not the vector's."""

import pandas as pd
import streamlit as st

from components.remote.task_status import await_result, request_about, submit
from components.ui.lesson_text import Lesson
from models.nn.backprop import BackpropTrace
from models.training.keras_check import check_backprop

REQUEST = "tape_of_fit"


def fit_gradients(lesson: Lesson, trace: BackpropTrace) -> None:
    """Ask a real tape for gradients as ``fit`` does, and show which they are."""
    first = trace.layers[0].layer.kernel
    lesson.show("fit", products=f"{first.size:,}", inputs=first.shape[0], units=first.shape[1])
    check = check_backprop(trace)
    request = request_about(REQUEST, check.fingerprint)
    st.button(
        lesson.label("compute as fit"),
        icon=":material/receipt_long:",
        key="ask_the_tape",
        on_click=lambda: submit(REQUEST, check.fingerprint, "fit_gradients", check.arguments),
        disabled=request is not None and request.pending,
    )
    if request and await_result(request, lambda result: result):
        _show(lesson, trace, request.result)


def _show(lesson: Lesson, trace: BackpropTrace, result: dict) -> None:
    rows = [
        (f"`{name}`", str(tuple(shape)), lesson.label("yes"), f"{length:.4f}")
        for name, shape, length in reversed(result["asked"])
    ]
    for name, values in (("vector", trace.d_vector), ("image", trace.d_image)):
        none = "`None`" if result["unasked"][name] else ""
        rows.append((lesson.label(f"the {name}"), str(values.shape), lesson.label("no"), none))
    columns = [lesson.label(f"tape {each}") for each in ("variable", "shape", "asked", "length")]
    st.table(pd.DataFrame(rows, columns=columns).set_index(columns[0]), width="content")
    lesson.show("unasked")
