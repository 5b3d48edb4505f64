"""Controls that a teacher's link can hide."""

from components.state.session import current_session

HIDEABLE_CONTROLS: dict[str, str] = {
    "size": "Size of the picture",
    "colour": "Color",
    "draw": "Draw here, and the pad beside the views",
    "bring": "Upload, camera and MNIST",
    "prepare": "Preparation",
    "order": "Order of reading",
    "weights": "Weights: random, by hand, trained",
    "units": "Units",
    "activation": "Activation",
    "seed": "Seed",
    "experiments": "Experiments",
    "more": "More settings of the training",
    "notices": "What is said about a run",
    "compare": "Runs side by side",
    "keras": "Check with Keras",
    "files": "Files to take away",
    "questions": "Questions before one looks",
    "labs": "Labs, in the menu",
    "share": "Share",
}
"""Labels by name in a link. A hidden control keeps its value."""


def is_visible(name: str) -> bool:
    """Whether a control is shown.

    Args:
        name: a key of ``HIDEABLE_CONTROLS``.
    """
    if name not in HIDEABLE_CONTROLS:
        raise KeyError(f"nothing is called {name!r} that can be hidden")
    return name not in current_session().display.hidden
