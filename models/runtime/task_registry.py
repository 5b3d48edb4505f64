"""Task registry: requests to workers, answered without blocking a page.

`ask`, `answer` and `cancel` serve the whole process, from any thread, and return at once.
A new task is a function that takes and returns plain data, and its row in ``TASKS``. One
that takes longer than a second or two is a generator: it yields its news as dicts of plain data
(``{"progress": 0.3, "loss": …}``, at least twice a second, as others wait meanwhile) and
returns the answer. Leaving it for ``LEASE_SECONDS`` stops it, as it does a run.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Container
from typing import Any, Protocol

from models.runtime.cluster_connection import Status
from models.runtime.remote_job import LEASE_SECONDS, Clock
from models.runtime.task import OURS, Answer, Task
from models.tasks.registry import TASKS
from models.worker.payload import size_of

__all__ = ["TASKS", "Answer", "TaskRegistry", "answer", "ask", "cancel", "shared_registry"]

MOST_ASKED = 4  # tasks a learner may have under way, and answers kept for them
MOST_AT_ONCE = 200  # everybody's together
MOST_BYTES = 64 << 20  # that go with one task
PATIENCE_SECONDS = 60.0  # without a sign of life for so long, there will be no answer
KEEP_SECONDS = 120.0  # an answer can be fetched for so long
KEEP_LONG_SECONDS = 900.0  # and what took long to make


class HasStatus(Protocol):
    """Provides the status of the cluster."""

    @property
    def status(self) -> Status:
        """Return the status."""
        ...


log = logging.getLogger(__name__)


class TaskRegistry:
    """A registry of tasks, served by the dispatcher's thread."""

    def __init__(
        self,
        patience_seconds: float = PATIENCE_SECONDS,
        lease_seconds: float = LEASE_SECONDS,
        keep_seconds: float = KEEP_SECONDS,
        keep_long_seconds: float = KEEP_LONG_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        self.patience_seconds, self.lease_seconds = patience_seconds, lease_seconds
        self.keep_seconds, self.keep_long_seconds = keep_seconds, keep_long_seconds
        self.clock = clock
        self._tasks: dict[str, Task] = {}
        self._lock = threading.RLock()
        self._link: HasStatus | None = None
        self.trouble = ""  # a sentence while something is wrong with a worker
        self._wake: Callable[[], None] = lambda: None

    def ask(self, name: str, learner_id: str, /, **arguments: Any) -> str:
        """Submit a task.

        Args:
            name: a key of ``TASKS``.
            learner_id: whose question it is.
            arguments: the task's own; numbers, text, arrays, and tuples, lists and dicts of them.

        Returns:
            The task's id, which nobody can guess.

        Raises:
            ValueError: no such task, too much data, or too many tasks at once.
        """
        if name not in TASKS:
            raise ValueError(f"no task is called {name!r}; there are {', '.join(TASKS)}")
        if (size := size_of(arguments)) > MOST_BYTES:
            raise ValueError(
                f"the trainer takes {MOST_BYTES >> 20} MB with one question, "
                f"this one has {size >> 20}"
            )
        task = Task(learner_id, name, arguments, self.clock)
        with self._lock:
            self._expire()
            asked = self._pending()
            if sum(each.learner == learner_id for each in asked) >= MOST_ASKED:
                raise ValueError(f"the trainer is at {MOST_ASKED} questions of yours already")
            if len(asked) >= MOST_AT_ONCE:
                raise ValueError(f"the trainer is at {MOST_AT_ONCE} questions; try again soon")
            self._tasks[task.id] = task
            if self._link is None:
                task.end("failed", self.status().message)
        self._wake()
        return task.id

    def answer(self, task_id: str) -> Answer:
        """Return the state of a task and renew its lease."""
        with self._lock:
            self._expire()
            task = self._tasks.get(task_id)
            if task is None:
                return Answer("failed", "The answer to this was forgotten; please ask again.")
            task.lease.renew()
            if task.answer is not None:
                return task.answer
            status = self.status()
            at_it = self.trouble or task.message or "The trainer is at it."
            waits = at_it if status.state == "ready" else status.message
            return Answer("pending", waits, news=tuple(task.news))

    def is_submitted(self, task_id: str) -> bool:
        """Return whether a worker has a task, and its answer is not here yet."""
        with self._lock:
            task = self._tasks.get(task_id)
            return task is not None and task.job.is_under_way

    def cancel(self, task_id: str) -> None:
        """Cancel a task; a long one stops before its next yield and keeps its events."""
        with self._lock:
            if task := self._tasks.get(task_id):
                task.end("stopped", "You stopped this.")
        self._wake()

    def desired(self) -> dict[str, dict]:
        """Return the ids of active tasks; see ``models.worker.run_control``."""
        with self._lock:
            self._expire()
            return {task.id: {} for task in self._pending()}

    def over(self, work: str) -> bool:
        """Return whether nobody waits for a task."""
        task = self._tasks.get(work)
        return task is not None and task.answer is not None

    def live(self, works: list[str]) -> None:
        """Record that a worker runs or queues these tasks."""
        with self._lock:
            for work in works:
                if task := self._tasks.get(work):
                    task.job.heard = self.clock()

    def fail(self, work: str, message: str) -> None:
        """Fail a task."""
        with self._lock:
            if task := self._tasks.get(work):
                task.end("failed", message)

    def apply(self, event: dict) -> None:
        """Apply an event of a task's job."""
        with self._lock:
            if task := self._tasks.get(event["work"]):
                task.apply(event)

    def status(self) -> Status:
        """Return the status of the cluster, with a sentence."""
        link = self._link
        return link.status if link else Status("unavailable", "No trainer was started.")

    @property
    def busy(self) -> bool:
        """Whether a result is awaited."""
        with self._lock:
            return bool(self._pending())

    def open(self, link: HasStatus, wake: Callable[[], None]) -> None:
        """Attach the dispatcher, which provides the status and is woken by ``wake``."""
        self._link, self._wake = link, wake

    def close(self) -> None:
        """Detach, and fail what is pending."""
        with self._lock:
            self._link, self._wake = None, lambda: None
            for task in self._tasks.values():
                task.end("failed", "The lesson's server was stopped.")

    def serve(self, client: Any, topic: str, published: Container[str]) -> None:
        """Submit new tasks and collect results; called by the dispatcher on each tick.

        Args:
            client: the Dask client, or None while there is no trainer.
            topic: where jobs publish their events.
            published: the tasks the workers know to be wanted; others have to wait.
        """
        with self._lock:
            self._expire()
            tasks = [t for t in self._pending() if t.job.is_under_way or t.id in published]
        for task in tasks:
            try:
                task.advance(client, topic, self._wake)
            except Exception:
                log.exception("a task could not be served")
                task.end("failed", OURS)

    def _pending(self) -> list[Task]:
        return [task for task in self._tasks.values() if task.answer is None]

    def _expire(self) -> None:
        """End tasks nobody waits for or that nothing was heard of, and drop old answers."""
        now = self.clock()
        kept: Counter[str] = Counter()
        for task in reversed(list(self._tasks.values())):  # the latest first
            if now > task.job.heard + self.patience_seconds:
                task.end("failed", "The trainer did not answer in time; please ask again.")
            if task.lease.is_over(self.lease_seconds):
                task.end("stopped", "Nobody waited for this any more, so it was stopped.")
            if task.answer is None:
                continue
            kept[task.learner] += 1
            keep = self.keep_long_seconds if task.answer.news else self.keep_seconds
            if kept[task.learner] > MOST_ASKED or now > task.answered_at + keep:
                del self._tasks[task.id]


shared_registry = TaskRegistry()
ask, answer, cancel = shared_registry.ask, shared_registry.answer, shared_registry.cancel
