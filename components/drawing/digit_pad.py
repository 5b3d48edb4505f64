"""A small pad for a digit, of the size that the network reads."""

from components.drawing.digits import PAD
from components.drawing.draw_pad import draw_pad
from components.state.session import current_session


def digit_pad(key: str) -> None:
    """Let the learner draw a digit; their drawings of other sizes are kept.

    Args:
        key: the pad's, one a page.
    """
    current_session().drawing.lay_out(*PAD)
    draw_pad(key, compact=True)
