"""Golden vectors of the first picture: its layout for every value of every pixel."""

from components.ui.network_diagram import live_pixel
from components.ui.network_diagram.layout import diagram_layout
from models.exercises.worked_example import first_network
from tests.js.vectors import Vectors


def network_diagrams() -> Vectors:
    """Lay out the picture as it begins, and with each value of each pixel."""
    vectors, begun = Vectors(), first_network()
    pixels = [(row, column) for row in range(3) for column in range(3)]
    vectors.cases += [
        {
            "begun": diagram_layout(begun),
            "live": live_pixel(begun, pixel, "a slider"),
            "value": value,
            "layout": diagram_layout(first_network(pixel, value)),
        }
        for pixel in pixels
        for value in range(10)
    ]
    return vectors
