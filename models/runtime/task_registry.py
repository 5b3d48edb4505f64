"""Task registry: requests to workers, and their results, without blocking a page.

`submit`, `result` and `cancel` serve the whole process, from any thread, and return at once.
A new task is a function that takes and returns plain data, and its row in ``TASKS``. One
that takes longer than a second or two is a generator: it yields reports, dicts of plain data
(``{"progress": 0.3, "loss": …}``, at least twice a second, as others wait meanwhile), and
returns the result. A task that no page polls for ``LEASE_SECONDS`` stops, as a run does.
"""

import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Container
from typing import Any, Protocol

from models.runtime.cluster_connection import Status
from models.runtime.remote_job import LEASE_SECONDS, Clock
from models.runtime.task import INTERNAL_ERROR, Task, TaskResult
from models.tasks.registry import TASKS
from models.texts import LearnerError, sentence
from models.worker.payload import size_of

__all__ = ["TASKS", "TaskRegistry", "TaskResult", "cancel", "result", "shared_registry", "submit"]

MAX_TASKS_PER_LEARNER = 4  # under way at once; and so many results are stored for each learner
MAX_TASKS = 200  # under way at once, of all learners
MAX_ARGUMENT_BYTES = 64 << 20  # of one task
TIMEOUT_SECONDS = 60.0  # without a sign of life; then the task fails
RESULT_SECONDS = 120.0  # for which a result can be fetched
LONG_RESULT_SECONDS = 900.0  # and that of a long task


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
        timeout_seconds: float = TIMEOUT_SECONDS,
        lease_seconds: float = LEASE_SECONDS,
        result_seconds: float = RESULT_SECONDS,
        long_result_seconds: float = LONG_RESULT_SECONDS,
        clock: Clock = time.monotonic,
    ) -> None:
        self.timeout_seconds, self.lease_seconds = timeout_seconds, lease_seconds
        self.result_seconds, self.long_result_seconds = result_seconds, long_result_seconds
        self.clock = clock
        self._tasks: dict[str, Task] = {}
        self._lock = threading.RLock()
        self._status_source: HasStatus | None = None
        self.worker_problem = ""  # a sentence while something is wrong with a worker
        self._wake: Callable[[], None] = lambda: None

    def submit(self, name: str, learner_id: str, /, **arguments: Any) -> str:
        """Submit a task.

        Args:
            name: a key of ``TASKS``.
            learner_id: of whom.
            arguments: the task's own; numbers, text, arrays, and tuples, lists and dicts of them.

        Returns:
            The task's id, which cannot be guessed.

        Raises:
            ValueError: no such task, too much data, or too many tasks at once.
        """
        if name not in TASKS:
            raise ValueError(f"no task is called {name!r}; there are {', '.join(TASKS)}")
        if (size := size_of(arguments)) > MAX_ARGUMENT_BYTES:
            raise LearnerError("too much data", size=size >> 20, most=MAX_ARGUMENT_BYTES >> 20)
        task = Task(learner_id, name, arguments, self.clock)
        with self._lock:
            self._expire()
            pending = self._pending()
            if sum(each.learner == learner_id for each in pending) >= MAX_TASKS_PER_LEARNER:
                raise LearnerError("too many tasks of yours", tasks=MAX_TASKS_PER_LEARNER)
            if len(pending) >= MAX_TASKS:
                raise LearnerError("too many tasks", tasks=MAX_TASKS)
            self._tasks[task.id] = task
            if self._status_source is None:
                task.end("failed", self.status().message)
        self._wake()
        return task.id

    def result(self, task_id: str) -> TaskResult:
        """Return the state of a task and renew its lease."""
        with self._lock:
            self._expire()
            task = self._tasks.get(task_id)
            if task is None:
                return TaskResult("failed", sentence("task forgotten"))
            task.lease.renew()
            if task.result is not None:
                return task.result
            status = self.status()
            message = self.worker_problem or task.message or sentence("task working")
            if status.state != "ready":
                message = status.message
            return TaskResult("pending", message, reports=tuple(task.reports))

    def is_submitted(self, task_id: str) -> bool:
        """Return whether a worker has a task whose result has not come yet."""
        with self._lock:
            task = self._tasks.get(task_id)
            return task is not None and task.job.is_under_way

    def cancel(self, task_id: str) -> None:
        """Cancel a task; a long one stops before its next yield, and its reports so far stay."""
        with self._lock:
            if task := self._tasks.get(task_id):
                task.end("stopped", sentence("task stopped"))
        self._wake()

    def desired(self) -> dict[str, dict]:
        """Return the ids of active tasks; see ``models.worker.run_control``."""
        with self._lock:
            self._expire()
            return {task.id: {} for task in self._pending()}

    def is_ended(self, task_id: str) -> bool:
        """Return whether a task has ended, and its job is wanted no more."""
        task = self._tasks.get(task_id)
        return task is not None and task.result is not None

    def record_alive(self, task_ids: list[str]) -> None:
        """Record that a worker runs or queues these tasks."""
        with self._lock:
            for task_id in task_ids:
                if task := self._tasks.get(task_id):
                    task.job.last_seen = self.clock()

    def fail(self, task_id: str, message: str) -> None:
        """Fail a task."""
        with self._lock:
            if task := self._tasks.get(task_id):
                task.end("failed", message)

    def apply(self, event: dict) -> None:
        """Apply an event of a task's job."""
        with self._lock:
            if task := self._tasks.get(event["work"]):
                task.apply(event)

    def status(self) -> Status:
        """Return the status of the cluster, with a sentence."""
        source = self._status_source
        return source.status if source else Status("unavailable", sentence("no trainer"))

    @property
    def busy(self) -> bool:
        """Whether a result is awaited."""
        with self._lock:
            return bool(self._pending())

    def open(self, status_source: HasStatus, wake: Callable[[], None]) -> None:
        """Attach the dispatcher, which provides the status and is woken by ``wake``."""
        self._status_source, self._wake = status_source, wake

    def close(self) -> None:
        """Detach, and fail what is pending."""
        with self._lock:
            self._status_source, self._wake = None, lambda: None
            for task in self._tasks.values():
                task.end("failed", sentence("server stopped"))

    def serve(self, client: Any, topic: str, published: Container[str]) -> None:
        """Submit new tasks and collect results; called by the dispatcher on each tick.

        Args:
            client: the Dask client, or None while there is no trainer.
            topic: where jobs publish their events.
            published: the tasks whose desired state the workers can read; others have to wait.
        """
        with self._lock:
            self._expire()
            tasks = [t for t in self._pending() if t.job.is_under_way or t.id in published]
        for task in tasks:
            try:
                task.advance(client, topic, self._wake)
            except Exception:
                log.exception("a task could not be served")
                task.end("failed", INTERNAL_ERROR)

    def _pending(self) -> list[Task]:
        return [task for task in self._tasks.values() if task.result is None]

    def _expire(self) -> None:
        """End tasks that no page polls or that give no sign of life, and drop old results."""
        now = self.clock()
        stored: Counter[str] = Counter()  # results by learner
        for task in reversed(list(self._tasks.values())):  # the latest first
            if now > task.job.last_seen + self.timeout_seconds:
                task.end("failed", sentence("task timed out"))
            if task.lease.is_over(self.lease_seconds):
                task.end("stopped", sentence("task unwatched"))
            if task.result is None:
                continue
            stored[task.learner] += 1
            seconds = self.long_result_seconds if task.result.reports else self.result_seconds
            if stored[task.learner] > MAX_TASKS_PER_LEARNER or now > task.ended_at + seconds:
                del self._tasks[task.id]


shared_registry = TaskRegistry()
submit, result, cancel = shared_registry.submit, shared_registry.result, shared_registry.cancel
