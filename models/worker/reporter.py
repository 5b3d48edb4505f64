"""Reporter: sends what a job reports to the web process, in batches a few times a second."""

import secrets
import time
from collections.abc import Callable
from typing import Any

from distributed import get_worker

SEND_SECONDS = 0.1  # between two batches


class Reporter:
    """Reports one attempt at a run or task to its web process.

    An event is ``{"work", "attempt", "worker", "first", "items"}`` and what a job adds:
    ``items`` are its reports from number ``first`` on; ``attempt`` differs when a job begins
    again in another worker.
    """

    def __init__(
        self, topic: str, work: str, items: list | None = None, clock: Callable = time.monotonic
    ) -> None:
        """Begin an attempt; nothing is sent yet.

        Args:
            topic: of the web process.
            work: the run or task.
            items: reports of an earlier attempt, which are sent again.
            clock: in seconds.
        """
        self.topic, self.work = topic, work
        self.items: list[Any] = items or []
        self._worker, self._attempt, self._clock = get_worker(), secrets.token_hex(8), clock
        self._sent, self._sent_at = 0, -float("inf")

    @property
    def due(self) -> bool:
        """Whether there are reports, and the last batch was sent long enough ago."""
        return self.has_more and self._clock() >= self._sent_at + SEND_SECONDS

    @property
    def has_more(self) -> bool:
        """Whether there are reports that were not sent."""
        return self._sent < len(self.items)

    def send_items(self, **more: Any) -> None:
        """Send the reports that were not sent, with further fields of the event."""
        self.send(items=self.items[self._sent :], **more)
        self._sent, self._sent_at = len(self.items), self._clock()

    def send(self, items: list | None = None, **more: Any) -> None:
        """Send an event."""
        event = {"work": self.work, "attempt": self._attempt, "worker": self._worker.address}
        event |= {"first": self._sent, "items": items or []}
        self._worker.log_event(self.topic, event | more)
