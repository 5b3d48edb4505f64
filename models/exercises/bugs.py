"""Bugs of the core path: four programs, and the changes that a learner may try on each."""

from dataclasses import dataclass

from models.exercises.scripts import Settings


@dataclass(frozen=True)
class Bug:
    """A program with a bug."""

    pitfall: str  # its folder in ``lessons/code/pitfalls``
    fixes: tuple[Settings, ...]  # in the order of the answers; each is run as it is chosen
    fix: int  # index of the one that fixes it

    @property
    def script(self) -> str:
        """The program, a key of ``SCRIPTS``; as it is shipped it has the bug."""
        return f"pitfalls/{self.pitfall}/fix"


BUGS = {
    "flatten": Bug(
        "flatten_forgotten",
        (
            {"gap": "keras.layers.Dense(784)"},
            {"gap": "keras.layers.Flatten()"},
            {"gap": "keras.layers.GlobalAveragePooling1D()"},
        ),
        fix=1,
    ),
    "scale": Bug(
        "unscaled",
        (
            {"gap": "keras.layers.Rescaling(255)"},
            {"gap": 'keras.layers.Activation("relu")'},
            {"gap": "keras.layers.Rescaling(1 / 255)"},
        ),
        fix=2,
    ),
    "activation": Bug(
        "no_activation",
        (
            {"hidden": 'keras.layers.Dense(128, "relu")'},
            {"hidden": "keras.layers.Dense(512)"},
            {"hidden": 'keras.layers.Dense(128, "linear")'},
        ),
        fix=0,
    ),
    "softmax": Bug(
        "softmax_twice",
        (
            {"last": 'keras.layers.Dense(10, "sigmoid")'},
            {"last": "keras.layers.Dense(10)"},
            {"logits": "False"},
        ),
        fix=1,
    ),
}
"""Every bug by the name of its scene, in the order they are told."""
