"""The journey: an image, its vector, the neurons and the answer in one living picture."""

import numpy as np

from components.drawing.browser_network import lesson_network
from components.drawing.journey_view.payload import Connections, Payload
from components.drawing.network_input import CLASSES, prediction_text
from components.state.session import current_session
from components.ui.lesson_text import COMMON
from components.ui.widget_bridge import widget
from components.ui.wire_format import pack_numbers, pack_rounded
from models.exercises.transforms import shift_right
from models.explain.strongest_products import strongest_products
from models.nn.arrays import Array
from models.nn.dense import DenseTrace
from models.nn.network import shipped_layers, trace_network

IMAGE, COMPLETE = 1.0, 4.0  # growth of the image, and of the whole picture
DIGITS = 4
COUNTS = (300, 60)  # connections that are drawn, by layer; journey_view/numbers.js has the same


def journey_view(
    image: Array,
    source: str,
    *,
    growth: float,
    shift: int = 0,
    shift_control: str = "",
) -> None:
    """Show an image's journey through the network; it follows the pen and the slider.

    Args:
        image: (side, side), from 0 to 1, as the network reads it.
        source: "example", or "drawing" where the image is on the pad.
        growth: where the picture grows to: 1 image, 2 vector, 3 neurons, 4 answer.
        shift: columns by which the image is moved to the right.
        shift_control: the label of the slider that moves it.
    """
    session = current_session()
    trace = trace_network(shift_right(image, shift), shipped_layers())
    data: Payload = {
        "side": len(image),
        "image": pack_numbers(np.asarray(image, float).reshape(-1)),
        "source": source,
        "shift": shift,
        "shift_control": shift_control,
        "answer": prediction_text(trace),
        "classes": list(CLASSES),
        "hidden": pack_rounded(trace.dense[0].outputs, DIGITS),
        "probabilities": pack_rounded(trace.outputs, DIGITS),
        "connections": [
            _connections(dense, count)
            for dense, count in zip((trace.dense[0], trace.dense[-1]), COUNTS, strict=True)
        ],
        "growth": growth,
        "network": lesson_network(session),
        "words": COMMON.words("journey") | COMMON.words("prediction"),
    }
    widget("journey_view")(key="journey_view", data=data)


def _connections(dense: DenseTrace, count: int) -> Connections:
    products = strongest_products(dense, count)
    return {
        "units": dense.layer.units,
        "places": pack_rounded(products.places, 0),
        "values": pack_rounded(products.values, DIGITS),
    }
