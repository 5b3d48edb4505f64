"""Mistakes: the test images a run's network got wrong at one moment, the worst first."""

import streamlit as st

from components.drawing.picture_source import put_test_image
from components.nav.navigation import pages
from components.remote.per_step_results import result_or_retry, run_arguments
from components.remote.task_status import submit
from components.state.session import Session
from components.train.run_player.events import Cell
from components.ui.lesson_text import Lesson
from components.ui.picture_row import picture_row
from models.data.datasets import load_examples
from models.runtime.run_registry import RunView

PLACE = "mistakes"
SHOWN = 12
WORDED = ("indices", "labels", "predicted", "probability")


def mistakes(lesson: Lesson, session: Session, view: RunView, cell: Cell) -> None:
    """Show test images of one cell of the confusion matrix, or the most wrong of all.

    Args:
        lesson: says which they are.
        session: the learner's, on whose pad a picked one is put.
        view: the run.
        cell: which moment and cell.
    """
    mark = f"{view.id} {cell}"
    asked = session.requests.get(PLACE)
    if asked is None or asked.subject != mark:
        submit(
            PLACE,
            mark,
            "misclassified_at",
            run_arguments(view) | {"step": cell.step, "cell": cell.classes},
        )
    asked = session.requests[PLACE]
    if not result_or_retry(PLACE, asked, dict, "The test images are looked up."):
        return
    found = asked.result
    _say(lesson, cell, found["count"])
    if not found["count"]:
        return
    images = load_examples(view.dataset, "test").images
    shown = [
        {
            name: found[name][place].item()
            for name in ("indices", "labels", "predicted", "probability")
        }
        for place in range(min(SHOWN, len(found["indices"])))
    ]

    def take(place: int) -> None:
        session.drawing.choose("28×28", "grey")
        put_test_image(session, shown[place]["indices"])

    picture_row(
        [(images[each["indices"]] / 255, _words(cell, **each)) for each in shown],
        key=PLACE,
        on_pick=take,
    )
    if session.drawing.source.startswith("MNIST"):
        lesson.show("taken", source=session.drawing.source)
        with st.container(horizontal=True):
            for name in ("draw", "network"):
                st.page_link(pages()[name])


def _say(lesson: Lesson, cell: Cell, count: int) -> None:
    if cell.classes is None:
        lesson.show("most wrong", step=f"{cell.step:,}")
        return
    true, predicted = cell.classes
    gaps = {"count": f"{count:,}", "true": true, "predicted": predicted, "step": f"{cell.step:,}"}
    lesson.show("mistakes" if count else "no mistakes", **gaps)


def _words(cell: Cell, indices: int, labels: int, predicted: int, probability: float) -> str:
    read = f"{predicted}, {probability:.1%}"
    return f"{indices}: {read}" if cell.classes else f"{indices}: a {labels} read as {read}"
