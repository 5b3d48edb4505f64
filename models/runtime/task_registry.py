"""Errands: questions to the trainer, answered while the pages go on.

`ask`, `answer` and `cancel` serve the whole process, from any thread, and return at once.
A new errand is a function that takes and returns plain data, and its row in ``ERRANDS``. One
that takes longer than a second or two is a generator: it yields its news as dicts of plain data
(``{"progress": 0.3, "loss": …}``, at least twice a second, as others wait meanwhile) and
returns the answer. Leaving it for 90 seconds stops it, as it does a run.
"""

import logging
import threading
import time
from collections.abc import Callable, Container
from typing import Any, Protocol

from models.runtime.cluster_connection import Status
from models.runtime.task import OURS, Answer, Errand
from models.tasks.registry import ERRANDS
from models.worker.payload import size_of

__all__ = ["ERRANDS", "Answer", "Errands", "answer", "ask", "cancel", "everybodys"]

MOST_ASKED = 4  # errands a learner may have under way, and answers kept for them
MOST_AT_ONCE = 200  # everybody's together
MOST_BYTES = 64 << 20  # that go with one errand
PATIENCE_SECONDS = 60.0  # without a sign of life for so long, there will be no answer
LEASE_SECONDS = 90.0  # an answer nobody asks for so long is not wanted any more
KEEP_SECONDS = 120.0  # an answer can be fetched for so long
KEEP_LONG_SECONDS = 900.0  # and what took long to make


class HasStatus(Protocol):
    """Who knows whether the trainer can be asked."""

    @property
    def status(self) -> Status:
        """Say so."""


log = logging.getLogger(__name__)


class Errands:
    """A registry of errands, served by the foreman's thread."""

    def __init__(self) -> None:
        self.patience_seconds, self.lease_seconds = PATIENCE_SECONDS, LEASE_SECONDS
        self.keep_seconds, self.keep_long_seconds = KEEP_SECONDS, KEEP_LONG_SECONDS
        self._errands: dict[str, Errand] = {}
        self._lock = threading.RLock()
        self._link: HasStatus | None = None
        self.trouble = ""  # a sentence while something is wrong with a worker
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
        now = time.monotonic()
        errand = Errand(learner_id, name, arguments, heard=now, renewed=now)
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
        """Say what has become of an errand; whoever asks renews its lease."""
        with self._lock:
            self._asked()
            errand = self._errands.get(errand_id)
            if errand is None:
                return Answer("failed", "The answer to this was forgotten; please ask again.")
            errand.renewed = time.monotonic()
            if errand.answer is not None:
                return errand.answer
            status = self.status()
            at_it = self.trouble or errand.message or "The trainer is at it."
            waits = at_it if status.state == "ready" else status.message
            return Answer("pending", waits, news=tuple(errand.news))

    def cancel(self, errand_id: str) -> None:
        """Want an answer no more; a long errand stops before its next yield and keeps its news."""
        with self._lock:
            if errand := self._errands.get(errand_id):
                errand.end("stopped", "You stopped this.")
        self._wake()

    def wishes(self) -> dict[str, dict]:
        """Say which errands are wanted; see ``models.worker.run_control``."""
        with self._lock:
            return {errand.id: {} for errand in self._asked()}

    def over(self, work: str) -> bool:
        """Whether nobody wants an errand any more."""
        errand = self._errands.get(work)
        return errand is not None and errand.answer is not None

    def live(self, works: list[str]) -> None:
        """Take in that a worker is at these errands, or has them wait their turn."""
        with self._lock:
            for work in works:
                if errand := self._errands.get(work):
                    errand.heard = time.monotonic()

    def fail(self, work: str, message: str) -> None:
        """End an errand that cannot be done."""
        with self._lock:
            if errand := self._errands.get(work):
                errand.end("failed", message)

    def hear(self, said: dict) -> None:
        """Take in what an errand's job posts."""
        with self._lock:
            if errand := self._errands.get(said["errand"]):
                errand.hear(said)

    def status(self) -> Status:
        """Say whether the trainer can be asked, with a sentence."""
        link = self._link
        return link.status if link else Status("unavailable", "No trainer was started.")

    @property
    def busy(self) -> bool:
        """Whether somebody waits for an answer."""
        with self._lock:
            return any(errand.answer is None for errand in self._errands.values())

    def open(self, link: HasStatus, wake: Callable[[], None]) -> None:
        """Begin to serve; the foreman says how the trainer is, and how to wake it."""
        self._link, self._wake = link, wake

    def close(self) -> None:
        """Serve no more."""
        with self._lock:
            self._link, self._wake = None, lambda: None
            for errand in self._errands.values():
                errand.end("failed", "The lesson's server was stopped.")

    def serve(self, client: Any, topic: str, told: Container[str]) -> None:
        """Send what was asked and take what was answered; the foreman does so on each round.

        Args:
            client: the Dask client, or None while there is no trainer.
            topic: where jobs post their news.
            told: the errands the workers know to be wanted; others have to wait.
        """
        with self._lock:
            asked = [errand for errand in self._asked() if errand.future or errand.id in told]
        for errand in asked:
            try:
                errand.further(client, topic, self._wake)
            except Exception:
                log.exception("an errand could not be served")
                errand.end("failed", OURS)

    def _asked(self) -> list[Errand]:
        """Say what is under way; give up what takes too long, and forget what is old."""
        now = time.monotonic()
        asked, kept = [], {}
        for errand in reversed(list(self._errands.values())):  # the latest first
            if now > errand.heard + self.patience_seconds:
                errand.end("failed", "The trainer did not answer in time; please ask again.")
            if now > errand.renewed + self.lease_seconds:
                errand.end("stopped", "Nobody waited for this any more, so it was stopped.")
            if errand.answer is None:
                asked.append(errand)
                continue
            kept[errand.learner] = kept.get(errand.learner, 0) + 1
            keep = self.keep_long_seconds if errand.answer.news else self.keep_seconds
            if kept[errand.learner] > MOST_ASKED or now > errand.answered + keep:
                del self._errands[errand.id]
        return asked[::-1]


everybodys = Errands()
ask, answer, cancel = everybodys.ask, everybodys.answer, everybodys.cancel
