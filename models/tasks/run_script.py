"""At the scripts: what the trainer's process does when it is asked to run one of the lesson's.

Each runs in a Python of its own, as on the learner's own machine: seeds, layer names and
warnings are global in Keras, so in this process they would reach other learners' trainings.
A fresh Python with Keras takes three seconds of a core and half a gigabyte, and a seeded script
says the same to everybody; so a worker runs one at a time, and what a script said is kept, with
the moment it ran, until somebody wants it again.
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
MOST_SECONDS = 180.0  # the longest script takes ten where nobody else computes
LOOK_SECONDS = 0.1  # between two looks at a script that runs
QUEUE_SECONDS = 0.02  # of a turn, for one that waits for another
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONIOENCODING": "utf-8"}

_kept: dict[str, dict] = {}  # what each text said last
_lock = threading.Lock()


def run_script(
    script: str, settings: dict[str, str], after: float = 0.0
) -> Generator[dict, None, dict]:
    """Run one of the lesson's own scripts, or say what it said when it last ran here.

    Args:
        script: a key of ``SCRIPTS``; nothing a learner writes is ever run.
        settings: of its knobs, as `models.exercises.scripts.source` takes them.
        after: only a run later than this will do, in seconds since 1970; so thirty learners
            who all want it again cause one run.

    Yields:
        ``seconds`` since it began or, while another script runs, nothing.

    Returns:
        ``said``, ``error``, ``line`` and ``seconds`` as `script_process.run` has them, and
        ``ran_at``, in seconds since 1970.

    Raises:
        ValueError: no such script or setting, or it took too long.
    """
    text = source(script, settings)
    while not _lock.acquire(timeout=QUEUE_SECONDS):
        yield {}
    try:
        if text not in _kept or _kept[text]["ran_at"] <= after:
            began = time.time()
            said = yield from _in_a_python_of_its_own(text)
            _kept[text] = {**said, "ran_at": began}
        return _kept[text]
    finally:
        _lock.release()


def _in_a_python_of_its_own(text: str) -> Generator[dict, None, dict]:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(
            [sys.executable, "-m", "models.tasks.script_process"],
            stdin=subprocess.PIPE,
            stdout=out,
            stderr=err,
            cwd=ROOT,
            env=os.environ | QUIET,
        )
        try:
            child.stdin.write(text.encode())
            child.stdin.close()
            yield from _until_it_ends(child)
        finally:  # also where nobody wants to know any more
            child.kill()
            child.wait()
        out.seek(0)
        err.seek(0)
        if child.returncode:
            raise RuntimeError(f"a script's Python ended with {child.returncode}: {err.read()!r}")
        return json.loads(out.read().decode().splitlines()[-1])


def _until_it_ends(child: subprocess.Popen) -> Generator[dict, None, None]:
    start = time.monotonic()
    while True:
        try:
            child.wait(LOOK_SECONDS)
            return
        except subprocess.TimeoutExpired:
            seconds = time.monotonic() - start
        if seconds > MOST_SECONDS:
            raise ValueError(f"the script took more than {MOST_SECONDS:.0f} seconds")
        yield {"seconds": seconds}
