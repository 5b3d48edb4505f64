"""A run on screen: every look at it is recorded, and the browser plays the recording."""

import math
from collections import ChainMap
from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
import streamlit as st

from components.train.run_comparison import other_curves
from components.train.run_player.events import (
    Cell,
    cell_from,
    frame_from,
    reach,
    step_from,
    steps_from,
    story_from,
)
from components.ui.lesson_text import Lesson
from components.ui.widget_bridge import packed, widget
from models.nn.arrays import Array
from models.runtime.run_registry import RunView
from models.training.evaluation import Histogram
from models.training.recording import RecordedSnapshot
from models.training.run_summary import inherited_epochs

KEY = "training_view"
MAX_POINTS = 500  # of a curve


class Wishes(NamedTuple):
    """What the learner wants to know of a run beside its recording; None is nothing."""

    batch: tuple[int, int] | None  # a single batch that is not here, and when they pressed for it
    cell: Cell | None  # whose test images to show
    branch: RecordedSnapshot | None  # the moment to go on from in another way
    story: tuple[int, int] | None  # the moment whose step is to be told, and the mark of the press
    check: RecordedSnapshot | None  # the moment Keras shall judge too


def training_view(
    lesson: Lesson,
    view: RunView,
    batches: dict[int, RecordedSnapshot],
    answers: dict[int, Array],
    drawing: Array | None,
    unit: tuple[int, int] | None,
    weights: dict[int, tuple[Array, float]],
    on_epoch: Callable[[], None],
) -> Wishes:
    """Show a run's recording.

    A frame is sent once a page: the browser keeps it, and says which it misses.

    Args:
        lesson: says what the pictures mean.
        view: the run.
        batches: single batches of it, trained again between the looks or ahead, by step.
        answers: what the network made of the learner's drawing, ``(classes,)`` by step, as
            far as that is known.
        drawing: as the network reads it, (28, 28).
        unit: layer and place of one chosen of which the recording has no picture.
        weights: its weights by step, as `recording.quantize` gives them, as far as known.
        on_epoch: called when a held run shall go on to the end of an epoch.
    """
    frames = ChainMap(batches, view.frames)  # pyright: ignore[reportArgumentType] - only read  # pyright: ignore[reportArgumentType] - only read
    held = _held(view.id)
    # The browser forgets what is shown no more; a batch seen ahead may be recorded later.
    for step, single in list(held.items()):
        if step not in frames or single != (step in batches):
            del held[step]
    told = widget("run_player")(
        key=KEY,
        data={
            "run": view.id,
            "live": not view.ended,
            "began": view.start_step,
            "firstEpoch": inherited_epochs(view),
            "total": max(view.total_steps, 1),
            "trained": view.step,
            "reach": reach(view),
            "epochs": view.config.epochs,
            "axis": axis_of(view),
            "history": _history(view),
            "others": other_curves(view),
            "looks": list(view.frames),
            "steps": sorted(frames),
            "frames": [
                _told(frames[step], _over(view, frames[step], single=step in batches))
                for step in frames
                if step not in held
            ],
            "answers": {str(step): _finite(said) for step, said in answers.items()},
            "unit": None if unit is None else _unit(*unit, weights),
            "drawing": None if drawing is None else packed(np.rint(drawing * 255)),
            "words": {name: lesson.format(f"theatre {name}") for name in WORDS},
        },
        on_missing_change=_forget,
        on_epoch_change=on_epoch,
        on_unit_change=lambda: None,  # read before the widget is drawn
        **{f"on_{name}_change": lambda: None for name in Wishes._fields},
    )
    held.update({step: step in batches for step in frames})
    wanted = step_from(told.get("batch"), view)
    if wanted is not None and wanted[0] in frames and frames[wanted[0]].is_evaluated:
        wanted = None
    return Wishes(
        batch=wanted,
        cell=cell_from(told.get("cell"), view, frames),
        branch=frame_from(told.get("branch"), view, frames),
        story=story_from(told.get("story"), view),
        check=frame_from(told.get("check"), view, frames),
    )


WORDS = (
    *("untrained", "alone", "answers", "no answers", "no drawing", "histograms", "confusion"),
    *("no unit", "no loss"),
)


def _held(run: str) -> dict[int, bool]:
    """The steps whose frames this page's browser holds; whether each is of a single batch."""
    kept = st.session_state.setdefault(f"{KEY}_held", {"run": run, "steps": {}})
    if kept["run"] != run:
        kept.update(run=run, steps={})
    return kept["steps"]


def _forget() -> None:
    """Send again what the browser misses: it lost its memory with the page."""
    kept = st.session_state.get(f"{KEY}_held")
    missing = (st.session_state.get(KEY) or {}).get("missing")
    if kept is not None:
        for step in steps_from(missing, kept["run"], kept["steps"].keys()):
            del kept["steps"][step]


def _history(view: RunView) -> dict:
    """The curves, of at most 500 points; the last one is always there."""
    history = view.history
    every = -(-len(history) // MAX_POINTS)
    places = sorted({*range(0, len(history), every), len(history) - 1}) if len(history) else []
    names = ("loss", "accuracy", "held_out_loss", "held_out_accuracy")
    return {
        "step": history.step[places].tolist(),
        "held_out_step": history.held_out_step[places].tolist(),
        **{name: _finite(getattr(history, name)[places]) for name in names},
    }


def axis_of(view: RunView) -> dict[str, float]:
    """Return the end of the curves' axis: the training's end, or where a run ended before it."""
    if not view.ended or not view.start_step < view.step < view.total_steps:
        return {"total": max(view.total_steps, 1), "epochs": view.config.epochs}
    share = (view.step - view.start_step) / (view.total_steps - view.start_step)
    return {"total": view.step, "epochs": share * view.config.epochs}


def _over(view: RunView, frame: RecordedSnapshot, *, single: bool) -> int:
    """How many batches a frame's training loss is the mean of; 0 of a network still to learn."""
    if single:
        return 1
    place = int(np.searchsorted(view.history.step, frame.step))
    return int(frame.step - view.history.step[place - 1]) if place else 0


def _told(frame: RecordedSnapshot, over: int) -> dict:
    """A frame as the browser keeps it."""
    return {
        "step": frame.step,
        "epoch": frame.epoch,
        "over": over,
        "judged": frame.held_out_step,
        "numbers": _finite(
            (frame.loss, frame.accuracy, frame.held_out_loss, frame.held_out_accuracy)
        ),
        "confusion": frame.confusion.reshape(-1).tolist(),
        "shape": list(frame.shape[:2]),
        "layers": [
            {
                "units": layer.units,
                "shown": len(layer.pictures),
                "inputs": layer.pictures.shape[1],
                "pictures": packed(layer.pictures),
                "scale": layer.scale,
                "gradient": _finite([layer.gradient])[0],
                "dead": layer.dead,
                "saturated": layer.saturated,
                "weights": _spread(layer.weights),
                "activations": _spread(layer.activations),
            }
            for layer in frame.layers
        ],
    }


def _spread(histogram: Histogram) -> dict:
    low, high = float(histogram.edges[0]), float(histogram.edges[-1])
    return {"counts": histogram.counts.tolist(), "low": low, "high": high}


def _unit(layer: int, unit: int, weights: dict[int, tuple[Array, float]]) -> dict:
    pictures = {
        str(step): {"levels": packed(levels), "scale": scale}
        for step, (levels, scale) in weights.items()
    }
    return {"layer": layer, "unit": unit, "pictures": pictures}


def _finite(values: Iterable[float]) -> list[float | None]:
    return [round(float(value), 6) if math.isfinite(value) else None for value in values]
