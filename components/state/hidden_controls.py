"""Shown: which controls a teacher's link leaves on the page."""

from components.state.session import current_session

HIDEABLE: dict[str, str] = {
    "size": "Size of the picture",
    "colour": "Colour",
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
    "compare": "RunRegistry side by side",
    "keras": "Check with Keras",
    "files": "Files to take away",
    "questions": "Questions before one looks",
    "labs": "Labs, in the menu",
    "share": "Share",
}
"""Every control that can be left out, by its name in a link. What is hidden keeps its value."""


def shown(name: str) -> bool:
    """Whether a control is on the page.

    Args:
        name: a key of ``HIDEABLE``.
    """
    if name not in HIDEABLE:
        raise KeyError(f"nothing is called {name!r} that can be hidden")
    return name not in current_session().hidden
