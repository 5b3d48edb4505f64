"""Errand: one short question, answered in a worker process."""

from importlib import import_module

from models.errand import ERRANDS
from models.turns import my_turn


def run_errand(name: str, arguments: dict) -> dict:
    """Run one of ``ERRANDS``, between two stretches of the trainings on this worker.

    Returns:
        ``answer``, what it said, or ``refused``, why it cannot.
    """
    with my_turn():
        errand = getattr(import_module(ERRANDS[name]), name)
        try:
            return {"answer": errand(**arguments)}
        except ValueError as problem:
            return {"refused": str(problem)}
