"""Stream clock: Dask's message streams go on when the machine's clock is set back.

A stream waits some milliseconds between two messages, until a time of day. Where the clock is set
back by a day just then, Dask would wait for a day: no heartbeat and no snapshot would arrive.
Each process with such a stream calls `bear_clock_changes`: the web processes, the workers
(`models.worker.plugin`) and the scheduler, where its command names this module as a ``preload``.
"""

import time
from typing import Any, cast

from distributed.batched import BatchedSend


class _NextDeadline:
    """The time of day from which a stream may send; none if only an old clock can have set it."""

    def __get__(self, stream: Any, owner: type) -> float | None:
        at = vars(stream)["next_deadline"]
        return None if at is None or at > time.time() + stream.interval else at

    def __set__(self, stream: Any, at: float | None) -> None:
        vars(stream)["next_deadline"] = at


def bear_clock_changes() -> None:
    """Let all streams of this process go on when the clock is set back; may be called again."""
    cast("Any", BatchedSend).next_deadline = _NextDeadline()


def dask_setup(_server: object) -> None:
    """Do so in a process that Dask started; called by Dask."""
    bear_clock_changes()
