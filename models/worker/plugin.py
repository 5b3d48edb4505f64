"""Plugin: what each worker does before its first job."""

import logging
import os
import threading

import psutil
from distributed import WorkerPlugin

from models.data.datasets import load
from models.training.config import lesson_config
from models.worker.fair_lock import fair_lock
from models.worker.heartbeat import heartbeat
from models.worker.stream_clock import bear_clock_changes

NICENESS = "UNROLLED_NICENESS"  # an environment variable of the workers that this process starts

log = logging.getLogger(__name__)


class WarmUp(WorkerPlugin):
    """Warms a worker up before the first training."""

    name = "unrolled-warm-up"

    def setup(self, worker: object) -> None:
        """Warm up in a thread, so that the worker joins its cluster meanwhile."""
        bear_clock_changes()
        heartbeat.start(worker)
        threading.Thread(target=_warm_up, name=self.name, daemon=True).start()


def _warm_up() -> None:
    try:
        lower_priority()
        with fair_lock.hold():
            from models.engine.train import train, use_one_thread

            use_one_thread()
            next(train(load("mnist"), lesson_config()))
        heartbeat.mark_warm()
    except Exception:
        log.exception("a worker could not warm up; its first run will show why")


def lower_priority() -> None:
    """Lower the priority, so that pages on the same machine stay smooth."""
    niceness = int(os.environ.get(NICENESS) or 0)
    if niceness and hasattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS"):  # Windows
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS)
    elif niceness:
        psutil.Process().nice(niceness)
