"""Step check: a recorded snapshot's metrics, computed again by a real Keras network."""

from functools import partial

from components.remote.keras_check import show_comparison
from components.remote.per_step_results import result_or_retry
from components.remote.task_status import ensure_request
from components.ui.lesson_text import Lesson
from models.runtime.run_registry import RunView
from models.training.keras_check import check_snapshot, compare
from models.training.recording import RecordedSnapshot

REQUEST = "step_check"


def step_check(lesson: Lesson, view: RunView, frame: RecordedSnapshot) -> None:
    """Have Keras evaluate a step's network, and show how far its metrics differ from ours.

    Args:
        lesson: has the text on what is compared.
        view: the run.
        frame: of the step, with a validation loss that is a number.
    """
    check = check_snapshot(view, frame)
    request = ensure_request(REQUEST, check.fingerprint, check.task, check.arguments)
    step, images = f"{frame.validation_step:,}", f"{frame.confusion.sum():,}"
    lesson.show("step check", step=step, images=images)
    waiting = lesson.label("evaluating")
    if result_or_retry(REQUEST, request, partial(compare, check), waiting):
        show_comparison(request.result, lesson.format("step check rounded"))
