"""Controls that a teacher's link can hide."""

from components.state.session import current_session

HIDEABLE_CONTROLS = (
    "size",
    "colour",
    "draw",
    "bring",
    "prepare",
    "order",
    "weights",
    "units",
    "activation",
    "seed",
    "experiments",
    "more",
    "notices",
    "compare",
    "keras",
    "files",
    "questions",
    "labs",
    "share",
)
"""Names in a link; the label of each is ``hide <name>``. A hidden control keeps its value."""


def is_visible(name: str) -> bool:
    """Whether a control is shown.

    Args:
        name: one of ``HIDEABLE_CONTROLS``.
    """
    if name not in HIDEABLE_CONTROLS:
        raise KeyError(f"nothing is called {name!r} that can be hidden")
    return name not in current_session().display.hidden
