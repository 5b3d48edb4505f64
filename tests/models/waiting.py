"""Waiting for runs and tasks."""

import time
from collections.abc import Generator
from typing import Any

PATIENCE = 300  # seconds; never reached where things work, however slow the machine


def wait_until(true, what: str):
    """Poll until something is true, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (value := true()):
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)
    return value


def wait_for(runs, run: str, true, what: str):
    """Poll a run until something is true of it, and return its view."""

    def renewed_and_true():
        runs.renew(run)
        view = runs.get(run)
        if true(view):
            return view
        assert not view.ended, f"it ended before {what}: {view.state}, {view.message}"
        return None

    return wait_until(renewed_and_true, what)


def run_to_end(task: Generator) -> tuple[list[dict], Any]:
    """Run a long task to its end; return its reports and its result."""
    reports = []
    while True:
        try:
            reports.append(next(task))
        except StopIteration as end:
            return reports, end.value


def is_a_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith(".") and "\n" not in text
