"""Errand: one short question to the trainer, from the asking to the answer."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ERRANDS = {
    "keras_trace": "models.at_keras",
    "keras_outputs": "models.at_keras",
    "keras_file": "models.at_keras",
    "frames_at": "models.at_training",
    "answers_at": "models.at_training",
    "mistakes_at": "models.at_training",
    "step_story": "models.at_training",
}
"""Every errand: a function's name, and the module of it, which only a worker imports."""

LOST = "The trainer was lost while it worked on this; please ask again."
OURS = "This broke off because of a mistake of ours; please ask again."

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Answer:
    """What has become of an errand."""

    state: str  # pending, done or failed
    message: str = ""  # a sentence: what it waits for, or why it failed
    data: Any = None  # once done: numbers, text, arrays, and tuples, lists and dicts of them


@dataclass(eq=False)
class Errand:
    """An errand's truth, kept by ``models.errands``; all moments are time.monotonic()."""

    learner: str
    name: str
    arguments: dict[str, Any] | None  # None once they are sent
    asked: float
    answer: Answer | None = None
    answered: float = 0.0
    client: Any = None
    future: Any = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def end(self, state: str, message: str = "", data: Any = None) -> None:
        """Answer for good."""
        if self.answer is None:
            self.answered = time.monotonic()
            self.answer = Answer(state, message, data)
            self.arguments = self.client = self.future = None

    def further(self, client: Any, wake: Callable[[], None]) -> None:
        """Go on as far as one can without waiting.

        Args:
            client: the Dask client, or None while there is no trainer.
            wake: to be called when the answer is there.
        """
        future, arguments = self.future, self.arguments
        if future is not None and self.client is not client:
            self.end("failed", LOST)
        elif future is not None and future.done():
            self._take(future)
        elif future is None and arguments is not None and client is not None:
            self._send(client, arguments, wake)

    def _send(self, client: Any, arguments: dict, wake: Callable[[], None]) -> None:
        from models.errand_job import run_errand

        key = f"errand-{self.id}"
        future = client.submit(run_errand, self.name, arguments, key=key, pure=False)
        self.client, self.future, self.arguments = client, future, None
        future.add_done_callback(lambda _: wake())

    def _take(self, future: Any) -> None:
        try:
            said = future.result(timeout=30)
        except Exception as error:
            lost = future.status != "error" or type(error).__name__ == "KilledWorker"
            if not lost:
                log.error("an errand failed in the worker", exc_info=error)
            self.end("failed", LOST if lost else OURS)
            return
        if "refused" in said:
            self.end("failed", f"The trainer cannot answer this: {said['refused']}.")
        else:
            self.end("done", data=said["answer"])


def size_of(data: Any) -> int:
    """Count the bytes of plain data.

    Raises:
        ValueError: it is something else; code must never travel.

    >>> size_of({"layers": [(b"abc", 1.5)]})
    17
    """
    if isinstance(data, tuple | list):
        return sum(size_of(each) for each in data)
    if isinstance(data, dict):
        return sum(size_of(each) for each in data.items())
    if isinstance(data, str | bytes):
        return len(data)
    if data is None or isinstance(data, bool | int | float):
        return 8
    if getattr(getattr(data, "dtype", None), "kind", "O") in "biufU" and hasattr(data, "nbytes"):
        return int(data.nbytes)
    raise ValueError(f"an errand carries numbers, text and arrays, no {type(data).__name__}")
