"""Makes the stored runs of the page Experiments: ``python -m data.make_experiments``.

Each is the very training a learner can start there, by the same code, with more images and
epochs. Names after the command make those alone and leave the others as they are.
"""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

sys.path.insert(0, str(Path(__file__).parent.parent))  # python data/make_experiments.py works too

from models.engine.train import use_one_thread
from models.exercises.experiments import LAB_EXPERIMENTS, STORED
from models.tasks.lab_training import TRAINED, train_experiment

VERSIONS = {
    "keras": keras.__version__,
    "tensorflow": tf.__version__,
    "numpy": np.__version__,
}


def made(name: str) -> dict:
    """Run one experiment with its stored settings, and say when, with what and how long."""
    began, way = time.process_time(), train_experiment(name, LAB_EXPERIMENTS[name].stored)
    while True:
        try:
            next(way)
        except StopIteration as end:
            found = end.value
            break
    return {
        "made": datetime.now(UTC).date().isoformat(),
        "versions": VERSIONS,
        "seconds": round(time.process_time() - began),
        **found,
    }


def written(runs: dict[str, dict]) -> str:
    """Write the runs as JSON, a line for each, so that a new one changes one line."""
    lines = (f"{json.dumps(name)}: {json.dumps(run)}" for name, run in runs.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def make(names: tuple[str, ...]) -> None:
    """Store the runs of some experiments; the file is whole after each of them."""
    use_one_thread()
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    for name in names:
        stored[name] = made(name)
        kept = {each: stored[each] for each in TRAINED if each in stored}
        STORED.write_text(written(kept), encoding="utf-8")
        print(f"{name}: {stored[name]['seconds']} s of computing", flush=True)


if __name__ == "__main__":
    make(tuple(sys.argv[1:]) or tuple(TRAINED))
