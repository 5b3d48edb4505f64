"""The validation images that a run's network misclassified at one step, the most wrong first."""

from dataclasses import dataclass

import streamlit as st

from components.drawing.picture_source import put_mnist_image
from components.nav.navigation import page_named
from components.remote.per_step_results import result_or_retry, run_arguments
from components.remote.task_status import ensure_request
from components.state.session import Session
from components.train.run_player.events import Cell
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.data.datasets import load_examples
from models.runtime.run_registry import RunView
from models.training.split import evaluated_part

REQUEST = "mistakes"
MAX_SHOWN = 12


@dataclass(frozen=True)
class Misclassified:
    """A validation image and the network's prediction for it."""

    index: int  # among the validation images
    label: int
    predicted: int
    probability: float  # of the predicted class


def misclassified_images(lesson: Lesson, session: Session, view: RunView, cell: Cell) -> None:
    """Show validation images of one cell of the confusion matrix, or the most wrong of all.

    Args:
        lesson: has the text on which they are.
        session: the learner's; a picked image is put on its pad.
        view: the run.
        cell: the step and the cell.
    """
    found = _result(view, cell)
    if found is None:
        return
    _show_text(lesson, cell, found["count"])
    if not found["count"]:
        return
    part, first = evaluated_part(view.dataset, view.config)
    images, shown = load_examples(view.dataset, part).images, _shown(found)

    def put_on_pad(position: int) -> None:
        session.drawing.choose("28×28", "gray")
        put_mnist_image(session, part, first + shown[position].index)

    picture_row(
        [(images[first + each.index] / 255, _caption(cell, each)) for each in shown],
        key=REQUEST,
        on_pick=put_on_pad,
    )
    if session.drawing.source.startswith("MNIST"):
        lesson.show("taken", source=session.drawing.source)
        with st.container(horizontal=True):
            for name in ("draw", "network"):
                st.page_link(page_named(name))


def _result(view: RunView, cell: Cell) -> dict | None:
    """Return the cell's images, requested once; None until they are known."""
    arguments = run_arguments(view) | {"step": cell.step, "cell": cell.classes}
    request = ensure_request(REQUEST, f"{view.id} {cell}", "misclassified_at", arguments)
    result_or_retry(REQUEST, request, dict, "The validation images are looked up.")
    return request.result


def _shown(found: dict) -> list[Misclassified]:
    columns = [found[name] for name in ("indices", "labels", "predicted", "probability")]
    rows = zip(*(column[:MAX_SHOWN].tolist() for column in columns), strict=True)
    return [Misclassified(*row) for row in rows]


def _show_text(lesson: Lesson, cell: Cell, count: int) -> None:
    if cell.classes is None:
        lesson.show("most wrong", step=f"{cell.step:,}")
        return
    true, predicted = cell.classes
    gaps = {"count": f"{count:,}", "true": true, "predicted": predicted, "step": f"{cell.step:,}"}
    lesson.show("mistakes" if count else "no mistakes", **gaps)


def _caption(cell: Cell, image: Misclassified) -> str:
    prediction = f"{image.predicted}, {image.probability:.1%}"
    if cell.classes:
        return f"{image.index}: {prediction}"
    return f"{image.index}: a {image.label} read as {prediction}"
