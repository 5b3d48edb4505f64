"""Run script: run one of the lesson's scripts in a Python process of its own.

Seeds, layer names and warnings are global in Keras, so in the worker's process they would
affect other learners' trainings. A new Python process with Keras takes three seconds of a core
and half a gigabyte, and a seeded script prints the same for all; so a worker runs one at a
time, and caches each result with the time it ran, until a newer one is requested.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Generator
from pathlib import Path

from models.exercises.scripts import source

ROOT = Path(__file__).parents[2]
MAX_SECONDS = 180.0  # the longest script takes ten on an idle machine
POLL_SECONDS = 0.1  # between two polls of a running script
QUEUE_SECONDS = 0.02  # between two polls of the lock
ENVIRONMENT = {
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "PYTHONIOENCODING": "utf-8",
}

_results: dict[str, dict] = {}  # by the script's text
_lock = threading.Lock()


def run_script(
    script: str, settings: dict[str, str], newer_than: float = 0.0
) -> Generator[dict, None, dict]:
    """Run one of the lesson's scripts, or return its cached result.

    Args:
        script: a key of ``SCRIPTS``; a learner's own code is never run.
        settings: values of its parameters, as `models.exercises.scripts.source` takes them.
        newer_than: accept only a result newer than this, in seconds since 1970; so thirty
            learners who all run it again cause one run.

    Yields:
        ``seconds`` since it started or, while another script runs, nothing.

    Returns:
        ``said``, ``error``, ``line`` and ``seconds`` as of `script_process.run`, and
        ``ran_at``, in seconds since 1970.

    Raises:
        ValueError: no such script or setting, or it took too long.
    """
    text = source(script, settings)
    while not _lock.acquire(timeout=QUEUE_SECONDS):
        yield {}
    try:
        if text not in _results or _results[text]["ran_at"] <= newer_than:
            started = time.time()
            result = yield from _run_in_subprocess(text)
            _results[text] = {**result, "ran_at": started}
        return _results[text]
    finally:
        _lock.release()


def _run_in_subprocess(text: str) -> Generator[dict, None, dict]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "models.tasks.script_process"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            cwd=ROOT,
            env=os.environ | ENVIRONMENT,
        )
        try:
            if child.stdin is not None:
                child.stdin.write(text.encode())
                child.stdin.close()
            yield from _wait_for_exit(child)
        finally:  # also when the task is cancelled
            child.kill()
            child.wait()
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise RuntimeError(f"a script's Python ended with {child.returncode}: {err.read()!r}")
        return json.loads(out.read().decode().splitlines()[-1])


def _wait_for_exit(child: subprocess.Popen) -> Generator[dict, None, None]:
    start = time.monotonic()
    while True:
        try:
            child.wait(POLL_SECONDS)
            return
        except subprocess.TimeoutExpired:
            seconds = time.monotonic() - start
        if seconds > MAX_SECONDS:
            raise ValueError(f"the script took more than {MAX_SECONDS:.0f} seconds")
        yield {"seconds": seconds}
