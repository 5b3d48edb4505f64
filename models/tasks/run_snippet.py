"""Run snippet: run one of the lesson's snippets with values of the learner's.

They run in this process, in milliseconds: they set no seed, train nothing and print nothing,
so no other training is affected.
"""

import runpy
from typing import Any

import numpy as np

from models.exercises.scripts import FOLDER, SNIPPETS
from models.tasks.keras_outputs import PackedLayers, keras_network


def run_snippet(name: str, given: dict, layers: PackedLayers | None = None) -> dict:
    """Run one of the lesson's snippets with values of the learner's.

    Args:
        name: a key of ``SNIPPETS``; a learner's own code is never run.
        given: numbers and arrays, by their names in the snippet.
        layers: of the network the snippet gets as ``network``, for images of the shape of
            ``given["picture"]``; None where it needs none.

    Returns:
        The variables that ``SNIPPETS`` lists.

    Raises:
        ValueError: no such snippet.
    """
    if name not in SNIPPETS:
        raise ValueError(f"no experiment is called {name!r}")
    if layers is not None:
        given = given | {"network": keras_network(layers, given["picture"].shape)}
    found = runpy.run_path(str(FOLDER / f"{name}.py"), init_globals=given)
    return {wanted: _plain(found[wanted]) for wanted in SNIPPETS[name]}


def _plain(value: Any) -> Any:
    """Convert NumPy scalars to Python's; leave arrays."""
    return value.item() if isinstance(value, np.generic) else value
