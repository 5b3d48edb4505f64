"""Downloads: the trained network, its weights, its curves, and code that trains it again."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from components.remote.keras_check import same_as_keras
from components.remote.task_status import await_result, request_about, submit
from components.state.hidden_controls import is_visible
from components.train.curves_image import curves_image
from components.ui.lesson_text import Lesson
from models.data.datasets import load_examples, shape_of
from models.export import run_files
from models.nn.dense import DenseLayer, packed_layers
from models.training.keras_check import check_images, checked_images
from models.training.run_view import RunView
from models.training.split import evaluated_part

REQUEST = "keras_file"
ICON = ":material/download:"


def downloads(lesson: Lesson, view: RunView) -> None:
    """Offer the files of a run that has a network.

    Args:
        lesson: describes each file.
        view: of a run with its network.
    """
    if not is_visible("files"):
        return
    lesson.show("take away")
    with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
        _keras_file(lesson, view)
        # Made on request, in a thread of their own.
        _button(
            lesson.label("weights file"),
            "weights.npz",
            partial(run_files.weights_file, _network(view)),
        )
        _button(lesson.label("script file"), "my_run.py", partial(run_files.script_file, view))
        _button(
            lesson.label("notebook file"), "my_run.ipynb", partial(run_files.notebook_file, view)
        )
        _curves(lesson, view)
    request = request_about(REQUEST, view.id)
    if request is not None:
        await_result(request, bytes)
    lesson.show("files")


def curve_downloads(lesson: Lesson, view: RunView) -> None:
    """Offer the curves of a run that has no network.

    Args:
        lesson: has the labels.
        view: with at least one snapshot in its history.
    """
    if is_visible("files"):
        with st.container(horizontal=True, vertical_alignment="center", key="take_away"):
            _curves(lesson, view)


def _curves(lesson: Lesson, view: RunView) -> None:
    _button(lesson.label("curves file"), "curves.csv", partial(run_files.curves_file, view))
    curves_image(lesson, view)


def network_check(lesson: Lesson, view: RunView) -> None:
    """Let the learner check the trained network's predictions with Keras.

    Args:
        lesson: has the text on what is checked.
        view: of a run with its network.
    """
    if not is_visible("keras"):
        return
    lesson.show("same as keras", images=f"{checked_images(_network(view)):,}")
    part, first = evaluated_part(view.dataset, view.config)
    images = load_examples(view.dataset, part).images[first:]
    same_as_keras("train", check_images(_network(view), images))


def _network(view: RunView) -> Sequence[DenseLayer]:
    """Return the network of a run.

    Raises:
        LookupError: the run has none.
    """
    if view.layers is None:
        raise LookupError(f"run {view.id} has no network")
    return view.layers


def _button(label: str, name: str, data: Any, mime: str | None = None) -> None:
    st.download_button(label, data, name, mime, icon=ICON, on_click="ignore", key=f"take {name}")


def _keras_file(lesson: Lesson, view: RunView) -> None:
    """Offer the file once a worker has made it, as this process never imports Keras."""
    request = request_about(REQUEST, view.id)
    if request and request.result:
        label = lesson.label("network file")
        _button(label, "network.keras", request.result, "application/octet-stream")
        return
    arguments = {
        "layers": packed_layers(_network(view)),
        "shape": shape_of(view.dataset, "test")[1:],
        "settings": view.settings,
    }
    st.button(
        lesson.label("make network file"),
        icon=":material/build:",
        key="make_keras_file",
        on_click=lambda: submit(REQUEST, view.id, "keras_file", arguments),
        disabled=request is not None and request.pending,
    )
