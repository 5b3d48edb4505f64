"""Coroutines run by themselves, whatever else the test's own thread is running."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def alone(coroutine: Coroutine, loop_factory: Callable | None = None) -> Any:
    """Run a coroutine in a thread of its own: a browser's tests leave this one a running loop."""

    def run() -> Any:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            return runner.run(coroutine)

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(run).result()
