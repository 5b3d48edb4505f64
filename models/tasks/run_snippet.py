"""At the experiments: what the trainer's process does with something of the learner's own.

They run in this process, in milliseconds: they set no seed, train nothing and print nothing,
so nobody else's training can notice.
"""

import runpy
from typing import Any

import numpy as np

from models.exercises.scripts import EXPERIMENTS, FOLDER
from models.tasks.keras_outputs import PackedLayers, network_of


def experiment(name: str, given: dict, layers: PackedLayers | None = None) -> dict:
    """Run one of the lesson's experiments with what a learner gives to it.

    Args:
        name: a key of ``EXPERIMENTS``; nothing a learner writes is ever run.
        given: numbers and arrays, by the names the script has for them.
        layers: of the network the script is given as ``network``, for pictures of the shape of
            ``given["picture"]``; None where it wants none.

    Returns:
        What ``EXPERIMENTS`` wants of it.

    Raises:
        ValueError: no such experiment.
    """
    if name not in EXPERIMENTS:
        raise ValueError(f"no experiment is called {name!r}")
    if layers is not None:
        given = given | {"network": network_of(layers, given["picture"].shape)}
    found = runpy.run_path(str(FOLDER / f"{name}.py"), init_globals=given)
    return {wanted: _plain(found[wanted]) for wanted in EXPERIMENTS[name]}


def _plain(value: Any) -> Any:
    """Turn NumPy's numbers into Python's, and leave arrays."""
    return value.item() if isinstance(value, np.generic) else value
