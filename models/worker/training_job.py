"""Training job: one training in a worker process, at the pace of its learner."""

import logging
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Generator

import psutil
from distributed import WorkerPlugin, get_worker, secede

from models.data.datasets import Examples, load
from models.data.input_encoding import fold_encoding_into_layer
from models.nn.dense import packed_layers
from models.training.checkpoint import Checkpoint
from models.training.config import EVALUATE_EVERY, TrainingConfig
from models.training.lineage import Lineage
from models.training.memory_estimate import network_parameters
from models.training.recording import metrics_row, pack_frame, recorded_steps
from models.training.snapshot import Snapshot
from models.worker import heartbeat
from models.worker.checkpoint_store import CheckpointStore, SavedRun
from models.worker.fair_lock import fair_lock
from models.worker.plain_errors import plain_errors
from models.worker.run_control import READ_SECONDS, RunControl, run_control_of

POST_SECONDS = 0.1  # between two frames
FRESH_SECONDS = 2.0  # what was sent so long ago has arrived
NICENESS = "UNROLLED_NICENESS"  # an environment variable of the workers we start ourselves

log = logging.getLogger(__name__)


@plain_errors
def run_training(
    topic: str, run: str, learner: str, dataset: str, settings: dict, lineage: Lineage
) -> dict:
    """Train, publish events to the topic, and follow the desired state.

    The job leaves its worker's queue at once (``secede``): a paused or slow run
    holds a thread, not a place, and all runs of a worker compute by turns. Where a
    lost worker had kept an epoch of this run, it goes on from there. A run that nobody
    wants any more leaves no epoch behind.

    Returns:
        Plain data: ``ended`` (finished, stopped, exploded or refused), ``layers``
        that read plain pictures, None where it stopped before its start, ``seconds``
        spent computing, ``rows``, and the ``frames`` not sent yet, with the last; a
        refusal has its ``reason``.
    """
    config = TrainingConfig(**settings)
    keep, wishes = CheckpointStore(f"{topic}-{run}"), run_control_of(topic)
    secede()
    try:
        return _train(_Post(topic, run, keep), wishes, learner, dataset, config, lineage)
    finally:
        if wishes.read(run) is None:
            keep.forget()


def _train(
    post: "_Post",
    wishes: RunControl,
    learner: str,
    dataset: str,
    config: TrainingConfig,
    lineage: Lineage,
) -> dict:
    run, kept = post.run, post.kept
    try:
        with fair_lock(learner, run):
            # Takes seconds where the worker is not warm yet.
            from models.engine.train import evaluated, train
            from models.tasks.replay import replay_to_start

            data = load(dataset)
        start = (
            kept.checkpoint
            if kept
            else _walk(replay_to_start(data, config, lineage), learner, run, wishes)
        )
        if start is None:
            return {"ended": "stopped", "rows": [], "frames": [], "seconds": 0.0, "layers": None}
        snapshots = train(
            data, config, untrained_first=kept is None, start=start, evaluate_every=EVALUATE_EVERY
        )
    except ValueError as error:
        return {"ended": "refused", "reason": str(error)}
    batches = config.batches(data)
    post.held_out = data.test
    post.recorded = recorded_steps(config, batches, network_parameters(config, dataset))
    last, ended = None, "finished"
    while last is None or _allowed(wishes, post):
        post.taken_at = time.monotonic()
        with fair_lock(learner, run):
            snapshot = next(snapshots, None)
            if snapshot is not None:
                post.add(snapshot)
        if snapshot is None:
            break
        last = snapshot
        post.flush_in_time()
        if _ends_an_epoch(last, batches):
            post.keep_in_time(last)
    else:
        ended = "stopped"
    if not last.is_evaluated:  # stopped there: what a run ends with is judged
        with fair_lock(learner, run):
            last = evaluated(data, last)
        post.rows[-1] = metrics_row(last)
    if not last.is_finite:
        ended = "exploded"
    return {
        "ended": ended,
        "seconds": post.seconds + last.seconds,
        "layers": packed_layers(fold_encoding_into_layer(last.layers, config.pixels)),
        "rows": post.rows,
        "frames": [*post.frames, pack_frame(last, data.test)],
    }


def _walk(walk: Generator, learner: str, run: str, wishes: RunControl) -> Checkpoint | None:
    """Replay to where a run starts, taking turns; None where it is stopped."""
    while True:
        try:
            with fair_lock(learner, run):
                next(walk)
        except StopIteration as end:
            return end.value
        wish = wishes.read(run)
        # What a learner has seen of it is gone through again, and so is the way to there.
        if wish is None or (wish["stop"] and wish["upto"] < 0):
            return None


def _ends_an_epoch(snapshot: Snapshot, batches: int) -> bool:
    """Return whether a snapshot ends an epoch that others follow."""
    done = snapshot.step - snapshot.checkpoint.start[0]
    return done % batches == 0 and done > 0 and snapshot.step < snapshot.total_steps


class _Post:
    """Batches and sends a run's rows and frames, a few times a second."""

    def __init__(self, topic: str, run: str, keep: CheckpointStore) -> None:
        self.worker, self.topic, self.run = get_worker(), topic, run
        self._keep = keep
        self.kept = kept = keep.read()  # what an attempt before this one had kept
        self.attempt = secrets.token_hex(8)  # a run begun again by another worker has another
        self.rows: list[tuple] = list(kept.rows) if kept else []
        self.seconds = kept.seconds if kept else 0.0  # spent by attempts before this one
        self.held_out: Examples | None = None
        self.recorded: frozenset[int] = frozenset()  # numbers of looks
        self.total = 0
        self.frames: list[bytes] = list(kept.frames) if kept else []  # to be sent
        self._fresh: deque[tuple[float, bytes]] = deque()  # sent a moment ago
        self.sent, self.sent_at, self.taken_at = 0, 0.0, 0.0
        self._send({"rows": [], "epoch": kept.checkpoint.epoch + 1 if kept else None})

    def add(self, snapshot: Snapshot) -> None:
        if len(self.rows) in self.recorded:
            self.frames.append(pack_frame(snapshot, self.held_out))
        self.rows.append(metrics_row(snapshot))
        self.total = snapshot.total_steps

    def flush_in_time(self) -> None:
        if time.monotonic() >= self.sent_at + POST_SECONDS:
            self.flush()

    def flush(self) -> None:
        if self.sent < len(self.rows):
            now = time.monotonic()
            rows = self.rows[self.sent :]
            self._send({"rows": rows, "total": self.total, "frames": self.frames})
            self._fresh.extend((now, frame) for frame in self.frames)
            self.frames, self.sent, self.sent_at = [], len(self.rows), now
            while self._fresh and now > self._fresh[0][0] + FRESH_SECONDS:
                self._fresh.popleft()

    def keep_in_time(self, last: Snapshot) -> None:
        """Save a checkpoint of the epoch that has just ended, and announce it."""
        if not self._keep.due:
            return
        self.flush()
        fresh = [frame for _, frame in self._fresh]
        kept = SavedRun(last.checkpoint, list(self.rows), fresh, self.seconds + last.seconds)
        if size := self._keep.write(kept):
            self._send({"rows": [], "kept": size})

    def _send(self, news: dict) -> None:
        news |= {"run": self.run, "attempt": self.attempt, "worker": self.worker.address}
        self.worker.log_event(self.topic, news | {"first": self.sent})


def _allowed(wishes: RunControl, post: _Post) -> bool:
    """Wait until the next snapshot may be taken; return False when the run is to stop."""
    while True:
        wish = wishes.read(post.run)
        if wish is None:
            return False
        if len(post.rows) <= wish["upto"]:
            return True
        if wish["stop"]:
            return False
        due = post.taken_at + (1 / wish["pace"] if wish["pace"] else 0)
        left = due - time.monotonic()
        if not wish["paused"] and left <= 0:
            return True
        post.flush()
        time.sleep(READ_SECONDS / 2 if wish["paused"] else min(left, READ_SECONDS / 2))


class WarmUp(WorkerPlugin):
    """Warms a worker up before the first training."""

    name = "unrolled-warm-up"

    def setup(self, worker: object) -> None:
        """Warm up in a thread, so that the worker joins its cluster meanwhile."""
        heartbeat.mine.start(worker)
        threading.Thread(target=_warm_up, name=self.name, daemon=True).start()


def _warm_up() -> None:
    try:
        _step_back()
        with fair_lock():
            from models.engine.train import train, use_one_thread

            use_one_thread()
            next(train(load("mnist"), TrainingConfig()))
        heartbeat.mine.grow_up()
    except Exception:
        log.exception("a worker could not warm up; its first run will say why")


def _step_back() -> None:
    """Lower the priority, so that pages on the same machine stay smooth."""
    niceness = int(os.environ.get(NICENESS) or 0)
    if niceness and hasattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS"):  # Windows
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    elif niceness:
        psutil.Process().nice(niceness)
