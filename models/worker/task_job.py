"""Task job: runs one task in a worker process."""

import secrets
import time
from collections.abc import Generator
from importlib import import_module
from typing import Any

from distributed import get_worker, secede

from models.worker.fair_lock import fair_lock
from models.worker.payload import size_of
from models.worker.plain_errors import plain_errors
from models.worker.run_control import run_control_of

POST_SECONDS = 0.1  # between two posts of a long task


@plain_errors
def run_task(topic: str, task: str, learner: str, module: str, name: str, arguments: dict) -> dict:
    """Run one of ``TASKS``, taking turns with the trainings on this worker.

    A function is asked once. A generator is a long task: what it yields is posted to the
    topic as news, what it returns is the answer, and between two yields others have their turn.

    Returns:
        ``answer``, what it said, with all its ``news``; or ``refused``, why it cannot; or
        nothing, where it was given up on the way.
    """
    with fair_lock(learner, task):
        try:
            said = getattr(import_module(module), name)(**arguments)
        except ValueError as problem:
            return {"refused": str(problem)}
    if not isinstance(said, Generator):
        return {"answer": said, "news": []}
    secede()  # it holds a thread, not a place in the worker's queue
    return _go_on(said, learner, _Post(topic, task))


def _go_on(way: Generator, learner: str, post: "_Post") -> dict:
    wishes = run_control_of(post.topic)
    while wishes.read(post.task) is not None:
        try:
            with fair_lock(learner, post.task):
                news = next(way)
        except StopIteration as end:
            return {"answer": end.value, "news": post.news}
        except ValueError as problem:
            return {"refused": str(problem)}
        post.add(news)
    way.close()
    return {}


class _Post:
    """Batches and sends the events of a long task, a few times a second."""

    def __init__(self, topic: str, task: str) -> None:
        self.topic, self.task = topic, task
        self._worker = get_worker()
        self._attempt = secrets.token_hex(8)  # a task begun again elsewhere has another
        self.news: list[Any] = []
        self._sent = 0
        self._send()
        self._sent_at = 0.0  # the first news go off at once

    def add(self, news: dict) -> None:
        size_of(news, arrays=False)  # refuses what a message cannot carry
        self.news.append(news)
        if time.monotonic() >= self._sent_at + POST_SECONDS:
            self._send()

    def _send(self) -> None:
        said = {"task": self.task, "attempt": self._attempt, "first": self._sent}
        self._worker.log_event(self.topic, said | {"news": self.news[self._sent :]})
        self._sent, self._sent_at = len(self.news), time.monotonic()
