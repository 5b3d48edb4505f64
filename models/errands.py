"""Errands: short questions to the trainer, answered while the pages go on.

`ask` and `answer` serve the whole process, from any thread, and return at once.
A new errand is a function that takes and returns plain data, and its row in ``ERRANDS``.
"""

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from models.errand import ERRANDS, OURS, Answer, Errand, size_of
from models.link import Link, Status

__all__ = ["ERRANDS", "Answer", "Errands", "answer", "ask", "everybodys"]

MOST_ASKED = 4  # errands a learner may have under way, and answers kept for them
MOST_AT_ONCE = 200  # everybody's together
MOST_BYTES = 64 << 20  # that go with one errand
PATIENCE_SECONDS = 60.0  # without an answer for so long, there will be none
KEEP_SECONDS = 120.0  # an answer can be fetched for so long

log = logging.getLogger(__name__)


class Errands:
    """A registry of errands, served by the foreman's thread."""

    def __init__(
        self, patience_seconds: float = PATIENCE_SECONDS, keep_seconds: float = KEEP_SECONDS
    ) -> None:
        self.patience_seconds, self.keep_seconds = patience_seconds, keep_seconds
        self._errands: dict[str, Errand] = {}
        self._lock = threading.RLock()
        self._link: Link | None = None
        self._wake: Callable[[], None] = lambda: None

    def ask(self, name: str, learner_id: str, /, **arguments: Any) -> str:
        """Send the trainer on an errand.

        Args:
            name: a key of ``ERRANDS``.
            learner_id: whose question it is.
            arguments: the errand's own; numbers, text, arrays, and tuples, lists and dicts of them.

        Returns:
            The errand's id, which nobody can guess.

        Raises:
            ValueError: no such errand, too much data, or too many errands at once.
        """
        if name not in ERRANDS:
            raise ValueError(f"no errand is called {name!r}; there are {', '.join(ERRANDS)}")
        if (size := size_of(arguments)) > MOST_BYTES:
            raise ValueError(
                f"the trainer takes {MOST_BYTES >> 20} MB with one question, "
                f"this one has {size >> 20}"
            )
        errand = Errand(learner_id, name, arguments, time.monotonic())
        with self._lock:
            asked = self._asked()
            if sum(each.learner == learner_id for each in asked) >= MOST_ASKED:
                raise ValueError(f"the trainer is at {MOST_ASKED} questions of yours already")
            if len(asked) >= MOST_AT_ONCE:
                raise ValueError(f"the trainer is at {MOST_AT_ONCE} questions; try again soon")
            self._errands[errand.id] = errand
            if self._link is None:
                errand.end("failed", self.status().message)
        self._wake()
        return errand.id

    def answer(self, errand_id: str) -> Answer:
        """Say what has become of an errand."""
        with self._lock:
            self._asked()
            errand = self._errands.get(errand_id)
        if errand is None:
            return Answer("failed", "The answer to this was forgotten; please ask again.")
        if errand.answer is not None:
            return errand.answer
        status = self.status()
        waits = "The trainer is at it." if status.state == "ready" else status.message
        return Answer("pending", waits)

    def status(self) -> Status:
        """Say whether the trainer can be asked, with a sentence."""
        link = self._link
        return link.status if link else Status("unavailable", "No trainer was started.")

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        with self._lock:
            return any(errand.answer is None for errand in self._errands.values())

    def open(self, link: Link, wake: Callable[[], None]) -> None:
        """Begin to serve; the foreman says by which link, and how to wake it."""
        self._link, self._wake = link, wake

    def close(self) -> None:
        """Serve no more."""
        with self._lock:
            self._link, self._wake = None, lambda: None
            for errand in self._errands.values():
                errand.end("failed", "The lesson's server was stopped.")

    def serve(self, client: Any) -> None:
        """Send what was asked and take what was answered; the foreman does so on each round.

        Args:
            client: the Dask client, or None while there is no trainer.
        """
        with self._lock:
            asked = self._asked()
        for errand in asked:
            try:
                errand.further(client, self._wake)
            except Exception:
                log.exception("an errand could not be served")
                errand.end("failed", OURS)

    def _asked(self) -> list[Errand]:
        """Say what is under way; give up what takes too long, and forget what is old."""
        now = time.monotonic()
        asked, kept = [], {}
        for errand in reversed(list(self._errands.values())):  # the latest first
            if errand.answer is None and now > errand.asked + self.patience_seconds:
                errand.end("failed", "The trainer did not answer in time; please ask again.")
            if errand.answer is None:
                asked.append(errand)
                continue
            kept[errand.learner] = kept.get(errand.learner, 0) + 1
            if kept[errand.learner] > MOST_ASKED or now > errand.answered + self.keep_seconds:
                del self._errands[errand.id]
        return asked[::-1]


everybodys = Errands()
ask, answer = everybodys.ask, everybodys.answer
