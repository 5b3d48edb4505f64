"""A run without a cluster: trained here, recorded and packed as a worker does it."""

from dataclasses import replace
from functools import cache

from models.data.datasets import load
from models.data.input_encoding import fold_encoding_into_layer
from models.engine.train import train
from models.tasks.replay import replay_to_start
from models.training.config import EVALUATE_EVERY, TrainingConfig, lesson_config
from models.training.lineage import Lineage
from models.training.recording import (
    COLUMNS,
    MetricHistory,
    metrics_row,
    pack_frame,
    unpack_frame,
)
from models.training.run_view import RunView
from models.training.split import split
from tests.models.waiting import run_to_end


@cache
def recorded(**settings: object) -> RunView:
    """Train to the training's end and look at the run as a page would.

    Args:
        settings: of the config; it learns from 1,000 images unless they say otherwise.
    """
    return _recorded(lesson_config(**{"examples": 1000} | settings), ())


def rows_of(view: RunView) -> list[tuple]:
    """Return a view's metrics as a worker sends them."""
    return list(zip(*(getattr(view.history, column) for column in COLUMNS), strict=True))


@cache
def packed_frames(**settings: object) -> list[bytes]:
    """Return the frames of `recorded` as a worker sends them."""
    config, dataset = lesson_config(**{"examples": 1000} | settings), load("mnist")
    snapshots = train(dataset, config, untrained_first=True, evaluate_every=EVALUATE_EVERY)
    return [pack_frame(each, split(dataset, config)[1]) for each in snapshots]


def branched(trunk: RunView, step: int, **settings: object) -> RunView:
    """Go on from a step of another run.

    Args:
        trunk: the run to leave.
        step: where.
        settings: what to change in its config.
    """
    return _recorded(replace(trunk.config, **settings), (*trunk.lineage, (trunk.settings, step)))


def _recorded(config: TrainingConfig, lineage: Lineage) -> RunView:
    dataset = load("mnist")
    start = run_to_end(replay_to_start(dataset, config, lineage))[1]
    rows, frames = [], {}
    for last in train(
        dataset, config, untrained_first=True, start=start, evaluate_every=EVALUATE_EVERY
    ):
        rows.append(metrics_row(last))
        frames[last.step] = unpack_frame(pack_frame(last, split(dataset, config)[1]))
    return RunView(
        id="run",
        config=config,
        lineage=lineage,
        dataset="mnist",
        state="finished" if last.is_finite else "failed",
        message="",
        queue_position=0,
        history=MetricHistory.from_rows(rows),
        frames=frames,
        total_steps=last.total_steps,
        pace=None,
        batches_per_second=None,
        layers=fold_encoding_into_layer(last.layers, config.pixels) if last.is_finite else None,
        seconds=last.seconds,
    )
