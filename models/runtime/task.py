"""Task: one request to a worker and its result."""

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from models.runtime.remote_job import Clock, Collected, Lease, RemoteJob
from models.tasks.registry import TASKS
from models.texts import sentence, whole_sentence

LOST = sentence("task lost")
NO_MEMORY = sentence("task out of memory")
INTERNAL_ERROR = sentence("task broke off")
RESTARTED = sentence("task restarted")

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class TaskResult:
    """The state and result of a task."""

    state: str  # pending, done, stopped or failed
    message: str = ""  # a sentence: what it waits for, or why there is no result
    data: Any = None  # once done: numbers, text, arrays, and tuples, lists and dicts of them
    reports: tuple[dict, ...] = ()  # of a long task so far, in order

    @property
    def progress(self) -> float | None:
        """Fraction done, 0 to 1; None where a task does not report it."""
        latest = self.reports[-1] if self.reports else {}
        return min(1.0, max(0.0, latest["progress"])) if "progress" in latest else None


@dataclass(eq=False)
class Task:
    """The state of a task, owned by the registry; all moments are of its clock."""

    learner: str
    name: str
    arguments: dict[str, Any] | None  # None once they are sent
    clock: Clock = time.monotonic
    id: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    result: TaskResult | None = None
    ended_at: float = 0.0
    message: str = ""  # while it is under way
    reports: list[dict] = field(default_factory=list)
    job: RemoteJob = field(init=False)
    lease: Lease = field(init=False)

    def __post_init__(self) -> None:
        self.job, self.lease = RemoteJob(self.clock, last_seen=self.clock()), Lease(self.clock)

    def apply(self, event: dict) -> None:
        """Apply an event of its job; see ``models.worker.reporter``."""
        if self.result is not None or event["attempt"] in self.job.past_attempts:
            return
        if self.job.follow(event["attempt"]):
            # What it reported before need not be what it will report now.
            self.reports, self.message = [], RESTARTED
        self.reports[event["first"] :] = event["items"]

    def end(self, state: str, message: str = "", data: Any = None) -> None:
        """Set the result."""
        if self.result is None:
            self.ended_at = self.clock()
            self.result = TaskResult(state, message, data, tuple(self.reports))
            self.job.close()
            self.arguments, self.reports = None, []

    def advance(self, client: Any, topic: str, wake: Callable[[], None]) -> None:
        """Advance as far as possible without waiting.

        Args:
            client: the Dask client, or None while there is no trainer.
            topic: where its events are published.
            wake: called when the result has come.
        """
        arguments = self.arguments
        if self.job.is_lost_with(client):
            self.end("failed", LOST)
        elif self.job.is_under_way:
            if (collected := self.job.collect(client, wake)) is not None:
                self._settle(collected)
        elif arguments is not None and client is not None:
            self._submit(client, arguments, topic, wake)

    def _submit(self, client: Any, arguments: dict, topic: str, wake: Callable[[], None]) -> None:
        from models.worker.task_job import run_task

        job = (topic, self.id, self.learner, TASKS[self.name], self.name, arguments)
        future = client.submit(run_task, *job, key=f"task-{self.id}", pure=False)
        if self.result is not None:  # cancelled meanwhile
            return
        self.job.submit(client, future)
        self.arguments, self.job.last_seen = None, self.clock()
        future.add_done_callback(lambda _: wake())

    def _settle(self, collected: Collected) -> None:
        if collected.error is not None:
            self._fail(collected)
        elif "refused" in collected.value:
            reason = collected.value["refused"]
            self.end("failed", sentence("task refused", reason=whole_sentence(reason)))
        elif "result" in collected.value:
            self.reports = collected.value["reports"]
            self.end("done", data=collected.value["result"])
        else:
            self.end("failed", LOST)  # it could not read that it is wanted

    def _fail(self, collected: Collected) -> None:
        if collected.lost or collected.killed:
            self.end("failed", LOST)
            return
        log.error("a task failed in the worker", exc_info=collected.error)
        self.end(
            "failed", NO_MEMORY if isinstance(collected.error, MemoryError) else INTERNAL_ERROR
        )
