"""Task job: runs one task in a worker process."""

from collections.abc import Generator
from importlib import import_module

from distributed import secede

from models.worker.fair_lock import fair_lock
from models.worker.payload import size_of
from models.worker.plain_errors import plain_errors
from models.worker.reporter import Reporter
from models.worker.run_control import run_control_of


@plain_errors
def run_task(topic: str, task: str, learner: str, module: str, name: str, arguments: dict) -> dict:
    """Run one of ``TASKS``, taking turns with the trainings on this worker.

    A function is asked once. A generator is a long task: what it yields is published to
    the topic as news, what it returns is the answer, and between two yields others have their turn.

    Returns:
        ``answer``, what it said, with all its ``news``; or ``refused``, why it cannot; or
        nothing, where it was given up on the way.
    """
    with fair_lock.hold(learner, task):
        try:
            said = getattr(import_module(module), name)(**arguments)
        except ValueError as problem:
            return {"refused": str(problem)}
    if not isinstance(said, Generator):
        return {"answer": said, "news": []}
    secede()  # it holds a thread, not a place in the worker's queue
    reporter = Reporter(topic, task)
    reporter.send()
    return _go_on(said, learner, reporter)


def _go_on(way: Generator, learner: str, reporter: Reporter) -> dict:
    control = run_control_of(reporter.topic)
    while control.read(reporter.work) is not None:
        try:
            with fair_lock.hold(learner, reporter.work):
                news = next(way)
        except StopIteration as end:
            return {"answer": end.value, "news": reporter.items}
        except ValueError as problem:
            return {"refused": str(problem)}
        size_of(news, arrays=False)  # refuses what an event cannot carry
        reporter.items.append(news)
        if reporter.due:
            reporter.send_items()
    way.close()
    return {}
