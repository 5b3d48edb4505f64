"""Job: one training in a worker process, as fast or slow as its learner wants to watch."""

import logging
import os
import secrets
import threading
import time

import psutil
from distributed import WorkerPlugin, get_worker, secede

from models.datasets import Examples, load
from models.dense import packed_layers
from models.frames import frame_every, pack_frame, row_of
from models.pixels import for_plain_pictures
from models.plan import Snapshot, TrainingPlan
from models.turns import my_turn
from models.wishes import READ_SECONDS, Wishes, wishes_of

POST_SECONDS = 0.1  # between two frames
NICENESS = "UNROLLED_NICENESS"  # an environment variable of the workers we start ourselves

log = logging.getLogger(__name__)


def run_job(
    topic: str, run: str, learner: str, dataset: str, settings: dict, way: list[tuple[dict, int]]
) -> dict:
    """Train, post what happens to the topic, and follow what the topic's variable wishes.

    The job leaves its worker's queue at once (``secede``): a paused or slow run
    holds a thread, not a place, and all runs of a worker compute by turns.

    Returns:
        Plain data: ``ended`` (finished, stopped, exploded or refused), ``layers``
        that read plain pictures, ``seconds`` spent computing, ``rows``, and the
        ``frames`` not sent yet, with the last; a refusal has its ``reason``.
    """
    plan = TrainingPlan(**settings)
    post = _Post(topic, run)
    wishes = wishes_of(topic)
    secede()
    with my_turn(learner):
        # Takes seconds where the worker is not warm yet.
        from models.at_training import start_of
        from models.training import train

        try:
            data = load(dataset)
            start = start_of(data, plan, way)
            snapshots = train(data, plan, untrained_first=True, start=start)
        except ValueError as error:
            return {"ended": "refused", "reason": str(error)}
    post.held_out, post.every = data.test, frame_every(plan, plan.batches(data))
    last, ended = None, "finished"
    while last is None or _allowed(wishes, post):
        post.taken_at = time.monotonic()
        with my_turn(learner):
            snapshot = next(snapshots, None)
            if snapshot is not None:
                post.add(snapshot)
        if snapshot is None:
            break
        last = snapshot
        post.flush_in_time()
    else:
        ended = "stopped"
    if not last.is_a_number:
        ended = "exploded"
    return {
        "ended": ended,
        "seconds": last.seconds,
        "layers": packed_layers(for_plain_pictures(last.layers, plan.pixels)),
        "rows": post.rows,
        "frames": [*post.frames, pack_frame(last, data.test)],
    }


class _Post:
    """Sends a run's rows and frames, a few times a second whatever has come."""

    def __init__(self, topic: str, run: str) -> None:
        self.worker, self.topic, self.run = get_worker(), topic, run
        self.attempt = secrets.token_hex(8)  # a run begun again by another worker has another
        self.rows: list[tuple] = []
        self.held_out: Examples | None = None
        self.every, self.total = 1, 0
        self.frames: list[dict] = []  # to be sent
        self.sent, self.sent_at, self.taken_at = 0, 0.0, 0.0
        self._send({})

    def add(self, snapshot: Snapshot) -> None:
        if len(self.rows) % self.every == 0:
            self.frames.append(pack_frame(snapshot, self.held_out))
        self.rows.append(row_of(snapshot))
        self.total = snapshot.total_steps

    def flush_in_time(self) -> None:
        if time.monotonic() >= self.sent_at + POST_SECONDS:
            self.flush()

    def flush(self) -> None:
        if self.sent < len(self.rows):
            self._send({"total": self.total, "frames": self.frames})
            self.frames = []

    def _send(self, news: dict) -> None:
        news |= {"run": self.run, "attempt": self.attempt, "worker": self.worker.address}
        news |= {"first": self.sent, "rows": self.rows[self.sent :]}
        self.worker.log_event(self.topic, news)
        self.sent, self.sent_at = len(self.rows), time.monotonic()


def _allowed(wishes: Wishes, post: _Post) -> bool:
    """Wait until the run may take its next snapshot; False when it shall stop."""
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
    """Makes a worker ready before the first learner presses start."""

    name = "unrolled-warm-up"

    def setup(self, worker: object) -> None:
        """Begin in a thread, so that the worker can join its cluster meanwhile."""
        threading.Thread(target=_warm_up, name=self.name, daemon=True).start()


def _warm_up() -> None:
    try:
        _step_back()
        with my_turn():
            from models.training import train, use_one_thread

            use_one_thread()
            next(train(load("mnist"), TrainingPlan()))
    except Exception:
        log.exception("a worker could not warm up; its first run will say why")


def _step_back() -> None:
    """Let pages go first where the same machine serves them."""
    niceness = int(os.environ.get(NICENESS, 0))
    if niceness and hasattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS"):  # Windows
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    elif niceness:
        psutil.Process().nice(niceness)
