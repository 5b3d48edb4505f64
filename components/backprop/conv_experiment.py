"""A convolution before Flatten: the same network twice, once with its gradient cut."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from components.backprop.kernels_view import kernels_view
from components.remote.task_status import await_result, submit
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import COMMON, Lesson

REQUEST = "conv_before_flatten"
VARIANTS = ("open", "cut")  # whether the gradient passes Flatten


def conv_experiment(lesson: Lesson) -> tuple[dict, ...]:
    """Let the learner train both networks, and show their kernels meanwhile.

    Returns:
        All reports, once both networks are trained; else none.
    """
    request = current_session().requests.get(REQUEST)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.number(
            st.number_input, COMMON.label("seed"), 0, 99, "conv_seed", default=0, width=140
        )
        st.button(
            lesson.label("train both"),
            icon=":material/play_arrow:",
            key="train_conv",
            type="primary",
            disabled=request is not None and request.pending,
            on_click=_train,
        )
    if request is None:
        return ()
    show = partial(_show, lesson)
    await_result(request, lambda result: result, lesson.format("training"), show)
    if not request.pending and request.reports:
        _show(lesson, request.reports)
    return () if request.pending or request.result is None else request.reports


def _train() -> None:
    seed = st.session_state["conv_seed"]
    submit(REQUEST, str(seed), "conv_before_flatten", {"seed": seed})


def _show(lesson: Lesson, reports: tuple[dict, ...]) -> None:
    if not reports:
        return
    first, last = reports[0], reports[-1]
    before = np.asarray(first["open"]["kernels"])
    rows = [(lesson.label("filters before"), before, [""] * len(before))]
    for name in VARIANTS:
        kernels = np.asarray(last[name]["kernels"])
        distance = np.linalg.norm((kernels - before).reshape(len(before), -1), axis=1)
        title = lesson.label(f"filters {name}", epoch=last["epoch"])
        rows.append((title, kernels, [f"{each:.2f}" for each in distance]))
    kernels_view(rows, lesson.words("filters"), "conv_kernels")
    if reports[1:]:
        lesson.show("epochs")
        st.table(_epochs_table(lesson, reports[1:]), width="content")


def _epochs_table(lesson: Lesson, reports: tuple[dict, ...]) -> pd.DataFrame:
    numbers = [str(report["epoch"]) for report in reports]
    epochs = pd.Index(numbers, name=lesson.label("epoch column"))
    return pd.DataFrame([_epoch_row(lesson, report) for report in reports], index=epochs)


def _epoch_row(lesson: Lesson, report: dict) -> dict[str, str]:
    row = {}
    for name in VARIANTS:
        norm = report[name]["gradient"]
        row[lesson.label(f"gradient {name}")] = "`None`" if norm is None else f"{norm:.3f}"
        row[lesson.label(f"accuracy {name}")] = f"{report[name]['accuracy']:.1%}"
    return row
