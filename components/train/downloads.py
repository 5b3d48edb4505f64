"""Take it away: the trained network, its weights, its curves, and code that trains it again."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.remote.keras_check import same_as_keras
from components.remote.task_status import await_result, submit
from components.state.hidden_controls import is_visible
from components.state.session import current_session
from components.train.curves_image import curves_picture
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples, shape_of
from models.export import run_files
from models.nn.dense import DenseLayer, packed_layers
from models.training.keras_check import check_test_images, checked_images
from models.training.run_view import RunView

PLACE = "keras file"
ICON = ":material/download:"


def take_away(lesson: Lesson, view: RunView) -> None:
    """Offer all of a run that has ended as files.

    Args:
        lesson: says what each file is.
        view: of a run with its network.
    """
    if not is_visible("files"):
        return
    lesson.show("take away")
    with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
        _keras_file(view)
        # Made when they are asked for, in a thread of their own.
        _button("Weights, .npz", "weights.npz", partial(run_files.weights_file, _network(view)))
        _button("Script, .py", "my_run.py", partial(run_files.script_file, view))
        _button("Notebook, .ipynb", "my_run.ipynb", partial(run_files.notebook_file, view))
        _curves(view)
    asked = current_session().requests.get(PLACE)
    if asked is not None and asked.subject == view.id:
        await_result(asked, bytes)
    lesson.show("files")


def take_curves(view: RunView) -> None:
    """Offer what a run has to give that came to no network.

    Args:
        view: with at least one look in its history.
    """
    if is_visible("files"):
        with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
            _curves(view)


def _curves(view: RunView) -> None:
    _button("Curves, .csv", "curves.csv", partial(run_files.curves_file, view))
    curves_picture(view)


def check_trained(lesson: Lesson, view: RunView) -> None:
    """Let the learner check the trained network's answers with Keras.

    Args:
        lesson: says what is checked.
        view: of a run with its network.
    """
    if not is_visible("keras"):
        return
    lesson.show("same as keras", images=f"{checked_images(_network(view)):,}")
    same_as_keras("train", check_test_images(_network(view), load_examples(view.dataset, "test")))


def _network(view: RunView) -> Sequence[DenseLayer]:
    """Return the network of a run that has one."""
    if view.layers is None:
        raise ValueError(f"run {view.id} has no network")
    return view.layers


def _button(label: str, name: str, data: Any, mime: str | None = None) -> None:
    st.download_button(label, data, name, mime, icon=ICON, on_click="ignore", key=f"take {name}")


def _keras_file(view: RunView) -> None:
    """Let the trainer make the file first, as this process holds no Keras; then it can be had."""
    asked = current_session().requests.get(PLACE)
    mine = asked if asked is not None and asked.subject == view.id else None
    if mine and mine.result:
        _button("Network, .keras", "network.keras", mine.result, "application/octet-stream")
        return
    arguments = {
        "layers": packed_layers(_network(view)),
        "shape": shape_of(view.dataset, "test")[1:],
        "settings": view.settings,
    }
    st.button(
        "Make the .keras file",
        icon=":material/build:",
        key="make_keras_file",
        on_click=lambda: submit(PLACE, view.id, "keras_file", arguments),
        disabled=mine is not None and mine.pending,
    )
