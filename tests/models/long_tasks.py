"""Long tasks for the tests; a worker imports them from here."""

import os
import time
from collections.abc import Iterator


def count_to(last: int, seconds: float = 0.05) -> Iterator[dict]:
    """Count, slowly; the result is the sum."""
    for number in range(1, last + 1):
        time.sleep(seconds)
        yield {"progress": number / last, "number": number}
    return last * (last + 1) // 2


def stop_at(number: int, problem: str) -> Iterator[dict]:
    """Count to a number, then raise; a ValueError is a refusal, all else a mistake of ours."""
    for each in range(number):
        yield {"progress": each / 10}
    raise {"refused": ValueError, "mistake": RuntimeError}[problem](f"it ends at {number}")


def report_code() -> Iterator[dict]:
    """Report what may not travel."""
    yield {"progress": print}


def process_id(last: int) -> Iterator[dict]:
    """Report which process runs this, until it is killed."""
    for number in range(last):
        time.sleep(0.05)
        yield {"progress": number / last, "pid": os.getpid()}
    return os.getpid()


def hang() -> Iterator[dict]:
    """Hang during its turn."""
    yield {"progress": 0.0}
    time.sleep(10_000)


def compute_for_ever() -> Iterator[dict]:
    """Compute without end."""
    yield {"progress": 0.0}
    while True:
        pass


def exhaust_memory() -> Iterator[dict]:
    """Take ever more memory."""
    taken = []
    while True:
        taken.append(bytearray(os.urandom(1 << 20)) * 32)
        yield {"progress": 0.0, "blocks": len(taken)}
