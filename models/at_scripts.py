"""At the scripts: what the trainer's process does when it is asked to run one of the lesson's.

Each runs in a Python of its own, as on the learner's own machine: seeds, layer names and
warnings are global in Keras, so in this process they would reach other learners' trainings.
A fresh Python with Keras takes about three seconds, and a seeded script says the same to
everybody; so what a script said is kept, with the moment it ran, until somebody wants it again.
"""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from models.scripts import source

ROOT = Path(__file__).parent.parent
MOST_SECONDS = 50.0  # a learner waits 60 for an answer; the longest script takes 10 alone
QUIET = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0", "PYTHONIOENCODING": "utf-8"}

_kept: dict[str, dict] = {}  # what a text said last, by the text
_lock = threading.Lock()


def run_script(script: str, settings: dict[str, str], after: float = 0.0) -> dict:
    """Run one of the lesson's own scripts, or say what it said when it last ran here.

    Args:
        script: a key of ``SCRIPTS``; nothing a learner writes is ever run.
        settings: of its knobs, as `models.scripts.source` takes them.
        after: only a run later than this will do, in seconds since 1970; so thirty learners
            who all want it again cause one run.

    Returns:
        ``said``, ``error``, ``line`` and ``seconds`` as `models.script_child.run` has them, and
        ``ran_at``, in seconds since 1970.

    Raises:
        ValueError: no such script or setting, or it took too long.
    """
    text = source(script, settings)
    with _lock:
        if text not in _kept or _kept[text]["ran_at"] <= after:
            _kept[text] = {"ran_at": time.time(), **_in_a_python_of_its_own(text)}
        return _kept[text]


def _in_a_python_of_its_own(text: str) -> dict:
    try:
        done = subprocess.run(
            [sys.executable, "-m", "models.script_child"],
            input=text,
            capture_output=True,
            encoding="utf-8",
            cwd=ROOT,
            env=os.environ | QUIET,
            timeout=MOST_SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise ValueError(f"the script took more than {MOST_SECONDS:.0f} seconds") from None
    return json.loads(done.stdout.splitlines()[-1])
