"""Validate what the run player sends, as a browser may send anything."""

import math
from collections.abc import Mapping, Set
from typing import NamedTuple

from models.config.parsers import is_integer_in
from models.runtime.run_registry import RunView
from models.training.recording import RecordedSnapshot

CLASSES = 10
MAX_IMAGE = 59_999  # index
MAX_PRESS_ID = 2**53 - 1  # integers above are not exact in a browser


def last_step(view: RunView) -> int:
    """Return the last step that can be shown; of a paused run also those still to train."""
    return max(view.step, view.total_steps) if view.state == "paused" else view.step


def step_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Return the single step the learner wants to see, and the time of the press."""
    if not isinstance(event, dict) or event.get("run") != view.id:
        return None
    step, when = event.get("step"), event.get("when")
    start = int(view.history.step[0]) if len(view.history) else 0
    if not is_integer_in(step, start + 1, last_step(view)) or type(when) is not int:
        return None
    return step, when


def epoch_from(event: object, view: RunView) -> int | None:
    """Return the epoch at whose end a paused run shall pause again; 1 is its config's first."""
    if not isinstance(event, dict) or event.get("run") != view.id or view.state != "paused":
        return None
    step = event.get("step")
    if not is_integer_in(step, view.step + 1, view.total_steps):
        return None
    epochs, rest = divmod(step - view.start_step, view.batches)
    return epochs if rest == 0 else None


class Cell(NamedTuple):
    """A cell of the confusion matrix, or all of its wrong ones."""

    step: int  # of the evaluation, which may be before the step that is shown
    classes: tuple[int, int] | None  # true and predicted; None is the most wrong of all


def cell_from(event: object, view: RunView, frames: Mapping[int, RecordedSnapshot]) -> Cell | None:
    """Return the cell of the confusion matrix that the learner chose."""
    if (frame := frame_from(event, view, frames)) is None or not isinstance(event, dict):
        return None
    true, predicted = event.get("true"), event.get("predicted")
    if true is None and predicted is None:
        return Cell(frame.validation_step, None)
    if not is_integer_in(true, 0, CLASSES - 1) or not is_integer_in(predicted, 0, CLASSES - 1):
        return None
    return Cell(frame.validation_step, (true, predicted))


def picked_from(event: object, view: RunView) -> int | None:
    """Return the index of the image that the learner picked, which may be none of those shown."""
    if not isinstance(event, dict) or event.get("run") != view.id:
        return None
    index = event.get("index")
    return index if is_integer_in(index, 0, MAX_IMAGE) else None


def unit_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Return the layer and index of a unit of which the recording has no picture."""
    if not isinstance(event, dict) or event.get("run") != view.id or not view.frames:
        return None
    layers = next(iter(view.frames.values())).layers
    layer, unit = event.get("layer"), event.get("unit")
    if not is_integer_in(layer, 0, len(layers) - 1):
        return None
    recorded = len(layers[layer].pictures)
    return (layer, unit) if is_integer_in(unit, recorded, layers[layer].units - 1) else None


def frame_from(
    event: object, view: RunView, frames: Mapping[int, RecordedSnapshot]
) -> RecordedSnapshot | None:
    """Return the frame of the step the learner means, if its validation loss is a number.

    Of other networks there is nothing to evaluate and nothing to branch from.
    """
    if not isinstance(event, dict) or event.get("run") != view.id:
        return None
    step = event.get("step")
    frame = frames.get(step) if type(step) is int else None
    return frame if frame is not None and math.isfinite(frame.validation_loss) else None


def explanation_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Return the step whose explanation the learner requested, and the id of the press."""
    if not isinstance(event, dict) or event.get("run") != view.id or not len(view.history):
        return None
    step, press_id = event.get("step"), event.get("pressId")
    if not is_integer_in(step, int(view.history.step[0]), last_step(view)):
        return None
    return (step, press_id) if is_integer_in(press_id, 0, MAX_PRESS_ID) else None


def missing_from(event: object, run: str, sent: Set[int]) -> set[int]:
    """Return the steps whose frames the browser misses, of those that were sent."""
    if not isinstance(event, dict) or event.get("run") != run:
        return set()
    steps = event.get("steps")
    return {step for step in steps if type(step) is int} & sent if type(steps) is list else set()
