"""Golden vectors of what the network reads of a pad's picture, prepared or not, in either order."""

import numpy as np

from components.drawing.network_input import read_picture
from components.network.wrong_order import CHOICES
from components.state.drawing import COLORS, PADS
from components.state.session import Session
from tests.js.vectors import Vectors


def network_inputs() -> Vectors:
    """Read random pictures of every pad that the network can read."""
    vectors, rng = Vectors(), np.random.default_rng(11)
    for pad in PADS.values():
        for color, channels in COLORS.items():
            session = Session()
            session.drawing.choose(pad.name, color)
            levels = session.drawing.levels
            session.drawing.draw(rng.integers(0, pad.levels, levels.shape, np.uint8, endpoint=True))
            for session.network.prepare in (True, False):
                if not session.network.prepare and (pad.side, channels) != (28, 1):
                    continue  # which Python refuses in a sentence
                for session.network.read_order in CHOICES:
                    picture = {
                        "side": pad.side,
                        "channels": channels,
                        "levels": pad.levels,
                        "full": pad.full,
                        "pixels": vectors.array(session.drawing.levels),
                        "isCoarse": False,
                    }
                    reading = {
                        "prepare": session.network.prepare,
                        "read_order": session.network.read_order,
                    }
                    image = vectors.array(read_picture(session).flatten.image)
                    vectors.cases.append({"picture": picture, "reading": reading, "image": image})
    return vectors
