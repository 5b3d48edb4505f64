"""What the theatre reports, read from the browser, which may send anything."""

import math
from collections.abc import Mapping
from typing import NamedTuple

from models.runtime.run_registry import RunView
from models.training.recording import RecordedSnapshot

CLASSES = 10


def reach(view: RunView) -> int:
    """Say up to which batch a run's moments can be shown: a held run can be looked at ahead."""
    return max(view.step, view.total_steps) if view.state == "paused" else view.step


def step_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Read which single batch the learner wants to see, and when they pressed for it."""
    if not isinstance(event, dict) or event.get("run") != view.id:
        return None
    step, when = event.get("step"), event.get("when")
    began = int(view.history.step[0]) if len(view.history) else 0
    if type(step) is not int or type(when) is not int or not began < step <= reach(view):
        return None
    return step, when


def epoch_from(event: object, view: RunView) -> int | None:
    """Read up to the end of which epoch of its config a held run shall go on; 1 is the first."""
    if not isinstance(event, dict) or event.get("run") != view.id or view.state != "paused":
        return None
    step = event.get("step")
    if type(step) is not int or not view.step < step <= view.total_steps:
        return None
    epochs, rest = divmod(step - view.start_step, view.batches)
    return epochs if rest == 0 else None


class Cell(NamedTuple):
    """Which test images the learner wants to see."""

    step: int  # judged by the network of this moment, which may lie before the one that is shown
    classes: tuple[int, int] | None  # true and predicted; None is the most wrong of all


def cell_from(event: object, view: RunView, frames: Mapping[int, RecordedSnapshot]) -> Cell | None:
    """Read which cell of the confusion matrix the learner chose, at one of the moments shown."""
    if (frame := frame_from(event, view, frames)) is None or not isinstance(event, dict):
        return None
    true, predicted = event.get("true"), event.get("predicted")
    if true is None and predicted is None:
        return Cell(frame.held_out_step, None)
    if type(true) is not int or type(predicted) is not int:
        return None
    if not (0 <= true < CLASSES and 0 <= predicted < CLASSES):
        return None
    return Cell(frame.held_out_step, (true, predicted))


def unit_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Read which unit the learner wants to see that the recording has no picture of: its layer
    and place.
    """
    if not isinstance(event, dict) or event.get("run") != view.id or not view.frames:
        return None
    layers = next(iter(view.frames.values())).layers
    layer, unit = event.get("layer"), event.get("unit")
    if type(layer) is not int or type(unit) is not int or not 0 <= layer < len(layers):
        return None
    shown = len(layers[layer].pictures)
    return (layer, unit) if shown <= unit < layers[layer].units else None


def frame_from(
    event: object, view: RunView, frames: Mapping[int, RecordedSnapshot]
) -> RecordedSnapshot | None:
    """Read which moment of this run the learner means, of those shown whose loss is a number:
    of others there is nothing to judge, and nothing to go on from.
    """
    if not isinstance(event, dict) or event.get("run") != view.id:
        return None
    step = event.get("step")
    frame = frames.get(step) if type(step) is int else None
    return frame if frame is not None and math.isfinite(frame.held_out_loss) else None


def story_from(event: object, view: RunView) -> tuple[int, int] | None:
    """Read at which moment the learner asked for a step's story, and the mark of that press."""
    if not isinstance(event, dict) or event.get("run") != view.id or not len(view.history):
        return None
    step, when = event.get("step"), event.get("when")
    if type(step) is not int or not int(view.history.step[0]) <= step <= reach(view):
        return None
    return (step, when) if type(when) is int and 0 <= when < 2**53 else None


def steps_from(event: object, run: str, known: set[int]) -> set[int]:
    """Read which frames the browser misses of those it was sent."""
    if not isinstance(event, dict) or event.get("run") != run:
        return set()
    steps = event.get("steps")
    return {step for step in steps if type(step) is int} & known if type(steps) is list else set()
