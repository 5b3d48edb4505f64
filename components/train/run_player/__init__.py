"""The run player: the browser plays the recorded snapshots of a run."""

import math
from collections import ChainMap
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import streamlit as st

from components.drawing.labeled_digit import Digit
from components.train.run_comparison import other_run_curves
from components.train.run_player.events import (
    explanation_from,
    frame_from,
    last_step,
    missing_from,
    step_from,
)
from components.train.run_player.payload import Mistakes, SceneName
from components.ui.lesson_text import COMMON, Lesson
from components.ui.widget_bridge import packed, widget
from models.data.datasets import shape_of
from models.nn.arrays import Array
from models.runtime.run_registry import RunView
from models.training.evaluation import Histogram
from models.training.recording import RecordedSnapshot
from models.training.run_summary import inherited_epochs

KEY = "training_view"
MAX_POINTS = 500  # of a curve
UnitWeights = dict[int, tuple[Array, float]]  # by step, as `recording.quantize` returns them
Frames = ChainMap[int, RecordedSnapshot]


class Stage(NamedTuple):
    """What of a run is shown, and where."""

    scene: SceneName = "explore"
    is_open: bool = True  # whether the answer to the scene's question may be seen
    is_trained: bool = True  # whether it is the learner's run, or what the settings begin with

    @property
    def fills(self) -> bool:
        """Whether the player fills the box it is in."""
        return self.scene != "explore"


class PlayerEvents(NamedTuple):
    """What the learner requested beside the recording; None if nothing."""

    batch: tuple[int, int] | None  # a single step that is not here, and the time of the press
    branch: RecordedSnapshot | None  # to continue from with another config
    explanation: tuple[int, int] | None  # of the step before this one, and the id of the press
    check: RecordedSnapshot | None  # to evaluate with Keras, too


class Requested(NamedTuple):
    """What was computed on request beside the recording, as far as it is known."""

    steps: dict[int, RecordedSnapshot]  # single steps, between the recorded ones or ahead
    predictions: dict[int, Array]  # for the drawing, (classes,) by step
    digit: Digit | None  # whose predictions are shown
    unit: tuple[int, int] | None  # layer and index of a chosen unit without a picture
    weights: UnitWeights  # of that unit
    mistakes: Mistakes | None  # images of the chosen cell


def run_player(
    lesson: Lesson,
    view: RunView,
    requested: Requested,
    stage: Stage,
    *,
    on_epoch: Callable[[], None],
    on_picked: Callable[[], None],
) -> PlayerEvents:
    """Show a run's recording.

    A frame is sent once per page: the browser stores it, and reports which it misses.

    Args:
        lesson: has the words.
        view: the run.
        requested: what was computed beside the recording.
        stage: what of it is shown.
        on_epoch: called when a paused run shall continue to the end of an epoch.
        on_picked: called when an image of the chosen cell is picked.
    """
    frames = ChainMap(requested.steps, view.frames)  # pyright: ignore[reportArgumentType] - only read
    sent = _sent_steps(view.id)
    # The browser drops what is no longer available; a single step may be recorded later.
    for step, is_single in list(sent.items()):
        if step not in frames or is_single != (step in requested.steps):
            del sent[step]
    new_steps = [step for step in frames if step not in sent]
    events = widget("run_player")(
        key=KEY,
        data={
            "scene": stage.scene,
            "fills": stage.fills,
            "open": stage.is_open,
            **_run_payload(lesson, view),
            **_requested_payload(view, requested),
            "availableSteps": sorted(frames),
            "frames": [_frame_payload(view, frames[step], requested) for step in new_steps],
            "words": words_of(lesson, view),
        },
        on_missing_change=_resend_missing,
        on_epoch_change=on_epoch,
        on_picked_change=on_picked,
        on_unit_change=lambda: None,  # this and the next are read before the widget is drawn
        on_cell_change=lambda: None,
        **{f"on_{name}_change": lambda: None for name in PlayerEvents._fields},
    )
    sent.update({step: step in requested.steps for step in frames})
    return _validated(events, view, frames)


def words_of(lesson: Lesson, view: RunView) -> dict[str, str]:
    """Return the words of the player, which name the images that the run is evaluated on.

    Args:
        lesson: has them.
        view: the run.
    """
    words = COMMON.words("player") | lesson.words("run")
    return words if view.config.validation else words | lesson.words("run on test images")


def _validated(events: dict, view: RunView, frames: Frames) -> PlayerEvents:
    """Return the browser's events, where they are valid."""
    wanted = step_from(events.get("batch"), view)
    if wanted is not None and wanted[0] in frames and frames[wanted[0]].is_evaluated:
        wanted = None
    return PlayerEvents(
        batch=wanted,
        branch=frame_from(events.get("branch"), view, frames),
        explanation=explanation_from(events.get("explanation"), view),
        check=frame_from(events.get("check"), view, frames),
    )


def _sent_steps(run: str) -> dict[int, bool]:
    """Return the steps whose frames this page's browser has; whether each is a single step."""
    sent = st.session_state.setdefault(f"{KEY}_held", {"run": run, "steps": {}})
    if sent["run"] != run:
        sent.update(run=run, steps={})
    return sent["steps"]


def _resend_missing() -> None:
    """Have the frames sent again that the browser lost with a page."""
    sent = st.session_state.get(f"{KEY}_held")
    missing = (st.session_state.get(KEY) or {}).get("missing")
    if sent is not None:
        for step in missing_from(missing, sent["run"], sent["steps"].keys()):
            del sent["steps"][step]


def _run_payload(lesson: Lesson, view: RunView) -> dict:
    return {
        "run": view.id,
        "isRunning": not view.ended,
        "startStep": view.start_step,
        "startEpoch": inherited_epochs(view),
        "totalSteps": max(view.total_steps, 1),
        "trainedSteps": view.step,
        "lastStep": last_step(view),
        "epochs": view.config.epochs,
        "images": view.images,
        "batchSize": view.config.batch_size,
        "axis": axis_of(view),
        "history": _history_payload(view),
        "otherRuns": other_run_curves(lesson, view),
        "recordedSteps": list(view.frames),
    }


def _requested_payload(view: RunView, requested: Requested) -> dict:
    digit, unit = requested.digit, requested.unit
    return {
        "predictions": {
            str(step): _finite(outputs) for step, outputs in requested.predictions.items()
        },
        "unit": None if unit is None else _unit_payload(*unit, requested.weights),
        "drawing": None if digit is None else _drawing_payload(view, digit),
        "mistakes": requested.mistakes,
        "split": _split_payload(view),
    }


def _drawing_payload(view: RunView, digit: Digit) -> dict:
    return {
        "pixels": packed(np.rint(digit.image * 255)),
        "digit": digit.label,
        "isProbe": digit.is_in(view.probe),
        "isExample": digit.is_example,
    }


def _split_payload(view: RunView) -> dict:
    return {
        "training": view.images,
        "validation": view.config.validation,
        "test": shape_of(view.dataset, "test")[0],
        "isOpened": view.test_opened or not view.config.validation,
        "testAccuracy": view.test_accuracy,
    }


def _history_payload(view: RunView) -> dict:
    """Return the curves, of at most 500 points, among them the last."""
    history = view.history
    every = -(-len(history) // MAX_POINTS)
    rows = sorted({*range(0, len(history), every), len(history) - 1}) if len(history) else []
    names = ("loss", "accuracy", "validation_loss", "validation_accuracy")
    return {
        "step": history.step[rows].tolist(),
        "validation_step": history.validation_step[rows].tolist(),
        **{name: _finite(getattr(history, name)[rows]) for name in names},
    }


def axis_of(view: RunView) -> dict[str, float]:
    """Return the end of the curves' axis: the training's end, or where a run ended before it."""
    if not view.ended or not view.start_step < view.step < view.total_steps:
        return {"totalSteps": max(view.total_steps, 1), "epochs": view.config.epochs}
    share = (view.step - view.start_step) / (view.total_steps - view.start_step)
    return {"totalSteps": view.step, "epochs": share * view.config.epochs}


def _averaged_batches(view: RunView, frame: RecordedSnapshot) -> int:
    """Return how many batches a frame's training loss averages; 0 for the untrained network."""
    row = int(np.searchsorted(view.history.step, frame.step))
    return int(frame.step - view.history.step[row - 1]) if row else 0


def _frame_payload(view: RunView, frame: RecordedSnapshot, requested: Requested) -> dict:
    is_single = frame.step in requested.steps
    return {
        "step": frame.step,
        "epoch": frame.epoch,
        "averagedBatches": 1 if is_single else _averaged_batches(view, frame),
        "validationStep": frame.validation_step,
        "metrics": _finite(
            (frame.loss, frame.accuracy, frame.validation_loss, frame.validation_accuracy)
        ),
        "confusion": frame.confusion.reshape(-1).tolist(),
        "prediction": None if frame.prediction is None else _finite(frame.prediction),
        "shape": list(frame.shape[:2]),
        "layers": [
            {
                "units": layer.units,
                "recordedUnits": len(layer.pictures),
                "inputs": layer.pictures.shape[1],
                "pictures": packed(layer.pictures),
                "scale": layer.scale,
                "gradient": _finite([layer.gradient])[0],
                "dead": layer.dead,
                "saturated": layer.saturated,
                "weights": _histogram_payload(layer.weights),
                "activations": _histogram_payload(layer.activations),
            }
            for layer in frame.layers
        ],
    }


def _histogram_payload(histogram: Histogram) -> dict:
    low, high = float(histogram.edges[0]), float(histogram.edges[-1])
    return {"counts": histogram.counts.tolist(), "low": low, "high": high}


def _unit_payload(layer: int, unit: int, weights: UnitWeights) -> dict:
    pictures = {
        str(step): {"levels": packed(levels), "scale": scale}
        for step, (levels, scale) in weights.items()
    }
    return {"layer": layer, "unit": unit, "pictures": pictures}


def _finite(values: Iterable[float]) -> list[float | None]:
    return [round(float(value), 6) if math.isfinite(value) else None for value in values]
