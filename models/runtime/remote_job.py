"""Remote job: what a run and a task have in common, a job in the cluster and a lease."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from models.runtime.pending_call import PendingCall, gather

Clock = Callable[[], float]
"""Return seconds that only grow, as `time.monotonic` does."""

LEASE_SECONDS = 90.0  # a run or task that no page renews for so long ends


@dataclass(frozen=True, eq=False)
class Collected:
    """How a job ended: it returned, it raised, or it was lost."""

    value: Any = None
    error: Exception | None = None  # None where it returned
    lost: bool = False  # with its worker or its cluster; it did not fail itself
    killed: bool = False  # several workers died of it, one after the other


@dataclass(eq=False)
class RemoteJob:
    """One job: where it was submitted, which attempt at it counts, and its result's collection.

    A job whose worker dies is run again elsewhere, under another attempt. Events of
    an attempt that was given up are ignored.
    """

    clock: Clock = time.monotonic
    client: Any = None
    future: Any = None
    attempt: str | None = None
    past_attempts: set[str] = field(default_factory=set)
    last_seen: float = 0.0  # time of its last sign of life
    _call: PendingCall | None = None  # which collects its result

    @property
    def is_under_way(self) -> bool:
        """Whether it was submitted, and not collected or given up."""
        return self.future is not None

    def submit(self, client: Any, future: Any) -> None:
        """Record where it was submitted."""
        self.client, self.future = client, future

    def follow(self, attempt: str) -> bool:
        """Follow an attempt from now on, and record a sign of life.

        Returns:
            Whether it is a new one that replaces another.
        """
        self.last_seen = self.clock()
        if attempt == self.attempt:
            return False
        self.give_up_attempt()
        self.attempt = attempt
        return bool(self.past_attempts)

    def give_up_attempt(self) -> None:
        """Ignore further events of the present attempt."""
        if self.attempt is not None:
            self.past_attempts.add(self.attempt)
            self.attempt = None

    def give_up(self) -> None:
        """Give up job and attempt, so that it can be submitted again."""
        self.future = self._call = None
        self.give_up_attempt()

    def close(self) -> None:
        """Drop all references to the cluster, as nothing is awaited any more."""
        self.client = self.future = self._call = None

    def is_lost_with(self, client: Any) -> bool:
        """Return whether it was submitted to another cluster than the present one."""
        return self.future is not None and self.client is not client

    def collect(self, client: Any, wake: Callable[[], None]) -> Collected | None:
        """Return how it ended, once it has; never waits.

        Args:
            client: of the cluster it is in.
            wake: called when there is more to collect.
        """
        future, call = self.future, self._call
        if future is None or not future.done():
            return None
        if call is None:
            call = self._call = PendingCall(client, gather(client, future), wake)
        if not call.done:
            return None
        self._call = None
        try:
            collected = Collected(call.result())
        except Exception as error:  # noqa: BLE001 - whatever a job raised is its result
            if future.status in ("pending", "finished"):  # lost on the way, and made once more
                return None
            killed = type(error).__name__ == "KilledWorker"
            collected = Collected(error=error, lost=future.status != "error", killed=killed)
        future.release()
        return collected


@dataclass(eq=False)
class Lease:
    """What a page renews as long as its learner waits."""

    clock: Clock = time.monotonic
    renewed: float = field(init=False)

    def __post_init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Start the time anew."""
        self.renewed = self.clock()

    def is_over(self, seconds: float) -> bool:
        """Return whether it was not renewed for so long."""
        return self.clock() > self.renewed + seconds
