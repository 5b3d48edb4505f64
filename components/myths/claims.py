"""Claims: myths and true statements, each tested by real Keras once the learner has judged it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.drawing.labeled_digit import Digit, scene_digit
from components.remote.keras_check import format_difference
from components.state.session import current_session
from models.nn.arrays import shape_text
from models.nn.dense import packed_layers
from models.nn.network import shipped_layers

INPUTS, UNITS = 9, 4  # of the layer whose connections are counted
TOLERANCE = 1e-5  # of outputs of about 1, in float32

Gaps = dict[str, object]


@dataclass(frozen=True)
class Claim:
    """A claim, and the snippet that tests it."""

    snippet: str  # a key of SNIPPETS
    holds: Callable[[dict], bool]  # whether what Keras found makes it true
    gaps: Callable[[dict], Gaps]  # of the section that tells what Keras found
    arguments: Callable[[], dict[str, Any]] = lambda: {"given": {}}  # of `run_snippet`


def _digit() -> Digit:
    return scene_digit(current_session())


def _image() -> dict[str, Any]:
    return {"given": {"picture": np.float32(_digit().image)}}


def _labeled_image() -> dict[str, Any]:
    digit = _digit()
    given = {"picture": np.float32(digit.image), "label": digit.label or 0}
    return {"given": given, "layers": packed_layers(shipped_layers())}


def _values(found: dict) -> Gaps:
    before, after = map(shape_text, found["shapes"])
    count = int(np.prod(found["shapes"][0]))
    return {"same": found["same_values"], "count": count, "before": before, "after": after}


def _difference(found: dict) -> Gaps:
    largest = f"{found['largest']:.2f}"
    return {"difference": format_difference(found["difference"]), "largest": largest}


def _is_same(found: dict) -> bool:
    return found["difference"] <= TOLERANCE * max(1.0, found["largest"])


def _gradient(found: dict) -> Gaps:
    told = int(np.count_nonzero(found["at_image"]))
    return {"equal": found["equal"], "count": found["at_image"].size, "told": told}


CLAIMS = {
    "changes": Claim(
        "myths/values",
        lambda found: found["same_values"] < np.prod(found["shapes"][0]),
        _values,
        _image,
    ),
    "nothing": Claim(
        "myths/no_weights",
        lambda found: found["parameters"] == 0,
        lambda found: {"parameters": found["parameters"], "others": f"{found['others']:,}"},
    ),
    "single": Claim(
        "myths/edges",
        lambda found: found["edges"] == UNITS,
        lambda found: {
            "inputs": INPUTS,
            "neurons": UNITS,
            "connections": found["edges"],
            "parameters": found["parameters"],
        },
        lambda: {"given": {"units": UNITS}},
    ),
    "collapse": Claim("myths/collapse", _is_same, _difference),
    "vector": Claim(
        "myths/last_axis",
        lambda found: len(found["shape"]) == 2,
        lambda found: {
            "shape": shape_text(found["shape"]),
            "parameters": found["parameters"],
        },
    ),
    "shuffled": Claim("myths/shuffled", _is_same, _difference, _image),
    "blocked": Claim(
        "myths/gradient",
        lambda found: not np.any(found["at_image"]),
        _gradient,
        _labeled_image,
    ),
}
"""Every claim, by its scene, in the order in which they are told."""
