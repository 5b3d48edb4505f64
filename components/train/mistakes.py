"""The validation images of a cell of the confusion matrix, or the most wrong, for the player."""

import numpy as np
import streamlit as st

from components.drawing.digits import PAD
from components.drawing.picture_source import put_mnist_image
from components.remote.per_step_results import result_or_retry, run_arguments
from components.remote.task_status import ensure_request, request_about
from components.state.session import Session, current_session
from components.train.run_player.events import Cell
from components.train.run_player.payload import Mistake, Mistakes
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed
from models.data.datasets import load_examples
from models.runtime.run_registry import RunView
from models.training.split import evaluated_part

REQUEST = "mistakes"
MAX_SHOWN = 12
TAKEN = "taken_mistake"  # the run, the index and the pad's revision of the image put on the pad


def find_mistakes(view: RunView, cell: Cell | None) -> Mistakes | None:
    """Return a cell's images, requested once; their count is None until they are known.

    Args:
        view: the run.
        cell: the step and the cell; None where none was chosen.
    """
    if cell is None:
        return None
    arguments = run_arguments(view) | {"step": cell.step, "cell": cell.classes}
    request = ensure_request(REQUEST, _subject(view, cell), "misclassified_at", arguments)
    true, predicted = cell.classes or (None, None)
    found = request.result
    return {
        "step": cell.step,
        "true": true,
        "predicted": predicted,
        "count": None if found is None else found["count"],
        "images": [] if found is None else _images(view, found),
    }


def await_mistakes(lesson: Lesson, view: RunView, cell: Cell | None) -> None:
    """Poll for a cell's images, or say why there are none.

    Args:
        lesson: has the words.
        view: the run.
        cell: as of `find_mistakes`.
    """
    request = None if cell is None else request_about(REQUEST, _subject(view, cell))
    if request is not None and request.result is None:
        result_or_retry(REQUEST, request, dict, lesson.label("looking up"))


def take_mistake(session: Session, view: RunView, cell: Cell, index: int) -> None:
    """Put one of a cell's images on the learner's pad.

    Args:
        session: the learner's.
        view: the run.
        cell: whose images are shown.
        index: of the image; another than those shown changes nothing.
    """
    request = request_about(REQUEST, _subject(view, cell))
    if request is None or request.result is None:
        return
    if index not in request.result["indices"][:MAX_SHOWN]:
        return
    part, first = evaluated_part(view.dataset, view.config)
    session.drawing.choose(*PAD)
    put_mnist_image(session, part, first + index)
    st.session_state[TAKEN] = (view.id, index, session.drawing.revision)


def _subject(view: RunView, cell: Cell) -> str:
    return f"{view.id} {cell}"


def _images(view: RunView, found: dict) -> list[Mistake]:
    part, first = evaluated_part(view.dataset, view.config)
    images = load_examples(view.dataset, part).images
    taken, revision = st.session_state.get(TAKEN), current_session().drawing.revision
    columns = [found[name] for name in ("indices", "labels", "predicted", "probability")]
    rows = zip(*(column[:MAX_SHOWN].tolist() for column in columns), strict=True)
    return [
        {
            "pixels": packed(np.asarray(images[first + index])),
            "index": index,
            "label": label,
            "predicted": predicted,
            "probability": probability,
            "is_taken": taken == (view.id, index, revision),
        }
        for index, label, predicted, probability in rows
    ]
