"""Flatten on screen: the image's pixels fly into its vector, and light up in both."""

from components.state.session import current_session
from components.ui.widget_bridge import widget, widget_event
from models.nn.arrays import Array
from models.nn.flatten import ORDERS, FlattenTrace

AXES = ("row", "col", "channel")
LINES = ("row", "column")  # the name of a line of reading, by its axis


def flatten_stage(
    trace: FlattenTrace,
    brightest: float,
    picture: str,
    words: dict[str, str],
    *,
    target: int | None = None,
    lit: int | None = None,
    player: bool = False,
    levels: Array | None = None,
    key: str = "flatten_stage",
) -> None:
    """Show an image and its vector in the box there is, and move values as a scene tells.

    Args:
        trace: the image, its vector, and the order of reading.
        brightest: the value that is shown white.
        picture: names the image; another one starts at its own target.
        words: of the view.
        target: how many values are in the vector; None leaves it to the learner.
        lit: the index of the value that is lit; None lights what the learner points at.
        player: whether the flight's controls are shown.
        levels: of ink, where it is the picture on the pad, which the view then follows.
        key: one a place.
    """
    widget("flatten_view")(
        key=key,
        data=_payload(trace, brightest, words)
        | {
            "position": 0 if target is None else target,
            "revision": picture,
            "picture": None if levels is None else current_session().drawing.checksum,
            "fills": True,
            "target": target,
            "lit": lit,
            "player": player,
        },
        on_position_change=lambda: None,
        on_chosen_change=lambda: None,
    )


def flatten_view(
    trace: FlattenTrace, brightest: float, words: dict[str, str], key: str = "flatten_view"
) -> int | None:
    """Show an image becoming its vector, value by value.

    Args:
        trace: the image, its vector, and the order of reading.
        brightest: the value that is shown white.
        words: of the view.
        key: the widget's, one per page.

    Returns:
        The index of the value the learner chose, or else of the last one that was read; None
        before anything was.
    """
    session = current_session()
    count = trace.vector.size

    def on_position() -> None:
        position = widget_event(key, "position")
        if type(position) is int:  # True would be 1
            session.drawing.position = min(max(position, 0), count)

    session.drawing.position = min(session.drawing.position, count)
    shown = widget("flatten_view")(
        key=key,
        data=_payload(trace, brightest, words)
        | {
            "position": session.drawing.position,
            "revision": session.drawing.revision,
            "picture": session.drawing.checksum,
            "fills": False,
            "target": None,
            "lit": None,
            "player": True,
        },
        on_position_change=on_position,
        on_chosen_change=lambda: None,  # the choice is not stored, it passes with the page
    )
    chosen = shown.get("chosen")
    if type(chosen) is int and 0 <= chosen < count:
        return chosen
    return session.drawing.position - 1 if session.drawing.position else None


def _payload(trace: FlattenTrace, brightest: float, words: dict[str, str]) -> dict:
    """Return what the browser gets of an image and the order in which it is read."""
    rows, columns, *rest = shape = trace.image.shape
    return {
        "rows": rows,
        "columns": columns,
        "channels": rest[0] if rest else 1,
        "shape": str(shape),
        "values": trace.image.reshape(-1).tolist(),
        "order": next(name for name, order in ORDERS.items() if order == trace.order),
        "indices": trace.order.indices(shape).tolist(),
        "axes": [AXES[axis] for axis in trace.order.axes_of(shape)],
        "line": LINES[trace.order.line],
        "lineLength": trace.order.line_length(shape),
        "brightest": brightest,
        "digits": 0 if brightest > 1 else 4,
        "words": words,
    }
