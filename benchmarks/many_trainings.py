"""What 50 short trainings one after another leave behind in the memory of their process.

    python -m benchmarks.many_trainings

First, in this process, which has one thread as a worker has, 50 runs of one network with
changing settings, then 30 of ever another network, each of which is compiled; of these
TensorFlow never gives all memory back. Then, as in the lesson, 50 of ever another network
in a trainer of one worker, which is renewed when it has grown. Prints the memory along the
way.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import gc
import time

import numpy as np
import psutil

from models.data.datasets import load
from models.engine.tensors import full_tensors
from models.engine.train import TrainingConfig, train, use_one_thread
from models.runtime import worker_recycling
from models.runtime.run_registry import RunRegistry

RUNS, OTHERS, WARM = 50, 30, 10


def megabytes() -> float:
    """Say how much memory this process holds now."""
    gc.collect()
    return psutil.Process().memory_info().rss / 1e6


def memory_after(configs: list[TrainingConfig]) -> tuple[float, float]:
    """Train one config after the other; give the memory after the first ten and after all."""
    for place, config in enumerate(configs, start=1):
        for _ in train(load("mnist"), config, untrained_first=True):
            pass
        if place == WARM:
            warm = megabytes()
    return warm, megabytes()


def main() -> None:
    """Measure and print."""
    use_one_thread()
    print(f"with TensorFlow, before anything: {megabytes():.0f} MB")
    load("mnist")
    print(f"with MNIST as NumPy holds it: {megabytes():.0f} MB")
    images, tensor = load("mnist").train.images, full_tensors(load("mnist").train).images
    same = np.shares_memory(images, np.asarray(memoryview(tensor)))
    print(f"TensorFlow reads the same {images.nbytes / 1e6:.0f} MB of {images.dtype}: {same}")
    before = megabytes()
    snapshots = train(load("mnist"), TrainingConfig(epochs=1))
    next(snapshots)
    print(
        f"with the first snapshot, compiled: {megabytes():.0f} MB, {megabytes() - before:.0f} more"
    )
    kinds = {
        "one network": [
            TrainingConfig(epochs=1, examples=6000 + 100 * run, learning_rate=1e-4 * run, seed=run)
            for run in range(1, RUNS + 1)
        ],
        "ever another network": [
            TrainingConfig(hidden_units=(8 + run,), epochs=1, examples=1000)
            for run in range(OTHERS)
        ],
    }
    for name, configs in kinds.items():
        warm, end = memory_after(configs)
        print(
            f"{name}: {warm:.0f} MB after {WARM} runs, {end:.0f} MB after {len(configs)}, ", end=""
        )
        print(f"{(end - warm) / (len(configs) - WARM):.2f} MB more a run")
    in_a_trainer()


def in_a_trainer() -> None:
    """Train 50 different networks in one worker, and print how its memory goes up and down."""
    os.environ["UNROLLED_WORKERS"] = "1"
    runs = RunRegistry()
    runs.start_trainer()
    try:
        found = [
            _trained(runs, TrainingConfig((8 + run,), epochs=1, examples=1000))
            for run in range(RUNS)
        ]
    finally:
        runs.stop_trainer()
    print(f"{RUNS} different networks in a trainer of one worker, renewed when it has grown")
    print(
        f"by {worker_recycling.MAX_GROWTH_BYTES >> 20} MiB: "
        f"MB after each {[round(mb) for _, mb in found]}"
    )
    print(
        f"processes: {len({pid for pid, _ in found})}, at most {max(mb for _, mb in found):.0f} MB"
    )


def _trained(runs: RunRegistry, config: TrainingConfig) -> tuple[int, float]:
    """Train one config; give the worker's process and its memory."""
    run = runs.start(config)
    while not (view := runs.get(run)).ended:
        runs.renew(run)
        time.sleep(0.05)
    if view.state != "finished":
        raise RuntimeError(view.message)
    time.sleep(1)  # for another heartbeat, and perhaps for another worker
    while not (
        warm := [heartbeat for heartbeat in runs.workers().values() if heartbeat.get("warm")]
    ):
        time.sleep(0.1)
    heartbeat = warm[0]
    return heartbeat["pid"], heartbeat["memory"] / 1e6


if __name__ == "__main__":
    main()
