"""Heart: an image that is no digit, for a network that knows digits alone."""

import numpy as np

from models.nn.arrays import Array

SIDE = 28
WIDTH = 16.0  # pixels, of the whole heart
PEN = 0.7  # pixels, the radius of the pad's thin brush
POINTS = 400  # of the outline


def heart_image() -> Array:
    """Return a heart drawn as an outline on a blank pad.

    Returns:
        ``(28, 28)``, of values 0 (blank) to 1 (full ink).
    """
    turn = np.linspace(0, 2 * np.pi, POINTS)
    across = 16 * np.sin(turn) ** 3  # -16 to 16
    up = 13 * np.cos(turn) - 5 * np.cos(2 * turn) - 2 * np.cos(3 * turn) - np.cos(4 * turn)
    scale, middle = WIDTH / 32, SIDE / 2
    rows, columns = np.indices((SIDE, SIDE))[..., None] + 0.5
    apart = np.hypot(rows - (middle - up * scale), columns - (middle + across * scale))
    return np.clip(PEN + 0.5 - apart.min(axis=-1), 0, 1)
