"""A convolution before Flatten: the same network twice, once with the way back cut."""

from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from components.backprop.kernels_view import kernels_view
from components.remote.task_status import await_result, submit
from components.state import controls
from components.state.session import current_session
from components.ui.lesson_text import Lesson

PLACE = "conv before flatten"
WAYS = {"open": "the gradient passes", "cut": "cut at Flatten"}
SHORT = {"open": "passes", "cut": "cut"}


def conv_flatten(lesson: Lesson) -> tuple[dict, ...]:
    """Let the learner train both networks, and show them learn.

    Returns:
        All that was told, once both are trained; else nothing.
    """
    session = current_session()
    asked = session.requests.get(PLACE)
    busy = asked is not None and asked.pending
    with st.container(horizontal=True, vertical_alignment="bottom"):
        controls.number(st.number_input, "Seed", 0, 99, "conv_seed", default=0, width=140)
        st.button(
            "Train both",
            icon=":material/play_arrow:",
            key="train_conv",
            type="primary",
            disabled=busy,
            on_click=_train,
        )
    if asked is None:
        return ()
    await_result(asked, lambda answer: answer, lesson.format("training"), partial(_show, lesson))
    if not asked.pending and asked.reports:
        _show(lesson, asked.reports)
    return () if asked.pending or asked.result is None else asked.reports


def _train() -> None:
    seed = st.session_state["conv_seed"]
    submit(PLACE, str(seed), "conv_before_flatten", {"seed": seed})


def _show(lesson: Lesson, news: tuple[dict, ...]) -> None:
    if not news:
        return
    first, last = news[0], news[-1]
    before = np.asarray(first["open"]["kernels"])
    rows = [("before, the same in both", before, [""] * len(before))]
    for name, words in WAYS.items():
        kernels = np.asarray(last[name]["kernels"])
        moved = np.linalg.norm((kernels - before).reshape(len(before), -1), axis=1)
        title = f"after epoch {last['epoch']}, {words}; below each, how far it moved"
        rows.append((title, kernels, [f"{each:.2f}" for each in moved]))
    kernels_view(rows, "conv_kernels")
    if news[1:]:
        lesson.show("epochs")
        st.table(_epochs(news[1:]), width="content")


def _epochs(news: tuple[dict, ...]) -> pd.DataFrame:
    def row(each: dict) -> dict:
        told = {}
        for name, words in SHORT.items():
            reached = each[name]["gradient"]
            told[f"{words}: gradient"] = "`None`" if reached is None else f"{reached:.3f}"
            told[f"{words}: read right"] = f"{each[name]['accuracy']:.1%}"
        return told

    epochs = pd.Index([str(each["epoch"]) for each in news], name="epoch")
    return pd.DataFrame([row(each) for each in news], index=epochs)
