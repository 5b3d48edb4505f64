"""Trains where nothing can be written, then where it can again; prints what a page would say.

``python -m tests.models.training_on_full_disk COMMAND...``: the command makes room.
"""

import subprocess
import sys

from models.runtime.run_registry import RunRegistry
from models.training.config import TrainingConfig
from tests.models.waiting import wait_for, wait_until


def main() -> None:
    """Wait for the trouble, make room, train."""
    runs = RunRegistry()
    runs.start_trainer()
    try:
        wait_until(lambda: runs.status().state == "unavailable", "it was noticed")
        run = runs.start(TrainingConfig(hidden_units=(16,), epochs=1, examples=1000))
        print(runs.get(run).message or runs.status().message, flush=True)
        subprocess.run(sys.argv[1:], check=True)
        print(wait_for(runs, run, lambda view: view.ended, "it ended").state, flush=True)
    finally:
        runs.stop_trainer()


if __name__ == "__main__":
    main()
