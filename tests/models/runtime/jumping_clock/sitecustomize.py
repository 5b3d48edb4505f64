"""On the path of a trainer's processes this makes their clock, ``time.time``, jump by so many
seconds as the file named in UNROLLED_TEST_CLOCK says; imported before anything else."""

import contextlib
import os
import time
from pathlib import Path

CLOCK = "UNROLLED_TEST_CLOCK"
true_time = time.time


def jumped() -> float:
    """Tell the wrong time."""
    with contextlib.suppress(OSError, ValueError):
        return true_time() + float(Path(os.environ[CLOCK]).read_text("ascii"))
    return true_time()


if CLOCK in os.environ:  # whoever only looks for tests in here keeps their clock
    time.time = jumped
