"""Waiting for what runs and tasks do in their own time."""

import time
from collections.abc import Generator
from typing import Any

PATIENCE = 180  # seconds; never reached where things work, however slow the machine


def wait_until(true, what: str):
    """Look until something is true, and give it."""
    deadline = time.monotonic() + PATIENCE
    while not (answer := true()):
        assert time.monotonic() < deadline, f"waited in vain until {what}"
        time.sleep(0.02)
    return answer


def wait_for(runs, run: str, true, what: str):
    """Look at a run until something is true of it, and give its view."""

    def renewed_and_true():
        runs.renew(run)
        view = runs.get(run)
        if true(view):
            return view
        assert not view.ended, f"it ended before {what}: {view.state}, {view.message}"
        return None

    return wait_until(renewed_and_true, what)


def heard_out(task: Generator) -> tuple[list[dict], Any]:
    """Let a long task tell all its news, and give them with its answer."""
    news = []
    while True:
        try:
            news.append(next(task))
        except StopIteration as end:
            return news, end.value


def is_a_sentence(text: str) -> bool:
    return text[:1].isupper() and text.endswith(".") and "\n" not in text
