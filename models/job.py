"""Job: one training in a worker process, as fast or slow as its learner wants to watch."""

import logging
import os
import secrets
import threading
import time
from contextlib import suppress
from functools import cache

import psutil
from distributed import Variable, WorkerPlugin, get_client, get_worker, secede

from models.datasets import Examples, load
from models.dense import packed_layers
from models.frames import frame_every, pack_frame, row_of
from models.pixels import for_plain_pictures
from models.plan import Snapshot, TrainingPlan
from models.turns import my_turn

POST_SECONDS = 0.1  # between two frames
READ_SECONDS = 0.1  # between two looks at what the learners wish
SILENCE_SECONDS = 30.0  # without a sign from the web process, its jobs end
NICENESS = "UNROLLED_NICENESS"  # an environment variable of the workers we start ourselves

log = logging.getLogger(__name__)


def run_job(
    topic: str, run: str, dataset: str, settings: dict, way: list[tuple[dict, int]]
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
    wishes = _wishes(topic)
    secede()
    with my_turn():
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
    while last is None or wishes.allow(post):
        post.taken_at = time.monotonic()
        with my_turn():
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


class _Wishes:
    """What the learners of one web process wish for their runs, read from one Dask variable.

    The variable is ``{"beat": number, "runs": {run: wish}}`` and a wish is
    ``{"paused", "pace", "upto", "stop"}``: snapshots up to number ``upto`` come
    at full speed whatever else is wished, so that a run begun again catches up.
    """

    def __init__(self, topic: str) -> None:
        self.variable = Variable(topic, client=get_client())
        self.lock = threading.Lock()
        self.runs: dict[str, dict] = {}
        self.beat, self.heard_at, self.read_at = None, time.monotonic(), 0.0

    def allow(self, post: _Post) -> bool:
        """Wait until the run may take its next snapshot; False when it shall stop."""
        while True:
            wish = self.read(post.run)
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

    def read(self, run: str) -> dict | None:
        """Say what a run's learner wishes; None when there is nobody to train for any more."""
        with self.lock:
            fresh = False
            # What was read for another run a moment ago may be older than this one.
            if run not in self.runs or time.monotonic() >= self.read_at + READ_SECONDS:
                fresh = self._refresh()
            if time.monotonic() > self.heard_at + SILENCE_SECONDS:
                return None
            return self.runs.get(run, None if fresh else _HOLD)

    def _refresh(self) -> bool:
        with suppress(Exception):  # the silence that follows is what counts
            said = self.variable.get(timeout=2)
            if said["beat"] != self.beat:
                self.beat, self.heard_at = said["beat"], time.monotonic()
            self.runs, self.read_at = said["runs"], time.monotonic()
            return True
        return False


_HOLD = {"paused": True, "pace": None, "upto": -1, "stop": False}


@cache
def _wishes(topic: str) -> _Wishes:
    return _Wishes(topic)


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
