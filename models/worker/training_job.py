"""Training job: one training in a worker process, at the pace of its learner."""

import time
from collections.abc import Generator

from distributed import secede

from models.data.datasets import load
from models.data.input_encoding import fold_encoding_into_layer
from models.nn.arrays import Array
from models.nn.dense import packed_layers
from models.texts import reason_of
from models.training.checkpoint import Checkpoint
from models.training.config import EVALUATE_EVERY, TrainingConfig
from models.training.lineage import Lineage
from models.training.memory_estimate import network_parameters
from models.training.recording import metrics_row, pack_frame, recorded_steps
from models.training.snapshot import Snapshot
from models.training.split import split
from models.worker.checkpoint_store import CheckpointStore
from models.worker.fair_lock import fair_lock
from models.worker.plain_errors import plain_errors
from models.worker.run_control import READ_SECONDS, RunControl, run_control_of
from models.worker.run_reporter import RunReporter


@plain_errors
def run_training(
    topic: str,
    run: str,
    learner: str,
    dataset: str,
    settings: dict,
    lineage: Lineage,
    probe: Array | None = None,
) -> dict:
    """Train, publish events to the topic, and follow the desired state.

    The job leaves its worker's queue at once (``secede``): a paused or slow run takes a thread,
    not a slot, and all runs of a worker take turns. It goes on from the checkpoint of an earlier
    attempt, if there is one. The checkpoint of a run that is wanted no more is deleted.

    Args:
        topic: of the events.
        run: its id.
        learner: whose turn it takes.
        dataset: a key of ``DATASETS``.
        settings: of the config.
        lineage: the configs before it.
        probe: an image whose predictions are recorded with the frames.

    Returns:
        Plain data: ``ended`` (finished, stopped, exploded or refused), ``layers``
        that read plain pictures, None where it stopped before its start, ``seconds``
        spent computing, ``rows``, and the ``frames`` not sent yet, with the last; a
        refusal has its ``reason``.
    """
    config = TrainingConfig(**settings)
    store, control = CheckpointStore(f"{topic}-{run}"), run_control_of(topic)
    secede()
    try:
        reporter = RunReporter(topic, run, store)
        reporter.probe = probe
        return _train(reporter, control, learner, dataset, config, lineage)
    finally:
        if control.read(run) is None:
            store.delete()


def _train(
    reporter: RunReporter,
    control: RunControl,
    learner: str,
    dataset: str,
    config: TrainingConfig,
    lineage: Lineage,
) -> dict:
    run, resumed = reporter.work, reporter.resumed
    try:
        with fair_lock.hold(learner, run):
            # Takes seconds where the worker is not warm yet.
            from models.engine.train import evaluated, train
            from models.tasks.replay import replay_to_start

            data = load(dataset)
        start = (
            resumed.checkpoint
            if resumed
            else run_replay(replay_to_start(data, config, lineage), learner, run, control)
        )
        if start is None:
            return {"ended": "stopped", "rows": [], "frames": [], "seconds": 0.0, "layers": None}
        snapshots = train(
            data,
            config,
            untrained_first=resumed is None,
            start=start,
            evaluate_every=EVALUATE_EVERY,
        )
    except ValueError as error:
        return {"ended": "refused", "reason": reason_of(error)}
    batches = config.batches(data)
    _, validation = split(data, config)
    reporter.validation = validation
    reporter.recorded = recorded_steps(config, batches, network_parameters(config, dataset))
    last, ended = None, "finished"
    while last is None or _may_go_on(control, reporter):
        reporter.snapshot_at = time.monotonic()
        with fair_lock.hold(learner, run):
            snapshot = next(snapshots, None)
            if snapshot is not None:
                reporter.add(snapshot)
        if snapshot is None:
            break
        last = snapshot
        if reporter.due:
            reporter.flush()
        if _ends_an_epoch(last, batches):
            reporter.save_if_due(last)
    else:
        ended = "stopped"
    if last is None:
        raise RuntimeError("the training began with no snapshot")
    if not last.is_evaluated:  # it stopped between two evaluations
        with fair_lock.hold(learner, run):
            last = evaluated(data, last)
        reporter.items[-1] = metrics_row(last)
    if not last.is_finite:
        ended = "exploded"
    return {
        "ended": ended,
        "seconds": reporter.seconds + last.seconds,
        "layers": packed_layers(fold_encoding_into_layer(last.layers, config.pixels)),
        "rows": reporter.items,
        "frames": [*reporter.frames, pack_frame(last, validation, reporter.probe)],
    }


def run_replay(replay: Generator, learner: str, run: str, control: RunControl) -> Checkpoint | None:
    """Replay to where a run starts, taking turns; return None where it is stopped."""
    while True:
        try:
            with fair_lock.hold(learner, run):
                next(replay)
        except StopIteration as end:
            return end.value
        state = control.read(run)
        # Snapshots that the learner has seen are computed again, and so is the lineage before.
        if state is None or (state["stop"] and state["upto"] < 0):
            return None


def _ends_an_epoch(snapshot: Snapshot, batches: int) -> bool:
    """Return whether a snapshot ends an epoch, but not the last one."""
    done = snapshot.step - snapshot.checkpoint.start[0]
    return done % batches == 0 and done > 0 and snapshot.step < snapshot.total_steps


def _may_go_on(control: RunControl, reporter: RunReporter) -> bool:
    """Wait until the next snapshot may be computed; return False when the run is to stop."""
    while True:
        state = control.read(reporter.work)
        if state is None:
            return False
        if len(reporter.items) <= state["upto"]:
            return True
        if state["stop"]:
            return False
        due = reporter.snapshot_at + (1 / state["pace"] if state["pace"] else 0)
        remaining = due - time.monotonic()
        if not state["paused"] and remaining <= 0:
            return True
        reporter.flush()
        time.sleep(READ_SECONDS / 2 if state["paused"] else min(remaining, READ_SECONDS / 2))
