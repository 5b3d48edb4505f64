"""Task: one request to a worker and its result."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from models.runtime.pending_call import PendingCall, gather
from models.tasks.registry import TASKS

LOST = "The trainer was lost while it worked on this; please ask again."
NO_MEMORY = "The training process has too little memory for this."
OURS = "This broke off because of a mistake of ours; please ask again."

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Answer:
    """The state and result of a task."""

    state: str  # pending, done, stopped or failed
    message: str = ""  # a sentence: what it waits for, or why there is no answer
    data: Any = None  # once done: numbers, text, arrays, and tuples, lists and dicts of them
    news: tuple[dict, ...] = ()  # all a long task has told on its way, in order

    @property
    def progress(self) -> float | None:
        """Fraction done, 0 to 1; None where a task does not report it."""
        latest = self.news[-1] if self.news else {}
        return min(1.0, max(0.0, latest["progress"])) if "progress" in latest else None


@dataclass(eq=False)
class Task:
    """The state of a task, owned by the registry; times are time.monotonic()."""

    learner: str
    name: str
    arguments: dict[str, Any] | None  # None once they are sent
    heard: float  # when it last gave a sign of life: at first, when it was asked
    renewed: float  # when somebody last wanted to know
    answer: Answer | None = None
    answered: float = 0.0
    message: str = ""  # while it is under way
    news: list[dict] = field(default_factory=list)
    attempt: str = ""
    past_attempts: set[str] = field(default_factory=set)
    client: Any = None
    future: Any = None
    taking: Any = None  # the call that fetches what it handed back
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def hear(self, said: dict) -> None:
        """Apply an event of its job; see ``models.worker.task_job``."""
        if self.answer is not None or said["attempt"] in self.past_attempts:
            return
        if self.attempt and self.attempt != said["attempt"]:
            self.past_attempts.add(self.attempt)
            self._begin_again()
        self.attempt, self.heard = said["attempt"], time.monotonic()
        self.news[said["first"] :] = said["news"]

    def end(self, state: str, message: str = "", data: Any = None) -> None:
        """Set the result."""
        if self.answer is None:
            self.answered = time.monotonic()
            self.answer = Answer(state, message, data, tuple(self.news))
            self.arguments = self.client = self.future = self.taking = None
            self.news = []

    def further(self, client: Any, topic: str, wake: Callable[[], None]) -> None:
        """Advance as far as possible without waiting.

        Args:
            client: the Dask client, or None while there is no trainer.
            topic: where its news are posted.
            wake: to be called when the answer is there.
        """
        future, arguments = self.future, self.arguments
        if future is not None and self.client is not client:
            self.end("failed", LOST)
        elif future is not None and future.done():
            self._take(future, client, wake)
        elif future is None and arguments is not None and client is not None:
            self._send(client, arguments, topic, wake)

    def _send(self, client: Any, arguments: dict, topic: str, wake: Callable[[], None]) -> None:
        from models.worker.task_job import run_task

        job = (topic, self.id, self.learner, TASKS[self.name], self.name, arguments)
        future = client.submit(run_task, *job, key=f"task-{self.id}", pure=False)
        if self.answer is not None:  # cancelled this very moment
            return
        self.client, self.future, self.arguments = client, future, None
        self.heard = time.monotonic()
        future.add_done_callback(lambda _: wake())

    def _take(self, future: Any, client: Any, wake: Callable[[], None]) -> None:
        if self.taking is None:
            self.taking = PendingCall(client, gather(client, future), wake)
        if not self.taking.done:
            return
        try:
            said = self.taking.result()
        except Exception as error:
            self.taking = None
            if future.status in ("pending", "finished"):  # lost on the way, and made once more
                return
            lost = future.status != "error" or type(error).__name__ == "KilledWorker"
            if not lost:
                log.error("a task failed in the worker", exc_info=error)
            ours = NO_MEMORY if isinstance(error, MemoryError) else OURS
            self.end("failed", LOST if lost else ours)
            return
        if "refused" in said:
            self.end("failed", f"The trainer cannot answer this: {said['refused']}.")
        elif "answer" in said:
            self.news = said["news"]
            self.end("done", data=said["answer"])
        else:
            self.end("failed", LOST)  # it heard nothing from us

    def _begin_again(self) -> None:
        # What it told before need not be what it will tell now.
        self.news = []
        self.message = "A training process was lost; this begins again in another one."
