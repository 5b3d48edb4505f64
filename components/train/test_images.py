"""The test images: closed until the learner opens them for a network, after its training."""

from functools import partial

import streamlit as st

from components.remote.per_step_results import result_or_retry
from components.remote.task_status import ensure_request
from components.state.session import current_session
from components.ui.lesson_text import Lesson
from models.data.datasets import shape_of
from models.nn.dense import packed_layers
from models.runtime import run_registry
from models.runtime.run_registry import RunView
from models.training.run_summary import RunSummary

REQUEST = "test images"


def open_test_images(lesson: Lesson, view: RunView) -> None:
    """Let the learner open the test images for a run's network, or show its accuracy on them.

    Args:
        lesson: says why they are closed, and what their number is worth.
        view: the run; nothing is shown before it has ended, nor without its network.
    """
    if not view.ended or view.layers is None:
        return
    images = f"{shape_of(view.dataset, 'test')[0]:,}"
    if not view.config.validation:
        lesson.show("test images used", images=images)
        return
    view = run_registry.get(view.id) or view  # a fragment's view may be older than the press
    if view.test_opened:
        _show_accuracy(lesson, view, images)
        return
    lesson.show("test images again" if _were_opened(view) else "test images", images=images)
    st.button(
        lesson.label("open test images"),
        icon=":material/lock:",
        key="open_test_images",
        on_click=_open,
        args=(view.id,),
    )


def _open(run_id: str) -> None:
    runs = current_session().runs
    run_registry.open_test_images(run_id)
    if run_id not in runs.opened:
        runs.opened = [*runs.opened, run_id]


def _were_opened(view: RunView) -> bool:
    """Return whether the learner has seen the test images with another run."""
    runs = current_session().runs
    seen = [run.id for run in runs.ended if _has_seen(run)]
    return any(run_id != view.id for run_id in (*runs.opened, *seen))


def _has_seen(run: RunSummary) -> bool:
    """Return whether a run's evaluation on the test images was shown."""
    return not run.settings.get("validation") or run_registry.has_opened_test(run.id)


def _show_accuracy(lesson: Lesson, view: RunView, images: str) -> None:
    """Show the accuracy on the test images beside the validation accuracy, once it is known."""
    if view.test_accuracy is None:
        arguments = {
            "layers": packed_layers(view.layers or ()),
            "dataset": view.dataset,
            "settings": view.settings,
        }
        request = ensure_request(REQUEST, view.id, "test_evaluation", arguments)
        words = lesson.format("test images wait")
        result_or_retry(REQUEST, request, partial(_add_accuracy, view.id), words)
        return
    with st.container(horizontal=True):
        st.metric(lesson.label("test accuracy"), f"{view.test_accuracy:.2%}", width="content")
        st.metric(
            lesson.label("validation accuracy"), f"{view.network_accuracy:.2%}", width="content"
        )
    seen = "test images seen" if _were_opened(view) else "test images opened"
    lesson.show(seen, images=images)


def _add_accuracy(run_id: str, result: dict) -> bool:
    run_registry.add_test_accuracy(run_id, result["accuracy"])
    return True
