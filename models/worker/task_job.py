"""Task job: runs one task in a worker process."""

from collections.abc import Generator
from importlib import import_module

from distributed import secede

from models.texts import reason_of
from models.worker.fair_lock import fair_lock
from models.worker.payload import size_of
from models.worker.plain_errors import plain_errors
from models.worker.reporter import Reporter
from models.worker.run_control import run_control_of


@plain_errors
def run_task(topic: str, task: str, learner: str, module: str, name: str, arguments: dict) -> dict:
    """Run one of ``TASKS``, taking turns with the trainings on this worker.

    A generator is a long task: what it yields is published to the topic as its reports, what it
    returns is the result, and between two yields other jobs have their turn.

    Returns:
        ``result`` and all ``reports``; or ``refused``, the reason; or {}, where it was cancelled.
    """
    with fair_lock.hold(learner, task):
        try:
            result = getattr(import_module(module), name)(**arguments)
        except ValueError as error:
            return {"refused": reason_of(error)}
    if not isinstance(result, Generator):
        return {"result": result, "reports": []}
    secede()  # it takes a thread, not a slot of the worker
    reporter = Reporter(topic, task)
    reporter.send()
    return _run_steps(result, learner, reporter)


def _run_steps(steps: Generator, learner: str, reporter: Reporter) -> dict:
    """Run a long task to its end, or until it is wanted no more."""
    control = run_control_of(reporter.topic)
    while control.read(reporter.work) is not None:
        try:
            with fair_lock.hold(learner, reporter.work):
                report = next(steps)
        except StopIteration as end:
            return {"result": end.value, "reports": reporter.items}
        except ValueError as error:
            return {"refused": reason_of(error)}
        size_of(report, arrays=False)  # refuses what an event cannot carry
        reporter.items.append(report)
        if reporter.due:
            reporter.send_items()
    steps.close()
    return {}
